"""What several names in one text come to: a name that fits many options is narrowed by those beside it."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.language.named import Name, Named

_ADJOINING = re.compile(r"[的类 ]?")
_KIND = 3  # so many options of one kind at most: 老字号
_CLAUSE_MARKS = re.compile(r"[,。;!?、]")
# What is said of somebody else, of another time, or by the way: 隔壁养猪, 以前养猪, 顺带开个小卖部, 给铸造厂做包装.
_OF_OTHERS = re.compile(
    r"(?:隔壁|邻居|以前|过去|从前|早年|原先|客户|亲戚|顺带|顺便|捎带|附带|副业|偶尔|兼|给|供应?)[^,。;!?、]{0,6}$"
)
_FOR_OTHERS = re.compile(r"[里上]?专?用的?(?![品具])")


def own(said: str, found: Sequence[Named]) -> list[Named]:
    """Return the names that are said of the speaker's own trade now."""
    return [
        named
        for named in found
        if not _OF_OTHERS.search(_CLAUSE_MARKS.split(said[: named.start])[-1])
        and not _FOR_OTHERS.match(said, named.end)
    ]


def common(said: str, found: Sequence[Named]) -> tuple[str, ...]:
    """Return the options that all names fit; where there are none, all that any of them fits.

    Of names side by side the last is what it is about: 铸件贸易 is trade, 屠宰设备 equipment.
    """
    heads = _heads(said, found)
    shared = [option for option in heads[0] if all(option in head for head in heads)] if heads else []
    if shared:
        return tuple(shared)
    sure = {head[0] for head in heads if len(head) == 1}
    told = [option for option in sure if all(option in head or len(head) == 1 for head in heads)]
    if len(sure) == 1 and told:
        return tuple(told)
    singles = [head[0] for head in heads if len(head) == 1]
    return tuple(dict.fromkeys([*singles, *(option for head in heads for option in head)]))


def _heads(said: str, found: Sequence[Named]) -> list[tuple[str, ...]]:
    heads: list[tuple[str, ...]] = []
    for at, named in enumerate(found):
        if at and _ADJOINING.fullmatch(said, found[at - 1].end, named.start):
            narrowed = tuple(option for option in named.options if option in heads[-1])
            heads[-1] = narrowed or named.options
        else:
            heads.append(named.options)
    return heads


def settled(found: Sequence[Named], refused: Sequence[Named], known: Sequence[Name]) -> list[Named]:
    """Return the names with those that fit many options narrowed by the others: 单项冠军 by 国家级.

    A name alone on its level (省级单项冠军, 国家级的) is that of a neighbour's kind.
    """
    sure = [named for named in found if len(named.options) == 1]
    left = [named for named in found if len(named.options) > 1]
    chosen = {named.options[0] for named in sure}
    done: list[Named] = []
    for named in left:
        if chosen & set(named.options):
            continue
        others = [set(other.options) for other in left if other is not named]
        kinds = [_kin(other.options[0], named, known) for other in (*sure, *refused)]
        narrowed = [wide & set(named.options) for wide in (*others, *kinds)]
        one = next((options for options in narrowed if len(options) == 1), None)
        done.append(named._replace(options=tuple(one)) if one else named)
    return sorted([*sure, *done])


def _kin(option: str, named: Named, known: Sequence[Name]) -> set[str]:
    """Return the other options that share the name of a kind with this one; a level is a name of more."""
    own_names = {name.text for name in known if name.option == option}
    sharing = Counter(name.text for name in known if name.text in own_names)
    shared = {text for text, options in sharing.items() if options <= _KIND}
    return {name.option for name in known if name.text in shared and name.option in named.options} - {option}


def elided(said: str, found: Sequence[Named], known: Sequence[Name]) -> list[Named]:
    """Return the names with the common end of several taken apart: 中华和三晋老字号, 老字号就缺三晋的."""
    result = list(found)
    for whole in found:
        if len(whole.options) == 1:
            continue
        tail = said[whole.start : whole.end]
        same_end = [name for name in known if name.text.endswith(tail) and name.option in whole.options]
        openings = [(name.option, name.text[: -len(tail)]) for name in same_end]
        parts = [
            Named(at, at + len(opening), (option,))
            for option, opening in openings
            if len(opening) > 1
            and (at := said.find(opening)) >= 0
            and all(at + len(opening) <= named.start or named.end <= at for named in found)
        ]
        if parts:
            result = [named for named in result if named is not whole] + parts
    return sorted(result)
