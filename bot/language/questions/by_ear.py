"""Names misspelt by ear put right: 小具人 is 小巨人, 质量认正 质量认证."""

from collections.abc import Iterable, Sequence

from bot.language.lookup import Lookup
from bot.language.sounds import WORDS, heard


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
        as_heard = heard(text)
        taken = list(written)
        for at, end in self._lookup.places(as_heard):
            name = self._heard[as_heard[at:end]]
            if _slip(name, text[at:end]) and _free(at, end, taken) and not self._as_typed(text[at:end]):
                text = text[:at] + name + text[end:]
                taken.append((at, end))
        return text

    def _as_typed(self, said: str) -> bool:
        return any(word in said for word in self._meant)

    def _listen(self) -> None:
        """Find out how the names sound: not before the first question, for it takes a moment."""
        if not self._heard:
            self._heard = {heard(name): name for name in self._names}
            self._lookup = Lookup(self._heard)


def _slip(name: str, said: str) -> bool:
    """Whether at most half the characters differ, and none of them is a word of its own: 是老字号 is not 市老字号."""
    slips = [typed for meant, typed in zip(name, said, strict=True) if meant != typed]
    return 0 < len(slips) <= len(name) // 2 and WORDS.isdisjoint(slips)


def _free(start: int, end: int, written: Sequence[tuple[int, int]]) -> bool:
    return all(end <= first or last <= start or (start <= first and last <= end) for first, last in written)
