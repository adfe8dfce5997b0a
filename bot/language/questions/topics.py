"""Which topics a clause names: written out, misspelt by ear, or by a part of a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.language.lookup import Lookup
from bot.language.questions.by_ear import Sounds
from bot.language.questions.families import Families
from bot.language.questions.look import Look, Mention, without
from bot.language.questions.pieces import PIECES, Pieces, pieces_of

SHARED = 12
"""A part of a name (标准) that so many topics' main names hold is asked back; one that more hold is no name."""

PART = 3
"""So long a part of a main name stands for all of it where a clause names nothing else."""

SAID, FILLING = 16, 64
"""A part of a name that stands in so many messages beside the names themselves (标准, 园区) names nothing; one that
stands in so many (政策, 申请) tells nothing at all."""

FEW = 6
"""One that tells a little is asked back where no more main names hold it."""


class Topics:
    """All topics: ``names`` and ``passages`` of each (levelled clauses), and ``main``, the names that are theirs first.

    ``said`` are texts in which no topic is named: words that stand in many of them tell little. ``meant`` are no slips.
    Where no name is written out, ``pieces`` tells what may be meant; where several are called so, ``families``.
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
        self.said = Counter(piece for text in said for piece in pieces_of([text], (1, *PIECES)))
        holding = self._holders()
        self._parts = {part: topics for part, topics in holding.items() if self.said[part] < SAID}
        self._often_said = {
            part: topics for part, topics in holding.items() if SAID <= self.said[part] < FILLING and len(topics) <= FEW
        }
        self._owners = self._owners_of_names()
        self._lookup = Lookup(self._owners)
        self._sounds = Sounds((name for name in self._owners if len(name) > 2), meant)
        self.pieces = Pieces(self._names, self._main, passages, self.said)
        self.families = Families(self._names, self._main, self._owners.values(), self.said, self._parts)

    def look(self, clause: str) -> Look:
        """Look a clause up; 小具人 is put right to 小巨人 first."""
        mentions = self.mentions(clause)
        heard = self._sounds.corrected(clause, [(mention.start, mention.end) for mention in mentions])
        if heard != clause:
            mentions = self.mentions(heard)
        return Look(heard, mentions, self.pieces.evidence(heard))

    def part_of(self, look: Look, start: int, end: int | None = None) -> Look:
        """Return what a part of a clause looks like that parts no name."""
        text = look.text[start:end]
        inside = [each for each in look.mentions if start <= each.start and each.end <= start + len(text)]
        moved = tuple(each._replace(start=each.start - start, end=each.end - start) for each in inside)
        return Look(text, moved, self.pieces.evidence(text))

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
            return (self.families.narrowed(whole, look.text, around),)
        left = list(look.mentions)
        named: list[frozenset[str]] = []
        while left:
            best = self._best(left, look.evidence)
            own = [mention for mention in left if best in mention.topics]
            both = frozenset.intersection(*(mention.topics for mention in own))
            # What decides between those called alike stands beside the name, not in it.
            words = [look.text[mention.start : mention.end] for mention in own]
            named.append(self.families.narrowed(both, without(look.text, words), without(around, words)))
            left = [m for m in left if m not in own and not self._covers(best, look.text[m.start : m.end])]
        return tuple(named)

    def _of_whole(self, look: Look) -> frozenset[str]:
        """Return the topics that a clause names in part, whose words hold all that it names: 首达标次年增长.

        There are none where what is named in full holds the parts too.
        """
        parts = look.stretches(reversed(PIECES), self._parts.__contains__) if look.mentions else []
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

    def touched(self, clauses: Iterable[str]) -> frozenset[str]:
        """Return the topics of which clauses hold a part of a main name that is said of much else too (园区, 标准)."""
        pieces = (piece for clause in clauses for piece in pieces_of([clause]))
        found = [self._often_said[piece] for piece in pieces if piece in self._often_said]
        return frozenset.intersection(*found) if found else frozenset()

    def named_in_part(self, look: Look, topics: frozenset[str]) -> Look:
        """Return a look in which the parts of main names of some topics count as their name: 技术中心, 餐饮业首登阶."""
        own = [name for topic in topics for name in self._main.get(topic, ())]
        names, longest = "\n".join(own), min(max(map(len, own), default=0), len(look.text))
        parts = look.stretches(range(longest, 1, -1), lambda piece: piece in names and self.said[piece] < SAID)
        if not parts or not (look.mentions or sum(end - start for start, end in parts) >= PART):
            return look
        return look._replace(mentions=tuple(sorted((*look.mentions, *(Mention(*part, topics) for part in parts)))))

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

    def _holders(self) -> dict[str, frozenset[str]]:
        """Return part of a main name -> the topics whose main names hold it, where those are no more than `SHARED`."""
        holding: dict[str, set[str]] = defaultdict(set)
        for topic, names in self._main.items():
            for part in pieces_of(names):
                holding[part].add(topic)
        return {part: frozenset(topics) for part, topics in holding.items() if len(topics) <= SHARED}

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
        return topic in self.pieces.owners.get(word, ()) or any(word in name for name in self._names[topic])
