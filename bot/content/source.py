"""The official text: finding a passage in it, whatever its spaces, marks and line ends, and giving it back verbatim."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import whitespace
from typing import NamedTuple

_MARKS = frozenset("*#_`\u200b\ufeff")
_RULE = re.compile(r"^\s*[-*_]{3,}\s*$|^#.*$|〔[^〕]*〕", re.MULTILINE)
_SHORTEST = 6
"""A stretch with fewer characters is the number before a heading, no sentence."""

_OPENINGS = f"{whitespace}*#\u3000"
"""What stands before a sentence in the print and is no word of it."""

_SENTENCE = re.compile(r"[^。；;]+[。；;]?")


class Quote(NamedTuple):
    """A verbatim passage: ``text`` is exactly ``source.text[start:end]``."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The passage on one line: line and page breaks of the print taken out, not a character added."""
        return re.sub(r"\s*\n\s*", "", self.text).strip()


@dataclass(frozen=True)
class Source:
    """A source text with its normalised form, and where each normalised character stands."""

    text: str
    normal: str
    places: tuple[int, ...]
    same_words: Mapping[str, str]

    def find(self, passage: str, start: int = 0, end: int | None = None) -> Quote | None:
        """Find a passage between two places of the text, comparing normalised forms."""
        wanted = normal_form(passage, self.same_words)
        if not wanted:
            return None
        at = self.normal.find(wanted, self._index(start))
        if at < 0:
            return None
        first, last = self.places[at], self.places[at + len(wanted) - 1] + 1
        if end is not None and last > end:
            return None
        return Quote(self.text[first:last], first, last)

    def find_last(self, passage: str, start: int, end: int) -> Quote | None:
        """Find the last of the places where a passage stands between two places of the text."""
        wanted = normal_form(passage, self.same_words)
        at = self.normal.rfind(wanted, self._index(start), self._index(end)) if wanted else -1
        if at < 0:
            return None
        first, last = self.places[at], self.places[at + len(wanted) - 1] + 1
        return Quote(self.text[first:last], first, last)

    def stating(self, words: Sequence[str], start: int = 0, end: int | None = None) -> tuple["Quote", ...]:
        """Return the sentences between two places that hold one of the words."""
        key = (tuple(words), start, end)
        if key not in self._stated:
            self._stated[key] = tuple(
                quote
                for quote, plain in self._sentences
                if start <= quote.start and (end is None or quote.end <= end) and any(word in plain for word in words)
            )
        return self._stated[key]

    @cached_property
    def _stated(self) -> dict[tuple[tuple[str, ...], int, int | None], tuple["Quote", ...]]:
        """What was looked up before: content asks for the same few words of the same articles."""
        return {}

    @cached_property
    def _sentences(self) -> tuple[tuple["Quote", str], ...]:
        """Every sentence, with its words on one line."""
        return tuple((quote, quote.plain) for quote in sentences(self, 0, len(self.text)))

    def _index(self, place: int) -> int:
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.places[middle] < place else (low, middle)
        return low


def read_source(text: str, same_words: Mapping[str, str]) -> Source:
    """Prepare a source text for finding passages in it."""
    kept = [(place, form) for place, char in enumerate(text) if (form := _form(char))]
    normal = _unify("".join(form for _, form in kept), same_words)
    return Source(text, normal, tuple(place for place, _ in kept), same_words)


def normal_form(text: str, same_words: Mapping[str, str]) -> str:
    """Return a text without spaces and marks, in one width, with variant spellings unified."""
    return _unify("".join(map(_form, text)), same_words)


def sentences(source: Source, start: int, end: int) -> Sequence[Quote]:
    """Cut a stretch of the text into sentences; headings, rules, page marks and 〔...〕 are left out."""
    stretch = _RULE.sub(lambda found: " " * len(found[0]), source.text[start:end])
    found = []
    for match in _SENTENCE.finditer(stretch):
        first = start + match.start() + len(match[0]) - len(match[0].lstrip(_OPENINGS))
        last = start + match.start() + len(match[0].rstrip())
        if len(normal_form(stretch[match.start() : match.end()], source.same_words)) >= _SHORTEST:
            found.append(Quote(source.text[first:last], first, last))
    return found


def _form(char: str) -> str:
    if char.isspace() or char in _MARKS:
        return ""
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char


def _unify(text: str, same_words: Mapping[str, str]) -> str:
    for variant, word in same_words.items():
        text = text.replace(variant, word)
    return text
