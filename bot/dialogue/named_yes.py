"""A yes or a no that names what was asked: 是主导产业, 我们是专业镇的, 不是首登阶."""

import re

from bot.content import Fact, once_for_each
from bot.language import NotUnderstood, Reading, Understood, normalise, read_yes_no

_EITHER_WAY = re.compile(r"(.)[不没]\1|有没有|是否|有无|能否")
_DENIES = re.compile(r"[不没未无非]")
_PART = re.compile(r"[是否有在属算为吗,。;!?、“”\"() ]|企业|公司|单位")
"""Where the words of a question part: what is between them is what it asks about."""

_PLAIN = re.compile(r"企业|公司|单位")
_LEAST = 2
_LEAST_ALONE = 3
"""A thing named alone, without a yes, says yes by so many characters of its name."""


def read_named_yes_no(fact: Fact, text: str) -> Reading[bool]:
    """Read a yes or a no, alone or with the words of the question around it; never a guess, never raises."""
    plain = read_yes_no(text)
    if not isinstance(plain, NotUnderstood):
        return plain
    said, pieces = normalise(text), _asked_about(fact)
    rest, taken = _without(said, pieces)
    # Who is of the town is not of its leading industry: it is the end that names the thing.
    if not any(piece.endswith(run) for piece in pieces for run in taken):
        return plain
    rest = _PLAIN.sub("", rest).strip(" ,。!")
    if not rest:
        long = [run for run in taken if len(run) >= _LEAST_ALONE]
        alone = any(piece.endswith(run) for piece in _pieces(fact.name) for run in long)
        return Understood(True, said) if alone else plain
    answer = read_yes_no(rest)
    return answer if isinstance(answer, Understood) else plain


def _without(said: str, pieces: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return words less the longest run of what is asked about, again until none is left; and these runs."""
    taken = []
    while run := _shared(said, pieces):
        taken.append(run)
        said = said.replace(run, "", 1)
    return said, taken


def _shared(said: str, pieces: tuple[str, ...]) -> str:
    runs = (
        piece[start:end]
        for piece in pieces
        for start in range(len(piece))
        for end in range(start + _LEAST, len(piece) + 1)
        if piece[start:end] in said
    )
    return max(runs, key=len, default="")


@once_for_each
def _asked_about(fact: Fact) -> tuple[str, ...]:
    """Return the words a fact is called and asked by, in pieces; none where a yes would deny something."""
    yes = next((option.says for option in fact.options if option.id == "yes"), "")
    words = (fact.name, fact.ask, yes)
    if any(_DENIES.search(_EITHER_WAY.sub("", normalise(each))) for each in words):
        return ()
    return tuple(dict.fromkeys(piece for each in words for piece in _pieces(each)))


def _pieces(words: str) -> tuple[str, ...]:
    parted = _PART.split(_EITHER_WAY.sub(" ", normalise(words)))
    return tuple(piece for piece in parted if len(piece) >= _LEAST)
