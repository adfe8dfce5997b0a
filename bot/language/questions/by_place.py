"""Questions where policies of several places are kept: each place is read for by itself, as if it were the only one.

A place that is named, or known, is the one asked about. Where none is, what each place's policies have to say stands
side by side, so that it is asked back which is meant. With one place there is one reader, which reads everything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.language.normalise import normalise
from bot.language.questions.asked import Asked, Wanted, of_no_measure
from bot.language.questions.asking import Asking
from bot.language.questions.judge import ASKED, ON_THE_WAY, OUTSIDE
from bot.language.questions.spoken import LISTS

_CALLED = r"(?:这边|那边|这儿|那儿|这里|那里|当地|本地)?的?"
"""What goes away with the name of a place: 青禾这边的."""

_EDGE = r"[,，。.;；!！?？\s]"
_WE_ARE = r"(?:[我俺咱]们?)?(?:公司|企业|厂子?|家)?(?:就|也|都)?(?:是|在|位于)"
"""Opens a clause that says no more than where somebody is: 我们在青禾县."""

_FAR_LESS = 0.5
"""A share of the characters that another place's policies have names for: 商标 of 驰名商标."""

_BARE = re.compile(r"[的那个这呢吗啊呀嘞咧哩嘛换问说是在就也还有,，。.?？!！\s]*")
"""What is left where a message says no more than a place."""


class AskingByPlace:
    """A reader for each place, the ``names`` of each, and the ``places`` of each topic.

    ``labels`` are what topics are called, for the same thing to be found in another place.
    """

    def __init__(
        self,
        readers: Mapping[str, Asking],
        names: Mapping[str, Sequence[str]],
        places: Mapping[str, Sequence[str]],
        labels: Mapping[str, str],
    ) -> None:
        self._readers, self._places, self._labels = dict(readers), places, labels
        self._only = next(iter(self._readers.values())) if len(self._readers) == 1 else None
        self._owners: dict[str, tuple[str, ...]] = {}
        for place, each in names.items():
            for name in each:
                self._owners[name] = (*self._owners.get(name, ()), place)
        longest_first = sorted(self._owners, key=len, reverse=True)
        any_name = "|".join(map(re.escape, longest_first)) or "(?!)"
        alone = f"(?:^|(?<={_EDGE})){_WE_ARE}(?P<where>{any_name}){_CALLED}(?:{_EDGE}+|$)"
        self._named = re.compile(f"{alone}|(?P<name>{any_name}){_CALLED}")

    def wanted(self, text: str) -> tuple[Wanted, ...]:
        """Return what a message would ask if it asked something: for the turn before a follow-up."""
        named, rest = self._apart(text)
        if self._only:
            return self._only.wanted(rest)
        asked = self.read(text)
        if asked.wanted:
            return asked.wanted
        place = named[0] if len(named) == 1 else ""
        return _in(place, self._readers[place or next(iter(self._readers))].wanted(rest))

    def read(self, text: str, before: Sequence[Wanted] = (), place: str = "") -> Asked:
        """Read a message; ``before`` as for `Asking`, ``place`` is where the enterprise is, "" while not known."""
        named, rest = self._apart(text)
        if self._only:
            return self._only.read(text if _BARE.fullmatch(rest) else rest, before)
        if named and before and _BARE.fullmatch(rest):
            return self._elsewhere(before, named)
        known = (place,) if place in self._readers else ()
        here = named or self._of_turn(before) or known
        asked = self._read(rest, before, here)
        if here and not named and here != known and not self._goes_on(rest, asked, here):
            # What was asked about before binds only what goes on about it.
            return self._read(rest, (), known)
        return asked

    def _apart(self, text: str) -> tuple[tuple[str, ...], str]:
        """Return the places that a message names, and the message without their names.

        What opens the name of a thing (晋城老字号) is no place.
        """
        said = normalise(text)
        found = list(self._named.finditer(said))
        if not found:
            return (), text
        things = {span for reader in self._readers.values() for span in reader.names_in(said)}
        found = [match for match in found if not any(_opens(match, start, end) for start, end in things)]
        rest, at = [], 0
        for match in found:
            # It may be one of what is listed (中华、三晋、晋城老字号), and what is left may not go on (展会办到晋城).
            if said[: match.start()].endswith((LISTS, *ON_THE_WAY)):
                continue
            rest.append(said[at : match.start()])
            at = match.end()
        places = dict.fromkeys(place for match in found for place in self._owners[match["where"] or match["name"]])
        return tuple(places), "".join((*rest, said[at:]))

    def _of_turn(self, before: Sequence[Wanted]) -> tuple[str, ...]:
        """Return the place that the turn before was about; () where that was of several, or of none."""
        places = {each.place or self._only_place(each.topics) for each in before}
        return tuple(places) if len(places) == 1 and "" not in places else ()

    def _only_place(self, topics: Sequence[str]) -> str:
        places = {place for topic in topics for place in self._places.get(topic, ())}
        return next(iter(places)) if len(places) == 1 else ""

    def _read(self, text: str, before: Sequence[Wanted], here: Sequence[str]) -> Asked:
        places = here or tuple(self._readers)
        each = {place: self._readers[place].read(text, self._held_in(place, before)) for place in places}
        if len(each) > 1:
            return _together(tuple(each.values()))
        ((place, asked),) = each.items()
        if asked.kind == ASKED and of_no_measure(asked.wanted) and self._is_of_others(text, place):
            return Asked(OUTSIDE, (), asked.near, explicit=asked.explicit, lead=asked.lead)
        return replace(asked, wanted=_in(place, asked.wanted))

    def _goes_on(self, text: str, asked: Asked, here: Sequence[str]) -> bool:
        """Whether a message goes on about what holds in the places of the turn before, and names nothing of others'."""
        return asked.kind == ASKED and (bool(asked.named) or not any(self._is_of_others(text, each) for each in here))

    def _is_of_others(self, text: str, place: str) -> bool:
        """Whether a message names what other places' policies alone grant."""
        others = (reader.read(text) for other, reader in self._readers.items() if other != place)
        return any(asked.named and not of_no_measure(asked.wanted) for asked in others)

    def _held_in(self, place: str, before: Sequence[Wanted]) -> tuple[Wanted, ...]:
        """Return the turn before as far as it is about what holds in a place."""
        kept = (each._replace(topics=self._topics_in(place, each.topics)) for each in before)
        return tuple(each for each in kept if each.topics)

    def _topics_in(self, place: str, topics: Sequence[str]) -> tuple[str, ...]:
        return tuple(topic for topic in topics if topic not in self._places or place in self._places[topic])

    def _elsewhere(self, before: Sequence[Wanted], places: Sequence[str]) -> Asked:
        """Ask the same of other places: of what was asked back, or what each calls likewise (青禾呢？)."""
        found = [
            Wanted(topics, each.aspect, place)
            for place in places
            for each in before
            if (topics := self._topics_in(place, each.topics) or self._alike(place, each.topics))
        ]
        if not found:
            return Asked(OUTSIDE, explicit=True)
        return Asked(ASKED, tuple(dict.fromkeys(found)), explicit=True)

    def _alike(self, place: str, topics: Sequence[str]) -> tuple[str, ...]:
        reader = self._readers[place]
        found = [reader.read(self._labels[topic]) for topic in topics if topic in self._labels]
        alike = (each.wanted for each in found if each.kind == ASKED and not of_no_measure(each.wanted))
        return tuple(dict.fromkeys(topic for wanted in alike for each in wanted for topic in each.topics))


def _opens(match: re.Match[str], start: int, end: int) -> bool:
    """Whether the name of a place stands inside a longer name of a thing."""
    first, last = match.span("where" if match["where"] else "name")
    return start <= first and last <= end and end - start > last - first


def _in(place: str, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    return tuple(each._replace(place=place) for each in wanted)


def _together(each: Sequence[Asked]) -> Asked:
    """Join what a message asks by the readers of several places, but for one that finds far less of it written out."""
    asked = [one for one in each if one.kind == ASKED]
    measures = [one for one in asked if not of_no_measure(one.wanted)]
    most = max((one.named for one in measures), default=0)
    measures = [one for one in measures if one.named > most * _FAR_LESS or not most]
    if not measures:
        return max(asked or each, key=lambda one: one.lead)
    # What one place's policies are only guessed to mean is no answer where the other's are asked of as a whole.
    guessed = not most and len(measures) < len(asked)
    near = sorted((pair for one in measures for pair in one.near), key=lambda pair: -pair[1])
    return Asked(
        ASKED,
        _side_by_side([one.wanted for one in measures]),
        tuple(dict(reversed(near)).items())[::-1],
        sure=not guessed and all(one.sure for one in measures),
        explicit=any(one.explicit for one in measures),
        lead=max(one.lead for one in measures),
        named=most,
    )


def _side_by_side(each: Sequence[tuple[Wanted, ...]]) -> tuple[Wanted, ...]:
    """Join the questions of several places, the first with the first, for all of them read the same words."""
    joined = []
    for asked in zip_longest(*each):
        there = [wanted for wanted in asked if wanted]
        topics = dict.fromkeys(topic for wanted in there for topic in wanted.topics)
        joined.append(Wanted(tuple(topics), there[0].aspect))
    return tuple(dict.fromkeys(joined))
