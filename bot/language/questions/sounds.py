"""Names misspelt by ear put right: 小具人 is 小巨人, 质量认正 质量认证.

Each character stands for its syllable without tone, the pairs that Jin speakers and phone keyboards mix up made one.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from bot.language.lookup import Lookup

_WORDS = frozenset(
    "是的了有没在和跟给我你他她它这那就都也还要去来到把被能会可以不吗呢吧啊为与及或一个几多少做于从向对让又再很太"
)
"""Characters that people type for what they are."""

_MIXED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


class Sounds:
    """Names by how they sound."""

    def __init__(self, names: Iterable[str], meant: Iterable[str] = ()) -> None:
        """Take the names, and words that are ``meant`` as typed: 陕西老字号 is no slip of 山西老字号."""
        self._names = tuple(names)
        self._meant = tuple(meant)
        self._heard: dict[str, str] = {}
        self._lookup = Lookup(())

    def corrected(self, text: str, written: Sequence[tuple[int, int]]) -> str:
        """Return a text with the names put right of which at most half the characters only sound right.

        What is ``written`` out already stays as it is, but for a name that holds it and is longer.
        """
        self._listen()
        heard = "".join(map(_sound, text))
        taken = list(written)
        for at, end in self._lookup.places(heard):
            name = self._heard[heard[at:end]]
            if _slip(name, text[at:end]) and _free(at, end, taken) and not self._as_typed(text[at:end]):
                text = text[:at] + name + text[end:]
                taken.append((at, end))
        return text

    def _as_typed(self, said: str) -> bool:
        return any(word in said for word in self._meant)

    def _listen(self) -> None:
        """Find out how the names sound: not before the first question, for it takes a moment."""
        if not self._heard:
            self._heard = {"".join(map(_sound, name)): name for name in self._names}
            self._lookup = Lookup(self._heard)


def heard(text: str) -> str:
    """Return a text as it sounds: the same for all that sound alike, and of the same length."""
    return "".join(map(_sound, text))


def spelt(text: str) -> tuple[str, ...]:
    """Return how characters are spelt in Latin letters, without tones; what is no character stands as it is."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - a fifth of a second that only questions need

    return tuple(lazy_pinyin(text))


@cache
def _sound(character: str) -> str:
    """Return one character that stands for how another sounds; of those that sound alike the same one."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - a fifth of a second that only questions need

    syllable = lazy_pinyin(character)[0]
    for spelt, heard in _MIXED:
        syllable = syllable.replace(spelt, heard)
    return _STANDS.setdefault(syllable, chr(_PRIVATE + len(_STANDS)))


_PRIVATE = 0xF0000
_STANDS: dict[str, str] = {}
"""Syllable -> the private character that stands for it."""


def _slip(name: str, said: str) -> bool:
    """Whether at most half the characters differ, and none of them is a word of its own: 是老字号 is not 市老字号."""
    slips = [typed for meant, typed in zip(name, said, strict=True) if meant != typed]
    return 0 < len(slips) <= len(name) // 2 and _WORDS.isdisjoint(slips)


def _free(start: int, end: int, written: Sequence[tuple[int, int]]) -> bool:
    return all(end <= first or last <= start or (start <= first and last <= end) for first, last in written)
