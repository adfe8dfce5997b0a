"""What a message is and which aspect it asks, judged from the examples of `intents/` with names veiled."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from bot.content import COMPUTED, PLACE, Wording
from bot.language.questions.look import Look, Mention
from bot.language.questions.odds import Odds
from bot.language.questions.pieces import WORDED
from bot.language.questions.spoken import LISTS, Speech
from bot.language.questions.topics import Topics

ASKED, TOLD, OUTSIDE = "asked", "told", "out_of_scope"

ASKING = 0.5
"""By so much an aspect must lead for a clause to ask rather than to tell."""

PLAINLY = 2.0
"""By so much it must lead over any other for a clause to be parted there."""

COVERED = 6.0
"""What it speaks for a question that names of topics make up all of it; less, the more else is said."""

ELSEWHERE, OFF_TOPIC = 6.0, 2.5
"""What the name of another place, and a word of another subject, speak against a question."""

UNHEARD = 8.0
"""What it speaks against a question that all of it is unlike any example; less, the less of it is."""

ON_THE_WAY = ("去", "到", "往", "向", "从", "跟", "和", "赴", "卖", "进", "出")
"""Before the name of a place: one goes there, or comes from there."""

SAYS_SO = 3.0
"""What a word that an aspect looked up stands under (电话, 网址) speaks for its being asked."""

AT_LAST = 5
"""So near the end of a clause it stands where it is what is asked for: 电话是多少, but 有人打电话说评上了."""

_KEPT = 16
"""So many texts judged last are remembered: one message is looked at from several sides."""

CUE, CUED, SHOWN = 2, 0.8, 8
"""So long a piece of a clause tells an aspect by itself (找谁) where so large a share of so many examples does."""


class Label(NamedTuple):
    """What an example shows: an aspect of a measure, one looked up without any, a general topic, a message's kind."""

    of: str
    id: str


class Cue(NamedTuple):
    """The slice ``[start:end]`` of a clause that tells an aspect by itself."""

    start: int
    end: int
    aspect: str


_MEASURE, _LOOKED_UP, _GENERAL, _MESSAGE = GROUPS = ("measure", "looked up", "general", "message")


class Judge:
    """Holds what was learned from the examples."""

    def __init__(self, wording: Wording, speech: Speech, topics: Topics) -> None:
        examples = _examples(wording, speech, topics)
        labels = sorted({label for _, label in examples}, key=lambda label: (GROUPS.index(label.of), label.id))
        starts = [sum(GROUPS.index(label.of) < group for label in labels) for group in range(len(GROUPS) + 1)]
        self._odds = Odds(examples, labels)
        self._pieces = topics.pieces
        self._of = lru_cache(_KEPT)(self._odds.of)
        self._asked = lru_cache(_KEPT)(self._odds_of_asking)
        self._stands = {
            word: [place for place, label in enumerate(labels) if label.id == aspect.id and label.of != _MESSAGE]
            for aspect in wording.aspects.values()
            if aspect.id not in COMPUTED
            for word in aspect.stands
        }
        self._ids = [label.id for label in labels]
        self._measure, self._general = slice(starts[0], starts[1]), slice(starts[1], starts[3])
        self._aspects, self._all = slice(starts[0], starts[2]), slice(starts[0], starts[3])
        self._kinds = range(starts[3], starts[4])
        self._no_question = [place for place in self._kinds if self._ids[place] != ASKED]
        self._told = labels.index(Label(_MESSAGE, TOLD))
        self._cues = _cues(wording, speech)
        self._other = _by_opening(
            {speech.name(word): OFF_TOPIC for word in wording.off_topic}
            | {speech.name(word): ELSEWHERE for word in (*wording.elsewhere, *wording.abroad)}
        )

    def aspect(self, veiled: str, *, computed: bool = False) -> str:
        """Return the aspect that words ask, whether or not they ask at all; ``computed``: of those not looked up."""
        odds = self._asked(f"^{veiled}$")
        pairs = zip(self._ids[self._aspects], odds[self._aspects], strict=True)
        return max((pair for pair in pairs if not computed or pair[0] in COMPUTED), key=itemgetter(1))[0]

    def clause(self, veiled: str) -> str:
        """Return the aspect that a clause asks; "" where it rather tells."""
        odds = self._asked(f"^{veiled}$")
        aspect, lead = self._best(odds, self._aspects)
        # What is looked up has few examples, so that much of what is no question at all is a little like it.
        least = odds[self._told] + ASKING
        if aspect not in COMPUTED:
            least = max(least, *(odds[place] for place in self._no_question))
        return aspect if lead > least else ""

    def surely(self, veiled: str) -> bool:
        """Whether a clause holds what tells an aspect by itself, or asks one far more likely than any other."""
        return bool(self.cues(veiled) or self.plainly(veiled))

    def plainly(self, veiled: str) -> str:
        """Return the aspect that a part of a clause asks far more likely than any other; "" where there is none."""
        odds = self._asked(f"^{veiled}$")
        aspect, lead = self._best(odds, self._aspects)
        next_best = sorted(odds[self._aspects])[-2]
        return aspect if lead > max(odds[self._told] + ASKING, next_best + PLAINLY) else ""

    def general(self, veiled: str, lead: float) -> str:
        """Return the topic that is no measure, or the aspect looked up, that leads so much over a measure; else ""."""
        odds = self._asked(f"^{veiled}$")
        best, speaks = self._best(odds, self._general)
        return best if speaks - max(odds[self._measure]) >= lead else ""

    def cues(self, masked: str) -> list[Cue]:
        """Return the stretches of a clause, its names masked, that each tell one aspect by themselves, in order."""
        found: list[Cue] = []
        for at in range(len(masked) - CUE + 1):
            aspect = self._cues.get(masked[at : at + CUE])
            if aspect and found and found[-1].aspect == aspect and at <= found[-1].end + CUE:
                found[-1] = found[-1]._replace(end=at + CUE)
            elif aspect:
                found.append(Cue(at, at + CUE, aspect))
        return found

    def kinds(
        self, looks: Sequence[Look], beside: Sequence[Look] = (), about: Collection[str] = (), least: int = WORDED
    ) -> dict[str, float]:
        """Return the odds of each kind of message; ``beside``: all of it, where only some clauses are judged.

        Words that the document says of the topics that it is ``about`` speak neither for nor against it, where they
        are of so many characters at ``least``.
        The share of it that names of topics make up speaks for its being asked here; what no example holds, other
        places and subjects against.
        """
        words = self._pieces.worded(looks, about, least)
        text = "^" + "|".join(veil(look.text, each) for look, each in zip(looks, words, strict=True)) + "$"
        odds = self._of(text)
        kinds = {self._ids[place]: odds[place] for place in self._kinds}
        length = sum(len(look.text) for look in looks)
        named = sum(mention.end - mention.start for look in looks for mention in look.mentions)
        kinds[ASKED] = max(kinds[ASKED], *odds[self._all])
        kinds[ASKED] += COVERED * named / length - min(
            ELSEWHERE, sum(self._otherness(look.text) for look in beside or looks)
        )
        unheard = UNHEARD * self._odds.unheard(text, self._pieces.owners)
        return {kind: weight - (unheard if kind != OUTSIDE else 0.0) for kind, weight in kinds.items()}

    def _odds_of_asking(self, text: str) -> list[float]:
        """Return the odds of each label; what stands under an aspect that is looked up speaks for that aspect."""
        odds = self._of(text)
        said = {
            place
            for word, places in self._stands.items()
            if word in text and len(text) - text.rfind(word) - len(word) <= AT_LAST
            for place in places
        }
        return [weight + SAYS_SO if place in said else weight for place, weight in enumerate(odds)] if said else odds

    def _best(self, odds: Sequence[float], group: slice) -> tuple[str, float]:
        speaks = max(odds[group])
        return self._ids[odds.index(speaks, group.start, group.stop)], speaks

    def _otherness(self, clause: str) -> float:
        """Return what words of other places and subjects speak against a question, all together.

        A place one goes to or comes from (去广州参展) is none of whose policies are asked.
        """
        against = {
            word: weight
            for at in range(len(clause) - 1)
            for word, weight in self._other.get(clause[at : at + 2], ())
            if clause.startswith(word, at) and not clause[:at].endswith(ON_THE_WAY)
        }
        return min(ELSEWHERE, sum(against.values()))


def veil(text: str, mentions: Iterable[Mention]) -> str:
    """Return a text with a mark in place of each name."""
    parts, at = [], 0
    for start, end, _ in mentions:
        parts.append(text[at:start])
        at = end
    return PLACE.join((*parts, text[at:]))


def mask(text: str, mentions: Iterable[Mention]) -> str:
    """Return a text as long, with each character of a name marked."""
    for start, end, _ in mentions:
        text = text[:start] + PLACE * (end - start) + text[end:]
    return text


def _by_opening(words: Mapping[str, float]) -> dict[str, list[tuple[str, float]]]:
    """Return the words with their weights by their first two characters, so that few are looked for at one place."""
    found: dict[str, list[tuple[str, float]]] = {}
    for word, weight in words.items():
        found.setdefault(word[:2], []).append((word, weight))
    return found


def _cues(wording: Wording, speech: Speech) -> dict[str, str]:
    """Return the pieces of which nearly all examples that hold one ask the same."""
    asking: dict[str, Counter[str]] = defaultdict(Counter)
    for aspect in wording.aspects.values():
        for text in (*aspect.examples, *aspect.others):
            veiled = _levelled(text, speech)
            for piece in {veiled[at : at + CUE] for at in range(len(veiled) - CUE + 1)}:
                asking[piece][aspect.id] += 1
    best = {piece: counts.most_common(1)[0] for piece, counts in asking.items()}
    return {
        piece: aspect
        for piece, (aspect, count) in best.items()
        if aspect in COMPUTED and count >= SHOWN and count >= CUED * asking[piece].total() and piece.isalnum()
    }


def _examples(wording: Wording, speech: Speech, topics: Topics) -> list[tuple[str, Label]]:
    """Return every example as it is judged, names in it veiled, with what it shows."""
    examples = []
    for aspect in wording.aspects.values():
        for text in (*aspect.examples, *aspect.others):
            # What a document may or may not state (电话, 材料) is asked without naming any measure too.
            of = _MEASURE if PLACE in text or aspect.id in COMPUTED else _LOOKED_UP
            examples.append((_levelled(text, speech), Label(of, aspect.id)))
    for topic in wording.general.values():
        examples += [(_levelled(text, speech), Label(_GENERAL, topic.id)) for text in topic.examples]
    # A message that asks two things at once is like no one aspect, but like questions as a whole.
    examples += [(text, Label(_MESSAGE, ASKED)) for text, _ in examples]
    for kind, texts in wording.messages.items():
        for text in texts:
            clauses = speech.clauses(text.replace(LISTS, ""))
            veiled = "|".join(veil(clause, topics.mentions(clause)) for clause in clauses)
            examples.append((f"^{veiled}$", Label(_MESSAGE, kind)))
    return examples


def _levelled(text: str, speech: Speech) -> str:
    return "^" + PLACE.join("|".join(speech.clauses(part)) for part in text.split(PLACE)).replace(LISTS, "") + "$"
