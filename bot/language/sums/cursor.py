"""A place in a run of lexemes, which the readers of figures, sections and numerals hand on to one another."""

from collections.abc import Sequence

from bot.language.sums.lexemes import Kind, Lexeme


class Cursor:
    """Stands before the lexeme ``at`` of a run; readers move it past what they took."""

    def __init__(self, run: Sequence[Lexeme]) -> None:
        self.run = run
        self.at = 0

    def next(self, *kinds: Kind, ahead: int = 0) -> bool:
        """Whether the next lexeme, or one further ahead, is of one of these kinds."""
        return self.at + ahead < len(self.run) and self.run[self.at + ahead].kind in kinds

    def take(self, kind: Kind) -> Lexeme | None:
        """Return the next lexeme and move past it; None, and stay, where it is of another kind."""
        if not self.next(kind):
            return None
        self.at += 1
        return self.run[self.at - 1]

    def take_small(self) -> int:
        """Take a small unit, with the 个 of 三个千万 before it; 0 where there is none."""
        if self.next(Kind.PIECE) and self.next(Kind.SMALL, ahead=1):
            self.at += 1
        taken = self.take(Kind.SMALL)
        return int(taken.value) if taken else 0

    def value(self, ahead: int = 0) -> int:
        """Return the value of the next lexeme, or of one further ahead."""
        return int(self.run[self.at + ahead].value)

    def behind(self, *kinds: Kind) -> bool:
        """Whether the lexeme just taken is of one of these kinds."""
        return self.at > 0 and self.run[self.at - 1].kind in kinds
