"""Which of several topics called alike is meant: the one that the words beside the name tell, else the plain case."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import log

from bot.language.questions.look import Look, without
from bot.language.questions.pieces import pieces_of

TELLING = 16
"""A piece that stands in so many messages that name no topic does not tell topics of one family apart."""

LEVELS = frozenset("国省市县")
ALONE = 6
"""A single character, but for a level of government, tells topics apart only if so few have it in their names."""

_PARTICLES = frozenset("的了有没吗呢是和跟给能我在就还个这那要去来到把被|")

_NOT = ("不是", "非", "不算", "不在")


class Families:
    """Topics that share names: ``names`` of each, ``main``, those theirs first; ``alike`` are the topics of each name.

    ``said`` counts the pieces of texts that name no topic: one that is said often tells none apart, unless it is one of
    the ``parts`` of main names.
    """

    def __init__(
        self,
        names: Mapping[str, Collection[str]],
        main: Mapping[str, Collection[str]],
        alike: Iterable[frozenset[str]],
        said: Counter[str],
        parts: Collection[str],
    ) -> None:
        self._main, self._said, self._parts = main, said, parts
        self._held = {topic: pieces_of(each, (1, 2, 3)) for topic, each in names.items()}
        self._spread = Counter(piece for pieces in self._held.values() for piece in pieces)
        self._families: dict[str, set[str]] = defaultdict(set)
        for topics in alike:
            for topic in topics if len(topics) > 1 else ():
                self._families[topic] |= topics
        self._special = {
            topic: special
            for topic, family in self._families.items()
            if (special := {other for other in family - {topic} if self._is_plain(topic, frozenset({other}))})
        }

    def narrowed(self, topics: frozenset[str], *texts: str) -> frozenset[str]:
        """Return those of several topics that the words around speak for; all where none does."""
        for text in texts:
            if len(topics) > 1:
                topics = self._spoken_for(topics, text)
        return topics

    def sibling(self, topic: str, text: str) -> str:
        """Return the topic of the same family that a text points to (省级的呢 after the national one); "" for none."""
        family = frozenset(self._families.get(topic, ()))
        weights = self._speaking(family, text)
        top = max(weights.values(), default=0.0)
        best = [topic for topic, weight in weights.items() if weight >= top - 0.01]
        return best[0] if top > 0 and len(best) == 1 else ""

    def special(self, topics: frozenset[str], look: Look) -> str:
        """Return the special case of what a clause names that its other words tell: 营收奖里涉农企业的; "" for none."""
        (topic, *more) = topics
        if more or topic not in self._special:
            return ""
        rest = without(look.text, [look.text[each.start : each.end] for each in look.mentions])
        sibling = self.sibling(topic, rest)
        told = sibling in self._special[topic] and self.told_apart(topics, rest) == (sibling,)
        return sibling if told else ""

    def told_apart(self, topics: frozenset[str], text: str) -> tuple[str, ...]:
        """Return those of a family that a text names by what no other of them is called: 中华、三晋、晋城老字号."""
        family = sorted(topics.union(*(self._families.get(topic, ()) for topic in topics)))
        spread = Counter(piece for topic in family for piece in self._held[topic])
        own = [piece for piece in pieces_of([text], (2, 3)) if spread[piece] == 1]
        pieces = [piece for piece in own if self._telling(piece) or (piece[0] in LEVELS and "的" not in piece)]
        return tuple(topic for topic in family if any(piece in self._held[topic] for piece in pieces))

    def _spoken_for(self, topics: frozenset[str], text: str) -> frozenset[str]:
        """Return the topics that the words of a text speak for most.

        Where nothing speaks for any, the plain case is meant: 营收奖励 before 涉农营收奖励.
        """
        weights = self._speaking(topics, text)
        top = max(weights.values(), default=0.0)
        best = frozenset(topic for topic in topics if weights[topic] >= top - 0.01)
        plain = [topic for topic in best if self._is_plain(topic, best - {topic})]
        found = frozenset(plain) if len(plain) == 1 else best
        return self._special_of(found, topics, text) or found

    def _special_of(self, plain: frozenset[str], topics: frozenset[str], text: str) -> frozenset[str]:
        """Return the special case whose main name a text tells apart: 涉农的头一次过三亿, whatever else is said."""
        if len(plain) != 1:
            return frozenset()
        (topic,) = plain
        own = pieces_of(self._main.get(topic, ()), (2,))
        return frozenset(
            other
            for other in self._special.get(topic, set()) & topics
            for piece in pieces_of(self._main.get(other, ()), (2,)) - own
            if self._telling(piece) and piece in text and not text[: text.find(piece)].endswith(_NOT)
        )

    def _speaking(self, topics: frozenset[str], text: str) -> dict[str, float]:
        """Weigh the pieces that only some of the topics' names hold; one that is denied (不是农业的) counts against."""
        weights = dict.fromkeys(topics, 0.0)
        held = [(topic, self._held[topic]) for topic in topics]
        for size in (1, 2, 3):
            for at in range(len(text) - size + 1):
                piece = text[at : at + size]
                having = [topic for topic, pieces in held if piece in pieces] if piece in self._spread else []
                if 0 < len(having) < len(topics) and self._telling(piece):
                    rare = log(len(self._held) / self._spread[piece])
                    weight = size * size * rare * (1.3 - len(having) / len(topics))
                    denied = text[max(0, at - 3) : at].endswith(_NOT)
                    for topic in having:
                        weights[topic] += -weight if denied else weight
        return weights

    def _telling(self, piece: str) -> bool:
        """Whether a piece tells topics apart: a level of government, or what is not said of just anything."""
        if piece in LEVELS:
            return True
        if not _PARTICLES.isdisjoint(piece):
            return False
        if piece in self._parts:  # of few main names: 涉农 tells, however often it is said
            return True
        return self._said[piece] < TELLING and (len(piece) > 1 or self._spread[piece] < ALONE)

    def _is_plain(self, topic: str, others: frozenset[str]) -> bool:
        """Whether each other topic is a special case of this one, its main name inside one of theirs."""
        return bool(others) and all(
            any(name in longer for name in self._main.get(topic, ()) for longer in self._main.get(other, ()))
            for other in others
        )
