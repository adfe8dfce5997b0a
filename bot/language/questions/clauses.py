"""A clause of a message, what it names and what it asks; which aspect goes with which topics."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.content import COMPUTED, PLACE
from bot.language.questions.look import Look
from bot.language.questions.spoken import SUM

_PARTICLES = f"{PLACE}那呢的这个吗啊呀嘞咧哩嘛也还有换问说市里省级国家级"

OF_ALL = re.compile("俩|两[个样项者]|分别|各[自是给补奖]|都")
"""Asks of everything named before: 这俩归哪个局."""

OF_LEVEL = re.compile("国家|[省市县][级的评]|[省市县]里[的评]")
"""Tells one of a family by the level of government that grants it: 省里评的."""

SO = ("呢", "嘞", "哩")
"""Ends a clause that asks of something else what was asked before."""

_NAMES = re.compile(
    rf"(?:奖[励补金]?|补[助贴]|[那这]一?[条项块款档]|请问?|关于|咨询|打听|申[请报]|报名|办理|列入|评上|拿到|办下来|过了?|通过|首次|头一[回次]|达到|[{_PARTICLES}{PLACE}{SUM}元块钱我们])*+"
)
"""A clause that only names what the one beside it asks about: 列入地理标志保护工程的补助，电话多少."""


class Clause(NamedTuple):
    """A clause, the things it names, its words with the names veiled, and the aspect it asks; "" where it tells.

    ``plain``: whether it holds what tells an aspect by itself, or asks one far more likely than any other; ``guessed``:
    whether only pieces of its words tell what it names.
    """

    look: Look
    topics: tuple[frozenset[str], ...]
    veiled: str
    aspect: str
    plain: bool = False
    guessed: bool = False


def paired(clauses: Iterable[Clause]) -> list[tuple[list[frozenset[str]], list[str]]]:
    """Give each clause's aspect to the topics it stands with, or to those before it; context is left out.

    A clause that only tells (我家评上了山西精品) asks nothing where another one asks something.
    """
    pairs: list[tuple[list[frozenset[str]], list[Clause]]] = []
    leading: list[Clause] = []
    for clause in clauses:
        asking = [clause] if clause.aspect else []
        if clause.topics:
            if pairs and not asking and clause.look.text.endswith(SO):
                asking = list(pairs[-1][1])  # 首次5亿奖多少，涉农的呢
            pairs.append((list(clause.topics), [*leading, *asking]))
            leading = []
        elif pairs:
            for _, others in pairs if OF_ALL.search(clause.look.text) else pairs[-1:]:
                others.extend(asking)
        else:
            leading += asking
    asked = [(topics, _aspects(each)) for topics, each in pairs if each]
    return asked or [(topics, []) for topics, _ in pairs]


def _aspects(clauses: Sequence[Clause]) -> list[str]:
    """Return what clauses on one thing ask; where some ask surely, the others (有人说十万有人说二十) tell around it."""
    plain = [clause for clause in clauses if _speaks_up(clause)]
    return list(dict.fromkeys(clause.aspect for clause in plain or clauses))


def _speaks_up(clause: Clause) -> bool:
    """Whether a clause surely asks: plainly, or what is asked of nothing but a document (电话, 材料)."""
    return bool(clause.aspect) and (clause.plain or clause.aspect not in COMPUTED)


def only_names(veiled: str, *, beside: bool) -> bool:
    """Whether a clause says no more than a name and a sum (9001的两万块); ``beside`` another, no more than a name."""
    only_sum = SUM in veiled and not veiled.strip(f"{_PARTICLES}{SUM}元块钱奖补给")
    return only_sum or (beside and bool(_NAMES.fullmatch(veiled)))


def is_bare(clauses: Iterable[Clause]) -> bool:
    """Whether a message says no more than a name: 小巨人呢？."""
    return not "".join(clause.veiled for clause in clauses).strip(_PARTICLES)


def veiled_together(clauses: Iterable[Clause]) -> str:
    """Return the words of clauses with the names veiled."""
    return "|".join(clause.veiled for clause in clauses)
