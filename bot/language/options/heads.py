"""What several names in one answer come to: which of them are the speaker's own trade, and which word decides."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.language.options.beside import beside
from bot.language.options.how import told_how
from bot.language.options.named import Named, Names
from bot.language.options.predicates import NAME

_CLAUSE_MARKS = re.compile(r"[,。;!?、]")
# What is said of somebody else, of another time, or by the way: 隔壁养猪, 以前养猪, 顺带开个小卖部, 给铸造厂做包装.
_OF_OTHERS = re.compile(
    r"(?:隔壁|邻居|(?<![户多几])人家|以前|先前|之前|过去|从前|早年|早先|原先|原来|亲戚|朋友|老婆|媳妇|爱人|老公|儿子|顺带|顺便|捎带|附带|副业|偶尔|兼)"
    r"[^,。;!?、]{0,6}$|(?:^|[,。;!?、 ])(?:我们?的?|咱们?的?)?客户[^,。;!?、]{0,6}$"
)
_SERVED = re.compile(
    rf"(?:给|供|供应|往(?![外出])|(?<![社厂司店场园们我业营务型品围别])为)[^,。;!?、做搞供生加提配干送代养种打雕刻绣缝焊印浇铸造镀冲织酿烧炼{NAME}]{{0,4}}$"
)
# 给铸造厂供涂料: whom one supplies is no trade, what he is supplied with is.
_SUPPLIED_WITH = re.compile(
    rf"(?:给|为|替|向)[^,。;!?]*(?:[{NAME}厂矿场店院校司企][^,。;!?、]{{0,4}}供[应货]?[^,。;!?、]{{0,3}}|供[应货]?的)$"
)
# A deed is not whom it is done for: 给学校送菜.
_DEEDS = frozenset("送洗做修拉卖配代培教印装")
_FOR_OTHERS = re.compile(
    r"[里上]?(?:都|也|专)?用的?(?![品具])|(?:底下|下[面头]|上[面头]|里[面头]?|外[面头])(?:用的?)?那[个种些]|[里上][和与跟]|户?[都也]?[从找跟]我|转(?:行|型|做|到)|改(?:行|做)|(?:做|干|弄)?[不没](?:下去|动)了"
)
_SIDE = re.compile(r"(?:也|还|另外|再|同时|顺带|兼)[^,。;!?、]{0,3}[做搞卖种养开弄接有][^,。;!?、]{0,4}$")
_MAIN = re.compile(r"主要|主业|主营|主打|为主|主做|大头|重点|只管|光靠|全靠|[六七八九]成|占大半|大部分|(?<![挂依])靠卖")
# From here on it is told what is done: since when, or in truth.
_NOW = re.compile(
    r"现在|目前|如今|现如今|改(?=[行做种养成开搞造])|转(?=行|型|做|到|产)|[换变]成|后来|(?<!主要)其实|实际上?|"
    r"(?:公司|名字?|招牌|执照)[^,。;!?]{0,8}(?:,| )?(?=干的|做的|就是|就)|疫情后|年以?后"
)
# Between two parts of one word nothing is done and nothing listed.
_COMPOUND = re.compile(
    r"(?![公司厂店站场户])[^,。;!?、和与及跟或还又也兼开种养做搞卖办修收给供到从在加+/是有跑当倒再把]{0,4}"
)
# Whoever says how he trades tells by it what he does with what he names: 收核桃，转手卖.
_RESELLS = re.compile(r"转手|倒手|差价|贩子|买进卖出|低买高卖|倒买倒卖|中间商")
_FIRM = re.compile(r"公司$|[店站]$")
_VERBS = frozenset("开种养做搞卖办修收跑倒")


def own(typed: str, said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the names that are said of the speaker's own trade now, the main one where there is one.

    ``said``: the text ``typed`` with all names blanked out, so that none of them is taken for a word about another.
    """
    mine: list[Named] = []
    others = -1  # where the last word about another ended, which may have a second part: 给煤机厂
    for named in found:
        before = _CLAUSE_MARKS.split(said[: named.start])[-1]
        served = _SERVED.search(before) and not _SUPPLIED_WITH.search(before)
        if (
            (named.start == others and typed[named.start] not in _VERBS)
            or _OF_OTHERS.search(before)
            or (typed[named.start] not in _DEEDS and served)
            or _FOR_OTHERS.match(said, named.end)
        ):
            others = named.end
        else:
            mine.append(named)
    mine = _of_now(said, mine)
    gone = [*beside(typed, mine), *told_how(typed, mine, known)]
    resells = [named for named in mine if named not in gone and _RESELLS.search(typed, named.start, named.end)]
    if resells and not _NOW.search(said, resells[-1].end):
        return resells
    goods = [named for named in mine if named not in gone or len(named.options) > 1]
    mine = [named for named in mine if named not in gone] or mine
    main = _main(said, mine)
    if any(len(named.options) == 1 for named in main):
        return main
    # 主要是种 only says which of the names beside it decide.
    fitting = {option for named in main for option in named.options}
    return [named for named in (goods if main else mine) if fitting & set(named.options)] or mine


def _of_now(said: str, found: Sequence[Named]) -> list[Named]:
    """Return the names behind the last word for now that has a trade behind it, not only a 厂子 or 加工."""
    for match in reversed(list(_NOW.finditer(said))):
        after = [named for named in found if named.start >= match.end()]
        if any(len(named.options) == 1 for named in after):
            return after
    return list(found)


def _main(said: str, found: Sequence[Named]) -> list[Named]:
    """Return the names of the clauses that say what is done mainly."""
    return [
        named
        for named in found
        if _MAIN.search(_clause(said, named)) and not _SIDE.search(_CLAUSE_MARKS.split(said[: named.start])[-1])
    ]


def _clause(said: str, named: Named) -> str:
    before = _CLAUSE_MARKS.split(said[: named.start])[-1]
    return before + said[named.start : named.end] + _CLAUSE_MARKS.split(said[named.end :])[0]


def common(said: str, found: Sequence[Named]) -> tuple[str, ...]:
    """Return the options that all names fit; else the one that most name alone; else all that any of them fits."""
    heads = _heads(said, found)
    shared = [option for option in heads[0] if all(option in head for head in heads)]
    if shared:
        return tuple(shared)
    singles = list(dict.fromkeys(head[0] for head in heads if len(head) == 1))
    if len(singles) == 1 and all(singles[0] in head for head in heads if len(head) > 1):
        return tuple(singles)
    most = Counter(head[0] for head in heads if len(head) == 1).most_common(2)
    if len(most) == 2 and most[0][1] > most[1][1]:
        return (most[0][0],)  # 物流公司，主要拉煤和铸件
    return tuple(dict.fromkeys([*singles, *(option for head in heads for option in head)]))


def _heads(said: str, found: Sequence[Named]) -> list[tuple[str, ...]]:
    """Return what each word comes to; the last part of one decides: 铸件贸易 is trade, 屠宰设备 equipment.

    A part that fits many options (厂子) only narrows the one before it.
    """
    heads: list[tuple[str, ...]] = []
    for at, named in enumerate(found):
        before = found[at - 1] if at else None
        if before and _of_one_word(said, before, named):
            narrowed = tuple(option for option in named.options if option in heads[-1])
            if narrowed or len(named.options) == 1:
                heads[-1] = narrowed or named.options
            elif len(heads[-1]) > 1:
                heads[-1] = (*heads[-1], *named.options)
        else:
            heads.append(named.options)
    return heads


def _of_one_word(said: str, before: Named, named: Named) -> bool:
    between = said[before.end : named.start]
    if between in {"", "的", "类"}:
        return True
    if between == " ":
        return len(named.options) > 1  # a blank lists trades, but 铸件 加工 is one
    if _FIRM.search(said[: before.end]):
        # 外贸公司出口铸件: the firm is one word, what it ships another.
        return False
    return bool(_COMPOUND.fullmatch(between)) and said[named.start] not in _VERBS
