"""Which topics a clause names: written out, misspelt by ear, or told by pieces of their words.

Everything is looked up by the pieces of the clause, so the time does not grow with the number of names.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt
from operator import add, itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.language.lookup import Lookup
from bot.language.questions.by_ear import Sounds
from bot.language.questions.spoken import SUM

PIECES = (2, 3, 4)
"""Lengths of the pieces of names and passages that are looked up."""

COMMON = 64
"""A piece that so many topics share tells nothing."""

PASSAGE = 0.5
"""What a piece of a passage counts beside one of a name."""

USUAL = 64
"""Evidence is weighed as if there were so many topics, however many a document has."""

NAME = 3.0
"""What a name written out counts beside its pieces."""

NEAR = 0.8
"""A topic with so much of the best one's evidence is as likely."""

LIKE = 72.0
"""A name is meant by a clause that it resembles so much, 0 to 100 (rapidfuzz, best part of the clause)."""

HINT, HINTS = 0.5, 3
"""So much evidence in words of a document alone, for so many topics at most, is worth asking back."""

LESS, LIKER = 0.5, 5.0
"""One with so much of it may be meant too where the clause resembles its name by so much more."""

SHARED = 12
"""A part of a name (标准) that so many topics' main names hold is asked back; one that more hold is no name."""

PART = 3
"""So long a part of a main name stands for all of it where a clause names nothing else."""

SAID = 16
"""A part of a name that stands in so many messages beside the names themselves (政策, 申请) tells nothing."""

WORD = 8
"""A piece that stands in fewer of them is a word of the document's own."""

WORDED, LOOSELY = 4, 2
"""So many characters of a message must such words make up to count, and to count where it is asked back anyway."""

TELLING = 16
"""A piece that stands in so many of them does not tell topics of one family apart."""

LEVELS = frozenset("国省市县")
ALONE = 6
"""A single character, but for a level of government, tells topics apart only if so few have it in their names."""

_PARTICLES = frozenset("的了有没吗呢是和跟给能我在就还个这那要去来到把被|")

_NOT = ("不是", "非", "不算", "不在")


class Mention(NamedTuple):
    """A slice ``[start:end]`` of a clause, and the topics it may name."""

    start: int
    end: int
    topics: frozenset[str]

    @property
    def weight(self) -> float:
        """What the name written out speaks for its topics: the longer the more."""
        size = self.end - self.start
        return NAME * size * sqrt(size)


class Look(NamedTuple):
    """A clause looked at: names in it that were misspelt put right, what it names, and what its pieces speak for."""

    text: str
    mentions: tuple[Mention, ...]
    evidence: Mapping[str, float]


class Topics:
    """All topics: ``names`` and ``passages`` of each (levelled clauses), and ``main``, the names that are theirs first.

    ``said`` are texts in which no topic is named: words that stand in many of them tell little. ``meant`` are no slips.
    """

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        passages: Mapping[str, Sequence[str]],
        main: Mapping[str, Sequence[str]],
        said: Iterable[str] = (),
        meant: Iterable[str] = (),
    ) -> None:
        self._names = {topic: tuple(dict.fromkeys(n for n in each if len(n) > 1)) for topic, each in names.items()}
        self._main = {topic: frozenset(each) for topic, each in main.items()}
        self.said = Counter(piece for text in said for piece in _pieces([text], (1, *PIECES)))
        self._parts = self._parts_of_main_names()
        self._owners = self._owners_of_names()
        self._lookup = Lookup(self._owners)
        self._sounds = Sounds((name for name in self._owners if len(name) > 2), meant)
        self.pieces = self._weigh(passages)
        self._held = {topic: _pieces(each, (1, 2, 3)) for topic, each in self._names.items()}
        self._spread = Counter(piece for pieces in self._held.values() for piece in pieces)
        self._families: dict[str, set[str]] = defaultdict(set)
        for topics in self._owners.values():
            for topic in topics if len(topics) > 1 else ():
                self._families[topic] |= topics
        self._special = {
            topic: special
            for topic, family in self._families.items()
            if (special := {other for other in family - {topic} if self._is_plain(topic, frozenset({other}))})
        }

    def look(self, clause: str) -> Look:
        """Look a clause up; 小具人 is put right to 小巨人 first."""
        mentions = self.mentions(clause)
        heard = self._sounds.corrected(clause, [(mention.start, mention.end) for mention in mentions])
        if heard != clause:
            mentions = self.mentions(heard)
        return Look(heard, mentions, self._evidence(heard))

    def part_of(self, look: Look, start: int, end: int | None = None) -> Look:
        """Return what a part of a clause looks like that parts no name."""
        text = look.text[start:end]
        inside = [each for each in look.mentions if start <= each.start and each.end <= start + len(text)]
        moved = tuple(each._replace(start=each.start - start, end=each.end - start) for each in inside)
        return Look(text, moved, self._evidence(text))

    def mentions(self, clause: str) -> tuple[Mention, ...]:
        """Return the names written out in a clause, in order, the longer before those that overlap it."""
        taken = bytearray(len(clause))
        mentions = []
        for at, end in self._lookup.places(clause):
            if not any(taken[at:end]):
                taken[at:end] = b"\1" * (end - at)
                mentions.append(Mention(at, end, self._owners[clause[at:end]]))
        return tuple(sorted(mentions))

    def named(self, look: Look, around: str) -> tuple[frozenset[str], ...]:
        """Return what a clause names: for each thing, the topics it may be; ``around`` is the whole message.

        A name that another one's words cover (大师 in a clause on 大师学历提升) is not a second thing.
        """
        if whole := self._of_whole(look):
            return (self.narrowed(whole, look.text, around),)
        left = list(look.mentions)
        named: list[frozenset[str]] = []
        while left:
            best = self._best(left, look.evidence)
            own = [mention for mention in left if best in mention.topics]
            both = frozenset.intersection(*(mention.topics for mention in own))
            # What decides between those called alike stands beside the name, not in it.
            words = [look.text[mention.start : mention.end] for mention in own]
            named.append(self.narrowed(both, _without(look.text, words), _without(around, words)))
            left = [m for m in left if m not in own and not self._covers(best, look.text[m.start : m.end])]
        return tuple(named)

    def _of_whole(self, look: Look) -> frozenset[str]:
        """Return the topics that a clause names in part, whose words hold all that it names: 首达标次年增长.

        There are none where what is named in full holds the parts too.
        """
        parts = _stretches(look, reversed(PIECES), self._parts.__contains__) if look.mentions else []
        if not parts:
            return frozenset()
        owners = frozenset().union(*(mention.topics for mention in look.mentions))
        spans = [*parts, *((mention.start, mention.end) for mention in look.mentions)]
        words = [look.text[start:end] for start, end in spans]
        found = owners.union(*(self._parts[look.text[start:end]] for start, end in parts))
        found = frozenset(topic for topic in found if all(self._holds(topic, word) for word in words))
        return frozenset() if found & owners else found

    def part(self, clause: str, least: int = PIECES[0]) -> frozenset[str]:
        """Return the topics whose main names hold the longest part of one that stands in a clause (标准 找谁)."""
        for size in range(PIECES[-1], least - 1, -1):
            for at in range(len(clause) - size + 1):
                topics = self._parts.get(clause[at : at + size])
                if topics:
                    return topics
        return frozenset()

    def named_in_part(self, look: Look, topics: frozenset[str]) -> Look:
        """Return a look in which the parts of main names of some topics count as their name: 技术中心, 餐饮业首登阶."""
        names = "\n".join(name for topic in topics for name in self._main.get(topic, ()))
        parts = _stretches(look, range(len(look.text), 1, -1), lambda piece: piece in names and self.said[piece] < SAID)
        if not parts or not (look.mentions or sum(end - start for start, end in parts) >= PART):
            return look
        return look._replace(mentions=tuple(sorted((*look.mentions, *(Mention(*part, topics) for part in parts)))))

    def worded(self, looks: Sequence[Look], topics: Collection[str], least: int = WORDED) -> list[tuple[Mention, ...]]:
        """Return the names in each clause, and the stretches that stand in a document on some topics and in no talk.

        So a document's own words (排量, 保险单) are not taken for those of another subject.
        """
        owners, said = self.pieces, self.said
        words = [
            _stretches(
                look,
                reversed(PIECES),
                lambda piece: piece in owners and said[piece] < WORD and not owners[piece].keys().isdisjoint(topics),
            )
            for look in (looks if topics else ())
        ]
        if sum(end - start for each in words for start, end in each) < least:
            return [look.mentions for look in looks]
        about = frozenset(topics)
        return [
            tuple(sorted((*look.mentions, *(Mention(*word, about) for word in each))))
            for look, each in zip(looks, words, strict=True)
        ]

    def likely(self, look: Look) -> tuple[frozenset[str], float]:
        """Return the topics whose words a clause shares most, without naming any, and how much evidence there is."""
        if not look.evidence:
            return frozenset(), 0.0
        top = max(look.evidence.values())
        near = [topic for topic, weight in look.evidence.items() if weight >= top * NEAR]
        like = {topic: self._likeness(self._names[topic], look.text) for topic in near}
        alike = [topic for topic in near if like[topic] >= LIKE and like[topic] >= max(like.values()) - 5]
        return frozenset(alike or near), top if alike else top / 2

    def hinted(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Return the topics that a document's own words point at, where those are few."""
        weights: dict[str, float] = defaultdict(float)
        for piece in (piece for clause in clauses for piece in sorted(_pieces([clause]))):
            for topic, weight in self.pieces.get(piece, {}).items() if self.said[piece] < WORD else ():
                weights[topic] += weight
        top = max(weights.values(), default=0.0)
        near = [topic for topic, weight in weights.items() if weight >= top * NEAR]
        return tuple(near) if top >= HINT and len(near) <= HINTS else ()

    def liker(self, look: Look, topics: Iterable[str]) -> frozenset[str]:
        """Return the topics with less evidence than these whose main names a clause resembles more."""
        top = max((look.evidence.get(topic, 0.0) for topic in topics), default=0.0)
        like = max((self._likeness(self._main[topic], look.text) for topic in topics), default=0.0)
        less = [topic for topic, weight in look.evidence.items() if top * LESS <= weight < top * NEAR]
        least = max(LIKE, like + LIKER)
        return frozenset(topic for topic in less if self._likeness(self._main[topic], look.text) >= least)

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
        rest = _without(look.text, [look.text[each.start : each.end] for each in look.mentions])
        sibling = self.sibling(topic, rest)
        told = sibling in self._special[topic] and self.told_apart(topics, rest) == (sibling,)
        return sibling if told else ""

    def told_apart(self, topics: frozenset[str], text: str) -> tuple[str, ...]:
        """Return those of a family that a text names by what no other of them is called: 中华、三晋、晋城老字号."""
        family = sorted(topics.union(*(self._families.get(topic, ()) for topic in topics)))
        spread = Counter(piece for topic in family for piece in self._held[topic])
        own = [piece for piece in _pieces([text], (2, 3)) if spread[piece] == 1]
        pieces = [piece for piece in own if self._telling(piece) or (piece[0] in LEVELS and "的" not in piece)]
        return tuple(topic for topic in family if any(piece in self._held[topic] for piece in pieces))

    def _owners_of_names(self) -> dict[str, frozenset[str]]:
        """Return name -> who is called so; one that is nobody's main name may be short for a longer main one too."""
        owners: dict[str, set[str]] = defaultdict(set)
        for topic, names in self._names.items():
            for name in names:
                owners[name].add(topic)
        return {
            name: frozenset(topics)
            if any(name in self._main.get(topic, ()) for topic in topics)
            else frozenset(topics | self._parts.get(name, frozenset()))
            for name, topics in owners.items()
        }

    def _parts_of_main_names(self) -> dict[str, frozenset[str]]:
        holding: dict[str, set[str]] = defaultdict(set)
        for topic, names in self._main.items():
            for part in _pieces(names):
                holding[part].add(topic)
        return {
            part: frozenset(topics)
            for part, topics in holding.items()
            if len(topics) <= SHARED and self.said[part] < SAID
        }

    def _weigh(self, passages: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
        """Return piece -> topic -> what it speaks for it."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for topic, names in self._names.items():
            for piece in _pieces(names):
                found[piece][topic] = 1.0
        for topic, each in passages.items():
            for piece in _pieces(each):
                found[piece].setdefault(topic, PASSAGE)
        total = len(self._names)
        level = log(1 + USUAL) / log(1 + max(1, total))
        return {
            piece: {
                topic: weight * level * log(1 + total / (len(topics) + self.said[piece])) * sqrt(len(piece) - 1)
                for topic, weight in topics.items()
            }
            for piece, topics in found.items()
            if len(topics) <= COMMON and piece[0] not in "的了" and piece[-1] not in "的了"
        }

    def _evidence(self, clause: str) -> dict[str, float]:
        evidence: dict[str, float] = defaultdict(float)
        pairs = list(map(add, clause, clause[1:]))
        threes = list(map(add, pairs, clause[2:]))
        for topics in filter(None, map(self.pieces.get, (*pairs, *threes, *map(add, threes, clause[3:])))):
            for topic, weight in topics.items():
                evidence[topic] += weight
        return evidence

    def _best(self, mentions: Sequence[Mention], evidence: Mapping[str, float]) -> str:
        weights: dict[str, float] = defaultdict(float)
        for mention in mentions:
            for topic in mention.topics:
                weights[topic] += mention.weight
        return min(weights, key=lambda topic: (-weights[topic] - evidence.get(topic, 0.0), topic))

    def _covers(self, topic: str, word: str) -> bool:
        """Whether a word belongs to what is said of a topic; another one's main name does if it stands in its own."""
        if any(word in name for name in self._main[topic]):
            return True
        if any(word in self._main.get(owner, ()) for owner in self._owners[word]):
            return False
        return self._holds(topic, word)

    def _holds(self, topic: str, word: str) -> bool:
        """Whether a word stands in what is said of a topic or in its names."""
        return topic in self.pieces.get(word, ()) or any(word in name for name in self._names[topic])

    def _likeness(self, names: Iterable[str], clause: str) -> float:
        """Return how much the likest of a topic's names resembles the best part of a clause; 0 below `LIKE`."""
        best = process.extractOne(
            clause, [name for name in names if len(name) > 2], scorer=fuzz.partial_ratio, score_cutoff=LIKE
        )
        return best[1] if best else 0.0

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
        own = _pieces(self._main.get(topic, ()), (2,))
        return frozenset(
            other
            for other in self._special.get(topic, set()) & topics
            for piece in _pieces(self._main.get(other, ()), (2,)) - own
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
                    rare = log(len(self._names) / self._spread[piece])
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
        return self.said[piece] < TELLING and (len(piece) > 1 or self._spread[piece] < ALONE)

    def _is_plain(self, topic: str, others: frozenset[str]) -> bool:
        """Whether each other topic is a special case of this one, its main name inside one of theirs."""
        return bool(others) and all(
            any(name in longer for name in self._main.get(topic, ()) for longer in self._main.get(other, ()))
            for other in others
        )


def ranked(looks: Iterable[Look], most: int) -> tuple[tuple[str, float], ...]:
    """Return the topics with the most evidence in a message, best first, and the share of the best one's each has."""
    weights: dict[str, float] = defaultdict(float)
    for look in looks:
        for topic, weight in look.evidence.items():
            weights[topic] += weight
        for mention in look.mentions:
            for topic in mention.topics:
                weights[topic] += mention.weight
    best = nlargest(most, weights.items(), key=itemgetter(1))
    return tuple((topic, round(weight / best[0][1], 3)) for topic, weight in best)


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "|")
    return text


def _stretches(look: Look, sizes: Iterable[int], fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return where pieces of these sizes that fit stand outside the names in a clause, none over another before it."""
    text, free, found = look.text, bytearray(b"\1" * len(look.text)), []
    for start, end, _ in look.mentions:
        free[start:end] = bytes(end - start)
    for size in sizes:
        for at in range(len(text) - size + 1):
            if fits(text[at : at + size]) and all(free[at : at + size]):
                free[at : at + size] = bytes(size)
                found.append((at, at + size))
    return found


def _pieces(texts: Iterable[str], sizes: Sequence[int] = PIECES) -> set[str]:
    found = {text[at : at + size] for text in texts for size in sizes for at in range(len(text) - size + 1)}
    return {piece for piece in found if SUM not in piece}
