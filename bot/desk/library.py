"""The content folder as the desk sees it: read, tried out on a copy, and written in one stroke or not at all."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from bot.content import ContentError, Fault, load
from bot.dialogue import check

FOLDERS = ("policy_data", "intents")
OFFICES = "policy_data/departments.yaml"
CHANGEABLE = re.compile(r"intents/[a-z0-9_-]{1,60}\.yaml|policy_data/departments\.yaml")
"""The files that the desk changes; official texts and what they grant are kept by hand."""

Reload = Callable[[], tuple[Fault, ...]]


class Base(NamedTuple):
    """A file as it was when somebody looked: its text, and what tells whether it is still the same."""

    name: str
    text: str
    digest: str


class StaleError(Exception):
    """Somebody else has changed the file in the meantime."""


class CannotWriteError(Exception):
    """The file cannot be written here."""


class Library:
    """``root`` holds policy_data and intents; ``reload`` puts what they hold in force and returns the faults if not.

    ``writable`` False means that nobody may write here; otherwise the folder's own permissions decide.
    """

    def __init__(self, root: Path, reload: Reload, *, writable: bool = True) -> None:
        self._root = root
        self._may_write = writable
        self.reload = reload

    def read(self, name: str) -> Base:
        """Return a file; one that is not there yet is empty. Raises OSError, and ValueError for what is not UTF-8."""
        path = self._path(name)
        held = path.read_bytes() if path.exists() else b""
        return Base(name, held.decode("utf-8"), _digest(held))

    def is_writable(self, name: str) -> bool:
        """Whether a file may be put in place of this one."""
        path = self._path(name)
        return self._may_write and os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the folder as it is."""
        return _faults(self._root)

    def tried(self, name: str, text: str) -> tuple[Fault, ...]:
        """Return what would be wrong if a file held this text; the folder itself is left alone."""
        path = self._path(name).relative_to(self._root)
        with tempfile.TemporaryDirectory(prefix="huiqi-check-") as copy:
            for folder in FOLDERS:
                shutil.copytree(self._root / folder, Path(copy) / folder)
            (Path(copy) / path).write_bytes(text.encode("utf-8"))
            return _faults(Path(copy))

    def save(self, base: Base, text: str) -> None:
        """Put a text in place of what was there; raises StaleError, CannotWriteError."""
        if not self.is_writable(base.name):
            raise CannotWriteError
        path = self._path(base.name)
        try:
            with _alone(path.parent):
                if self.read(base.name).digest != base.digest:
                    raise StaleError
                _replace(path, text.encode("utf-8"))
        except OSError as error:
            raise CannotWriteError(str(error.strerror)) from error

    def _path(self, name: str) -> Path:
        if not CHANGEABLE.fullmatch(name):
            raise ValueError(f"{name!r} is no file that the desk changes")
        return self._root / name


def _faults(root: Path) -> tuple[Fault, ...]:
    try:
        return check(load(root))
    except ContentError as error:
        return error.faults


def _digest(held: bytes) -> str:
    return blake2b(held, digest_size=16).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other desk write in this folder during the block, in whatever process it is."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
        os.fsync(held)  # the new name too must outlive a power cut
    finally:
        os.close(held)


def _replace(path: Path, held: bytes) -> None:
    """Write a file whole or not at all; it keeps the permissions of the one before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".huiqi-")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            file.write(held)
            file.flush()
            os.fsync(handle)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
