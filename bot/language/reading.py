"""The three ways a text can be taken: understood, several meanings, not understood."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """One value, and the slice of the normalised text it rests on, to show back in the reply."""

    value: T
    words: str


@dataclass(frozen=True, slots=True)
class Several(Generic[T]):
    """The two or three likeliest values, best first, and the words they rest on: ask back, never guess."""

    values: tuple[T, ...]
    words: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why nothing was taken: one short plain Chinese line to the owner that says what to do."""

    why: str


Reading = Understood[T] | Several[T] | NotUnderstood
