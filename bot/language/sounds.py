"""How characters sound: by their syllables without tone, the pairs that Jin speakers and keyboards mix up made one."""

from functools import lru_cache
from itertools import count

WORDS = frozenset(
    "是的了有没在和跟给我你他她它这那就都也还要去来到把被能会可以不吗呢吧啊为与及或一个几多少做于从向对让又再很太申报评拿办"
)
"""Characters that people type for what they are."""

_MIXED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))

_FREE = count(0xF0000)
"""Private characters that stand for nothing yet; of two threads, each gets another one."""
_STANDS: dict[str, str] = {}
"""Syllable -> the private character that stands for it."""
_MOST_KEPT = 1 << 15
"""Characters in mind: all that people type, and few of those that somebody sends to fill the memory."""


def heard(text: str) -> str:
    """Return a text as it sounds: the same for all that sound alike, and of the same length."""
    return "".join(map(_sound, text))


def spelt(text: str) -> tuple[str, ...]:
    """Return how characters are spelt in Latin letters, without tones; what is no character stands as it is."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - a fifth of a second that not every command needs

    return tuple(lazy_pinyin(text))


@lru_cache(maxsize=_MOST_KEPT)
def _sound(character: str) -> str:
    """Return one character that stands for how another sounds; of those that sound alike the same one.

    What has no sound stands for itself: there are more such characters than private ones.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - a fifth of a second that not every command needs

    syllable = lazy_pinyin(character)[0]
    if syllable == character:
        return character
    for spelt, heard in _MIXED:
        syllable = syllable.replace(spelt, heard)
    return _STANDS.get(syllable) or _STANDS.setdefault(syllable, chr(next(_FREE)))
