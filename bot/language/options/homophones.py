"""Names misspelt by ear put right: `陶次` is 陶瓷, `翻沙` 翻砂."""

import re

from bot.language.options.named import LONG, Names, plain
from bot.language.options.sound import sound
from bot.language.sounds import WORDS, heard

_ENDS = re.compile(r"$|[的了场户,。;!? 0-9一二三四五六七八九十百千]|专业|合作社")
# Words of their own that sound like something kept or grown.
_OTHER_WORD = re.compile("养[育路]|种[薯属]")


def corrected(said: str, known: Names) -> str:
    """Return a normalised text with names put right of which at most half the characters only sound right.

    Names that are written out stay as they are; the length stays the same.
    """
    text, kept = plain(said)
    alike = list(
        dict.fromkeys(
            (name, at)
            for as_heard in (sound(text), heard(text))
            for at, end in known.by_ear.places(as_heard)
            for name in known.as_heard[as_heard[at:end]]
        )
    )
    if all(text.startswith(name, at) for name, at in alike):
        return said
    written = [(at, at + len(name)) for name, _ in alike if (at := text.find(name)) >= 0]
    fixed = list(said)
    for name, at in alike:
        end = at + len(name)
        wrong = [index for index in range(at, end) if text[index] != name[index - at]]
        together = kept[end - 1] - kept[at] == end - 1 - at
        clear = sound(text[at:end]) == sound(name) or len(name) >= LONG
        clear = clear or _ends_phrase(said, kept[at], kept[end - 1] + 1)
        few = 0 < len(wrong) * 2 <= len(name) and WORDS.isdisjoint(text[index] for index in wrong)
        if few and together and clear and all(_free(at, end, other) for other in written):
            written.append((at, end))
            for index in wrong:
                fixed[kept[index]] = name[index - at]
    return "".join(fixed)


def _free(at: int, end: int, other: tuple[int, int]) -> bool:
    """Whether a slice lies beside another, or is longer and holds it."""
    first, last = other
    return end <= first or last <= at or (at <= first and last <= end and last - first < end - at)


def _ends_phrase(said: str, start: int, end: int) -> bool:
    """Whether a slice ends a phrase and is no word as it is typed, so that it may be another by its sound: 养住."""
    return bool(_ENDS.match(said, end)) and not _OTHER_WORD.match(said, start)
