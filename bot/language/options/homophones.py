"""Names misspelt by ear put right: `陶次` is 陶瓷, `翻沙` 翻砂."""

from bot.language.options.named import Names, plain
from bot.language.options.sound import sound
from bot.language.sounds import WORDS, heard


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
        few = 0 < len(wrong) * 2 <= len(name) and WORDS.isdisjoint(text[index] for index in wrong)
        if few and together and all(_free(at, end, other) for other in written):
            written.append((at, end))
            for index in wrong:
                fixed[kept[index]] = name[index - at]
    return "".join(fixed)


def _free(at: int, end: int, other: tuple[int, int]) -> bool:
    """Whether a slice lies beside another, or is longer and holds it."""
    first, last = other
    return end <= first or last <= at or (at <= first and last <= end and last - first < end - at)
