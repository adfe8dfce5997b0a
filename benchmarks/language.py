"""How long it takes to answer one question, and how often rightly, where policies have 200 to 100 000 names.

    python -m benchmarks.language [--phrases 200 5000 100000]

*ours* is the whole of one `huiqi ask`: reading the text, finding the answers and rendering them. The peers only find
the name that fits best: rapidfuzz's extractOne with WRatio and with ratio, and bm25s over pairs of characters, with its
`retrieve`, which the bar is for, and with its bare scores. They are handed the text normalised, are not timed for that,
and have the very same names, indexed outside the clock.

*right*: share of the held-out questions of `tests/language/questions.jsonl` whose (first) topic is the one labelled. A
peer always names its best phrase, so ours counts by the topic it answers, else by the first it offers or considered,
even where it would rather ask back or refuse; a name that several measures share stands for the first of them.
*of measures*: the same of those that ask about a measure, for the peers know no other topic. Timed are all the
questions, or as many as suffice. Of the real content the first names of every measure are there, or all and generated
ones beside them.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any, NamedTuple

import bm25s
from rapidfuzz import fuzz, process

from benchmarks.clock import Timing, alternate
from benchmarks.many_policies import phrases_of, with_phrases
from bot.content import Content, load
from bot.dialogue.asker import Asker
from bot.evaluate import LABELLED_ON
from bot.language.normalise import normalise

SIZES = (200, 5_000, 100_000)
SEED = 20231031
ROUNDS = 9
MOST_NAMES_TIMED = 2_000_000
"""So many names are compared by one peer in one round: fewer questions are timed where there are more names."""

FASTER_THAN_WRATIO = {0: 1 / 3, 5_000: 10, 100_000: 50}
"""How many times faster than extractOne with WRatio an answer must be, from each size on."""

FASTER_THAN_BM25 = 1 / 3

ROOT = Path(__file__).parents[1]

Find = Callable[[str], str]
"""Text -> the topic that the best name, or the first answer, is about; "" where nothing is answered."""


class Question(NamedTuple):
    """A labelled question, as typed and normalised; ``topics``: any of these is right."""

    text: str
    normal: str
    topics: frozenset[str]

    @property
    def of_measure(self) -> bool:
        """Whether it asks about a measure."""
        return not any(topic.startswith("general:") for topic in self.topics)


class Ours:
    """What `huiqi ask` does, the answers rendered."""

    def __init__(self, content: Content) -> None:
        self._asker = Asker(content)

    def __call__(self, text: str) -> str:
        """Answer a text."""
        found = self._asker.ask(text, "", LABELLED_ON)
        # A peer always names its best phrase. So that finding is compared with finding, ours counts by the topic that
        # it answers, else by the first it offers or considered, even where it would rather ask back or refuse.
        for topics in (found["answers"], found["choices"], found["alternatives"]):
            if topics:
                return str(topics[0]["topic"])
        return ""


class Fuzzy:
    """rapidfuzz: every name compared with the text."""

    def __init__(self, owners: Mapping[str, str], scorer: Callable[..., float]) -> None:
        self._names = [normalise(name) for name in owners]
        self._owners = list(owners.values())
        self._scorer = scorer

    def __call__(self, text: str) -> str:
        """Return the owner of the name most alike."""
        return self._owners[process.extractOne(text, self._names, scorer=self._scorer)[2]]


class Bm25:
    """bm25s: an inverted index of pairs of characters, its scores computed beforehand and added up with NumPy."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self._index: Any = bm25s.BM25(backend="numpy", csc_backend="numpy")
        self._index.index([_pairs(normalise(name)) for name in owners], show_progress=False)
        self._owners = list(owners.values())

    def __call__(self, text: str) -> str:
        """Return the owner of the best name; without a progress bar, threads or objects looked up in NumPy."""
        found = self._index.retrieve(
            [_pairs(text)], k=1, sorted=False, return_as="documents", show_progress=False, backend_selection="numpy"
        )
        return self._owners[int(found[0, 0])]


class Bm25Scores(Bm25):
    """The same index, but the best of all scores taken at once: quicker than `retrieve`, which parts them first."""

    def __call__(self, text: str) -> str:
        """Return the owner of the best name."""
        scores = self._index.get_scores_from_ids(self._index.get_tokens_ids(_pairs(text)))
        return self._owners[int(scores.argmax())]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phrases", type=int, nargs="+", default=SIZES, help="numbers of names")
    sizes = parser.parse_args(arguments).phrases
    content = load(ROOT)
    questions = list(held_out(ROOT / "tests" / "language" / "questions.jsonl", content.policies[0].id))
    peers = f"rapidfuzz {version('rapidfuzz')}, bm25s {version('bm25s')}, Python {python_version()}"
    print(f"{peers}; seed {SEED}; {len(questions)} questions")
    print("us a question: median +- half the range without extremes; ratio: theirs to ours in the median round\n")
    print(f"{'names':>8} {'measures':>8}  {'side':14}{'us':>15}{'right':>8}{'of measures':>13}{'ratio':>9}  bars")
    for size in sizes:
        report(with_phrases(content, size, SEED), questions)


def held_out(path: Path, policy: str) -> Iterator[Question]:
    """Read the questions of the half that nothing is tuned on, but for follow-ups."""
    for text in path.read_text("utf-8").splitlines()[1::2]:
        line = json.loads(text)
        if "expect" in line and not line.get("after"):
            topics = line["expect"][0][0].split("|")
            right = frozenset(topic if topic.startswith("general:") else f"{policy}/{topic}" for topic in topics)
            yield Question(line["text"], normalise(line["text"]), right)


def report(content: Content, questions: Sequence[Question]) -> None:
    """Time and judge all sides and print a line for each."""
    owners = phrases_of(content)
    ours = Ours(content)
    peers: dict[str, Find] = {
        "WRatio": Fuzzy(owners, fuzz.WRatio),
        "ratio": Fuzzy(owners, fuzz.ratio),
        "bm25s": Bm25(owners),
        "bm25s, argmax": Bm25Scores(owners),
    }
    right = {"ours": shares_right(questions, [ours(each.text) for each in questions])}
    right |= {name: shares_right(questions, [peer(each.normal) for each in questions]) for name, peer in peers.items()}
    timed = questions[:: -(-len(questions) * len(owners) // MOST_NAMES_TIMED)]
    sides = {"ours": _each(ours, [each.text for each in timed])}
    sides |= {name: _each(peer, [each.normal for each in timed]) for name, peer in peers.items()}
    times = alternate(sides, ROUNDS)
    faster = max((least, bar) for least, bar in FASTER_THAN_WRATIO.items() if len(owners) >= least)[1]
    bars = {"WRatio": faster, "bm25s": FASTER_THAN_BM25}
    for name, timing in times.items():
        line = f"{len(owners):8} {len(content.measures):8}  {name:14}{_micros(timing, len(timed)):>15}"
        line += f"{right[name][0]:8.1%}{right[name][1]:13.1%}"
        if name in peers:
            ratio = timing.times(times["ours"])
            better = all(mine > theirs for mine, theirs in zip(right["ours"], right[name], strict=True))
            line += f"{_ratio(ratio):>9}  more right: {_met(better)}"
            line += f", {_said(bars[name])}: {_met(ratio >= bars[name])}" if name in bars else ""
        print(line, flush=True)


def shares_right(questions: Sequence[Question], found: Sequence[str]) -> tuple[float, float]:
    """Return the share of all questions found right, and of those about a measure."""
    judged = [(topic in each.topics, each.of_measure) for each, topic in zip(questions, found, strict=True)]
    of_measures = [right for right, of_measure in judged if of_measure]
    return sum(right for right, _ in judged) / len(judged), sum(of_measures) / len(of_measures)


def _each(find: Find, texts: Sequence[str]) -> Callable[[], None]:
    def run() -> None:
        for text in texts:
            find(text)

    return run


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _micros(timing: Timing, questions: int) -> str:
    return f"{timing.seconds / questions * 1e6:.4g} +-{timing.spread / 2:3.0%}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.1f}x" if ratio >= 1 else f"1/{1 / ratio:.1f}"


def _said(bar: float) -> str:
    return f"{bar:g} times faster" if bar > 1 else f"within {1 / bar:.0f} times"


def _met(holds: object) -> str:
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    main()
