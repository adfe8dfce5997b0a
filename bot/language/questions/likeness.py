"""How like two questions are: the same words, spelt or ordered a little differently, about the same thing."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import add
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.content import PLACE, Wording
from bot.language.questions.spoken import Speech
from bot.language.sounds import heard

NEAREST = 8
"""So many that rapidfuzz finds nearest are weighed piece by piece."""

LEAST_RATIO = 35.0
SHARED = 0.65
"""What the pieces shared count beside what rapidfuzz finds."""

RAREST = 6.0
"""How rare the rarest piece is: what no example holds tells no more than what few of them do."""

TELLS = 1.5
"""By so much more a piece tells the rarer it is."""


_COURTESY = re.compile(
    "您好|你好|请问|麻烦|劳驾|谢谢|多谢|老板|老师|领导|(?:我|就)?想(?:要)?(?:问|咨询|了解|知道)(?:一?下)?|问一?下|咨询一?下|到底|究竟|那个"
)
_ENDINGS = "吗呢吧啊呀嘛呗哦噢哈嘞咧哩的了"
"""Words of courtesy, and particles at the end of a question: they tell nothing of what is asked."""


class Heard(NamedTuple):
    """A question as it is compared: levelled, as it sounds, its pieces, and what they tell together."""

    text: str
    sound: str
    pieces: frozenset[str]
    tells: float


class Likeness:
    """Compares questions; what stands in many examples of `intents/` (怎么, 多少) tells little."""

    def __init__(self, wording: Wording) -> None:
        self._speech = Speech(wording.alike)
        texts = list(_examples(wording))
        counts = Counter(piece for text in texts for piece in _pieces(heard(self._speech.name(text))))
        rare = {piece: min(RAREST, math.log((1 + len(texts)) / (1 + count))) for piece, count in counts.items()}
        self._weights = {piece: math.pow(each, TELLS) for piece, each in rare.items()}
        self._unseen = math.pow(min(RAREST, math.log(1 + len(texts))), TELLS)

    def hear(self, text: str) -> Heard:
        """Return a question as it is compared."""
        clauses = (_COURTESY.sub("", clause).rstrip(_ENDINGS) for clause in self._speech.clauses(text))
        said = "".join(clauses) or self._speech.name(text)
        sound = heard(said)
        pieces = frozenset(_pieces(sound))
        return Heard(said, sound, pieces, self._told(pieces))

    def of(self, one: Heard, other: Heard) -> float:
        """Return how like two questions are, 0 to 100: what rapidfuzz finds, and what the pieces shared tell."""
        ratio: float = fuzz.ratio(one.sound, other.sound)
        return (1 - SHARED) * ratio + SHARED * 100 * self._shared(one, other)

    def nearest(self, one: Heard, others: Sequence[Heard]) -> tuple[int, float]:
        """Return the place of the likest of others, the first of several, and how like it is; (-1, 0) for none."""
        return next(iter(self.near(one, [other.sound for other in others], others)), (-1, 0.0))

    def near(self, one: Heard, sounds: Sequence[str], others: Sequence[Heard]) -> list[tuple[int, float]]:
        """Return the places of the likest of others, which sound so, and how like they are, best first."""
        found = process.extract(one.sound, sounds, scorer=fuzz.ratio, limit=NEAREST, score_cutoff=LEAST_RATIO)
        scored = [(place, self.of(one, others[place])) for _, _, place in found]
        return sorted(scored, key=lambda each: (-each[1], each[0]))

    def telling(self, pieces: Iterable[str]) -> list[str]:
        """Return pieces, those that tell most first."""
        return sorted(pieces, key=lambda piece: (-self._weights.get(piece, self._unseen), piece))

    def _shared(self, one: Heard, other: Heard) -> float:
        return 2 * self._told(one.pieces & other.pieces) / ((one.tells + other.tells) or 1.0)

    def _told(self, pieces: Iterable[str]) -> float:
        weights, unseen = self._weights, self._unseen
        return sum([weights.get(piece, unseen) for piece in pieces])


def _pieces(text: str) -> set[str]:
    return {*text, *map(add, text, text[1:])}


def _examples(wording: Wording) -> Iterable[str]:
    for aspect in wording.aspects.values():
        yield from (text.replace(PLACE, "") for text in aspect.examples)
    for topic in wording.general.values():
        yield from topic.examples
    for texts in wording.messages.values():
        yield from texts
