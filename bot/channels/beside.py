"""Answers out of the content in force, on one thread beside the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

from bot.content import Content
from bot.dialogue import Asker
from bot.matching import Matcher

Found = TypeVar("Found")


class Answering:
    """What one content answers with; not for two threads at once."""

    def __init__(self, content: Content) -> None:
        self.content = content

    @cached_property
    def asker(self) -> Asker:
        """Answers questions; it takes a moment to learn to read them."""
        return Asker(self.content)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds what applies to a profile."""
        return Matcher(self.content.measures)


class Beside:
    """Does what takes long while the event loop goes on.

    One thread: Python would not run two any faster, and a page kept ready is made by one at a time. New content is in
    force from the next piece of work on.
    """

    def __init__(self, content: Callable[[], Content]) -> None:
        self._content = content
        self._answering: Answering | None = None
        self._thread = ThreadPoolExecutor(1, "beside")

    def prepare(self) -> None:
        """Learn to read questions before the first one comes."""
        self._thread.submit(lambda: self._now().asker)

    async def do(self, work: Callable[[Answering], Found]) -> Found:
        """Return what the work finds."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._now()))

    def _now(self) -> Answering:
        content = self._content()
        if self._answering is None or self._answering.content is not content:
            self._answering = Answering(content)
        return self._answering
