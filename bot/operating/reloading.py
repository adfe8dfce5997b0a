"""The content read anew while the service goes on: on SIGHUP, at the desk's button, or when its files have changed."""

import asyncio
import gc
import logging
from pathlib import Path
from threading import Lock

from bot.content import Content, ContentError, Fault, load
from bot.dialogue import Dialogue, Hours, check
from bot.metrics import RELOADS
from bot.service import Service

logger = logging.getLogger(__name__)

Stamp = frozenset[tuple[str, int, int]]


class Reloading:
    """Reads the content anew while the service goes on; what has a fault is not taken. ``dialogue`` is in force."""

    def __init__(self, service: Service, folder: Path, dialogue: Dialogue, hours: Hours | None = None) -> None:
        self._hours = hours
        self.dialogue = dialogue
        self._service = service
        self._folder = folder
        self._asked = False
        self._task: asyncio.Task[None] | None = None
        self._one_at_a_time = Lock()
        self._seen = stamp_of(folder)

    @property
    def content(self) -> Content:
        """The content in force."""
        return self.dialogue.content

    def ask(self) -> None:
        """Begin; or, while one is under way, go through the content once more afterwards."""
        self._asked = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    def now(self) -> tuple[Fault, ...]:
        """Read the content and put it in force, in the caller's thread; return the faults for which the old one stays.

        Raises OSError for what cannot be read.
        """
        with self._one_at_a_time:
            self._seen = stamp_of(self._folder)
            try:
                dialogue = read_content(self._folder, self._hours)
            except ContentError as error:
                RELOADS.labels("faulty").inc()
                first, count = str(error.faults[0]), len(error.faults)
                logger.error("the content has faults; the old one stays", extra={"faults": count, "first": first})
                return error.faults
            RELOADS.labels("taken").inc()
            self._service.talk_with(dialogue)
            self.dialogue = dialogue
            set_aside()
            logger.info("the content was read anew")
            return ()

    async def look(self, seconds: float) -> None:
        """Look every so many seconds whether a file has changed, and read the content anew; for ever, unless 0."""
        while seconds > 0:
            await asyncio.sleep(seconds)
            found = await asyncio.to_thread(stamp_of, self._folder)
            if found != self._seen:
                self.ask()

    async def _work(self) -> None:
        while self._asked:
            self._asked = False
            try:
                await asyncio.to_thread(self.now)
            except Exception as error:  # a file taken away in between, say: whatever it is, the old content is whole
                RELOADS.labels("failed").inc()
                logger.error("the content cannot be read; the old one stays", extra={"error": type(error).__name__})


def read_content(folder: Path, hours: Hours | None = None) -> Dialogue:
    """Return a dialogue ready to answer, of content without a fault; raises ContentError."""
    content = load(folder)
    if faults := check(content):
        raise ContentError(tuple(faults))
    dialogue = Dialogue(content, hours=hours)
    dialogue.prepare()
    return dialogue


def set_aside() -> None:
    """Keep what is there now out of later garbage collections: going through all content takes a tenth of a second."""
    gc.unfreeze()  # content that is no longer in force can go
    gc.collect()
    gc.freeze()


def stamp_of(folder: Path) -> Stamp:
    """Return what tells whether any file of the content has changed: names, sizes and times."""
    found = set()
    for path in (path for name in ("policy_data", "intents") for path in (folder / name).rglob("*")):
        try:
            told = path.stat()
        except OSError:  # taken away while we look
            continue
        if not path.name.startswith("."):
            found.add((str(path), told.st_size if path.is_file() else 0, told.st_mtime_ns if path.is_file() else 0))
    return frozenset(found)
