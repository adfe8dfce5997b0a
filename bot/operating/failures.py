"""`huiqi failures`: what could not be handled or read, and handling the messages again after the fix."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime

from bot.content import load
from bot.dialogue import Dialogue
from bot.service import Service
from bot.settings import Settings
from bot.storage import Failure, Store, StoreError


def failures(ids: Sequence[int], settings: Settings, *, replaying: bool) -> int:
    """List failures, show those of these ids in full, or replay them (all, without ids); return the exit status.

    The list is for any screen; the full form holds what the person typed.
    """
    try:
        with closing(Store(settings.of_service.database, create=False)) as store:
            chosen, status = _choose(ids, store)
            if not chosen and not ids:
                sys.stderr.write("huiqi: no failure is kept\n")
            if replaying:
                return _replay(chosen, store, settings) or status
    except StoreError as error:
        sys.stderr.write(f"huiqi: {error}\n")
        return 1
    for failure in chosen:
        sys.stdout.write(_in_full(failure) if ids else _in_short(failure))
    return status


def _choose(ids: Sequence[int], store: Store) -> tuple[list[Failure], int]:
    """Return the failures meant, and status 1 where one is not there."""
    with store.reading() as tx:
        kept = {failure.id: failure for failure in tx.failures()}
    unknown = [one for one in ids if one not in kept]
    for one in unknown:
        sys.stderr.write(f"huiqi: there is no failure {one}; huiqi failures lists them\n")
    return [kept[one] for one in ids or kept if one in kept], int(bool(unknown))


def _replay(chosen: Iterable[Failure], store: Store, settings: Settings) -> int:
    ours = settings.of_service
    dialogue = Dialogue(load(settings.content), hours=ours.hours)
    service = Service(store, dialogue, lambda: datetime.now(UTC), secret=ours.secret)
    status = 0
    for failure in chosen:
        if failure.message is None:
            sys.stdout.write(f"{failure.id}\tno message, so nothing to replay; it is kept\n")
            continue
        try:
            done = service.replay(failure.id, failure.message)
        except StoreError:
            raise
        except Exception as error:  # not mended yet; the next one may be
            sys.stderr.write(f"huiqi: failure {failure.id} fails still ({type(error).__name__}); it is kept\n")
            status = 1
        else:
            sys.stdout.write(f"{failure.id}\t{'handled' if done else 'handled by somebody else just now'}\n")
    return status


def _in_short(failure: Failure) -> str:
    return f"{failure.id}\t{failure.at:%Y-%m-%d %H:%M:%S}Z\t{failure.channel}\t{failure.error}\n"


def _in_full(failure: Failure) -> str:
    message = f"{failure.message}\n" if failure.message else ""
    return f"{_in_short(failure)}{message}{failure.traceback}\n"
