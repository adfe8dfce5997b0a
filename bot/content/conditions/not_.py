"""``not: condition``: the one test inside must not hold. Unknown stays unknown."""

from dataclasses import dataclass

from bot.content.conditions.condition import Known, Leaf
from bot.content.verdict import Verdict

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Not(Leaf):
    """Holds while the leaf inside is a settled no."""

    inner: Leaf

    def verdict(self, known: Known, /) -> Verdict:
        """Turn the leaf's verdict round; something achieved outside the window counts as not achieved in it."""
        verdict = self.inner.verdict(known)
        if verdict is _UNKNOWN:
            return verdict
        return _NO if verdict is _YES else _YES

    def sums(self) -> tuple[int, ...]:
        """Give those of the leaf."""
        return self.inner.sums()

    def edges(self) -> tuple[int, ...]:
        """Give those of the leaf."""
        return self.inner.edges()

    def need(self) -> str:
        """Say what must not be."""
        return f"{self.inner.excepted()}除外"

    def because(self, known: Known, /) -> str:
        """Say what is and, where that is just what must not be, so."""
        if self.verdict(known) is _YES:
            return self.inner.because(known).partition("，条款要求")[0]
        return self.inner.because(known) + ("，条款不包括" if self.verdict(known) is _NO else "")
