"""What is wrong with the content, said so that its author can mend it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing to mend: where it stands, and what is wrong with it and how to put it right."""

    file: str
    line: int
    where: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.where}: {self.problem}" if self.where else f"{place} {self.problem}"


class ContentError(Exception):
    """Raised with *all* faults found in a content folder, so that an author mends them in one go."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
