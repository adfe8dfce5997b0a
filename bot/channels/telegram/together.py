"""What several tasks want done at about the same time, done in one go: one transaction, one wait for the disk."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Together(Generic[T, R]):
    """Awaited with one thing to do; ``do`` gets all that came in this turn of the loop, and returns a result for each.

    What it raises, everybody gets. Nothing waits for company: while one lot is done, the next gathers by itself.
    """

    def __init__(self, do: Callable[[Sequence[T]], Sequence[R]]) -> None:
        self._do = do
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []

    async def __call__(self, item: T) -> R:
        """Do this with whatever else there is; return its own result."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._go)
        self._waiting.append((item, future))
        return await future

    def _go(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            results = self._do([item for item, _ in waiting])
        except Exception as error:  # whatever it is, whoever waits decides what to do about it
            for _, future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), result in zip(waiting, results, strict=True):
            if not future.done():
                future.set_result(result)
