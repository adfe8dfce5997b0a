"""What a thing nobody has listed is, by its frame: `养甲鱼` by 养…, `弹簧厂` by …厂.

A frame with its gap behind is a verb. It stands for what no name in the clause tells (养甲鱼); where the verb
is a name of the same option too (卖), for whatever is done it to: 卖陶瓷 is trade.
A frame with its gap before is the end of a word, and like every last word says what the whole is.
"""

import re
from collections.abc import Mapping, Sequence

from bot.language.options.beside import BOUGHT_AT
from bot.language.options.how import STOCK
from bot.language.options.named import MOST_NAMES, Named, Names

_CLAUSE = re.compile(r"(?:(?! (?:现在|如今|目前|后来|在))[^,。;!?、])+")
# One who sells sells all of a list: 卖黄梨、党参.
_WARE = r"(?![养做开搞办栽喂修加产卖]|种(?![子苗]))[^,。;!?、]{1,8}"
_WARES = re.compile(rf"(?:卖|批发|零售|经销|代理|倒腾){_WARE}(?:、{_WARE})+")
_NO_THING = frozenset(
    " 的了做搞开办是有个家间座种类我们咱一两几小大老新这那什么啥几多些点不没都也就十百千万0123456789,。、;!?"
)
_EMPTY = re.compile(r"(?:点|些|了|过|的|东西|啥|什么|货|各种|自己|我们|都|不|没| )*")
# Behind these the character of a verb is part of another word (康养, 各种, 装修), or nothing is done.
_NOT_DONE = re.compile(r"[不没别专产包外可康疗保培营领各品一多这那某装维进返变宗早幼清干私助买现]$")
OWN_MAKE = re.compile(
    r"自(?:己|家)?(?:种|养|产|酿|做|采|磨|榨|织|烧|制|造|灌|缝|印|焊|铸|烤|炒|熬|压|打|雕|绣|编|组装|注塑|研发|开发|加工)|自(?:己|家)的?[^,。;!?、没无不]{0,4}?[种养场园棚窑厂坊林圈塘]"
)
# Words with the last character of a thing made, which are none: 路面, 镀膜, 上班.
_NO_GOODS = re.compile(
    r"(?:[上下里外方路地墙屋桌台柜平表门铺对后前被鞋裙帽伞布绸缎]面|沙发面|[产工科][业技]园|[本外当各异]地|[雨车凉顶窝]棚|[园森姓吉桂王张李刘]林|[斜边护东西南北上下半高大]坡|[镀贴覆涂]膜|[上下加值两三领]班|[司时手]机|[是好行万亿千百元块右多]吧|[开]店|[承外发打]包|[出存]栏|[客大]厅|[代托看主接保掌]管)$"
)
# A verb that another character makes a step of some work: 拉回来, 洗净.
OTHER_DEED = re.compile(
    r"拉[到去往回走网坯丝链手]|洗[净好煤选漱护涤]|洗[脸手衣碗发澡菜车](?=[盆池机液台柜粉皂露水])|教育|编[号程]|倒[闭了是也不在模班贴还挺没有数车霉进入到出掉上下角立]|养[护老生]"
    r"|养[着了]?[^,。;!?]{0,6}(?:车|人|司机|团队|[一这]家)(?=$|[ ,。;!?的])|种[类种子]|卖[出掉]去?"
    r"|包[了下着过](?=[^,。;!?]{0,8}[亩地山坡沟])"
)
_SUBJECT = re.compile(r" ?(?:我们?|咱们?|俺们?|现在|如今|其实|实际)")
# 给铸造厂做包装, and 倒腾药材的，不加工: what one serves or does not do.
_SERVED_OR_NOT = re.compile(r"(?:给|替|帮|往|从(?!中))[^,。;!?、做搞供生加提配收]{0,4}$|[不没]$")
_WORD_ENDS = re.compile(
    r"$|[ 、,。;!?的了吧呢啊呀那等和与及跟或也都还/~)(]|厂|生产|制造|加工|公司|企业|作坊|销售|配套|这|为主|之类|类|"
    r"行业|定[做制]|代工|是|归|(?:都|也)?(?:承?包|转)(?:给|下|的|了|到)"
)


def framed(said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the names in a text with what its frames stand for among them."""
    found = _with_gapped(said, found, known)
    whole = [named for named in found if named.end - named.start > 1 or not _part_of_deed(said, named.start)]
    names = [*whole, *_at_ends(said, found, known.ends)]
    for clause in _CLAUSE.finditer(_WARES.sub(lambda wares: wares[0].replace("、", "和"), said)):
        names = _with_verb(said, clause.span(), names, known)
    return sorted(names)


def _with_gapped(said: str, found: Sequence[Named], known: Names) -> Sequence[Named]:
    """Return the names with those that have a gap inside put in the place of what they hold: 蚕丝夏凉被."""
    for pattern, option in known.gapped:
        for match in pattern.finditer(said):
            held = [one for one in found if one.start < match.end() and match.start() < one.end]
            start = min([match.start(), *(one.start for one in held if option in one.options)])  # 桑蚕丝|被
            if all(start <= one.start and one.end <= match.end() for one in held):
                found = [*(one for one in found if one not in held), Named(start, match.end(), (option,))]
    return found


def _part_of_deed(said: str, at: int) -> bool:
    """Whether the character of a verb is part of another word: 倒霉, 现磨现卖."""
    return bool(OTHER_DEED.match(said, at) or said.endswith("现", 0, at))


def _at_ends(said: str, found: Sequence[Named], ends: Mapping[str, tuple[str, ...]]) -> list[Named]:
    """Return the words that end in a frame, the longest of those that end at one place."""
    best: dict[int, Named] = {}
    for end, options in ends.items():
        at = said.find(end, 1)
        while at >= 0:
            last = at + len(end)
            free = not OTHER_DEED.match(said, at) and all(last <= named.start or named.end <= at for named in found)
            ended = _WORD_ENDS.match(said, last) or any(named.start == last for named in found)
            thing = said[at - 1] not in _NO_THING and said[at - 1].isalnum() and not _NO_GOODS.search(said[:last])
            if free and ended and thing:
                best.setdefault(last, Named(at, last, options))
            at = said.find(end, at + 1)
    return list(best.values())


def _with_verb(said: str, clause: tuple[int, int], names: list[Named], known: Names) -> list[Named]:
    """Return the names with those that a verb of the clause governs taken for what it makes of them."""
    first, last = clause
    verbs = known.verbs
    for at, end, verb in _verbs_in(said, clause, tuple(verbs), names):
        inside = [named for named in names if end <= named.start < last]
        if known.options.get(verb, ()) != verbs[verb]:
            goods = _goods(inside, end, known.options.get(verb, ()))
            if goods:
                # What is grown is not yet what is made of it: 种小杂粮.
                return [*(named for named in names if named not in goods), Named(at, goods[0].end, verbs[verb])]
            alone = not [named for named in names if first <= named.start < last and named.end != end]
            return [*names, Named(at, last, verbs[verb])] if alone else names
        if OWN_MAKE.search(said):
            names = [named for named in names if (named.start, named.end) != (at, end)]
            continue
        outside = [named for named in names if named not in inside and (named.start, named.end) != (at, end)]
        if _SUBJECT.match(said, first):
            # A clause with a subject of its own says itself what is done.
            outside = [named for named in outside if first <= named.start]
        outside = [
            named
            for named in outside
            if not (_SERVED_OR_NOT.search(said[: named.start]) or BOUGHT_AT.match(said, named.end))
            and not (named.start >= last and STOCK.match(said, named.end))
        ]
        joined = len(verb) > 1 and any(named.end == at for named in outside)
        if not outside or joined or any(set(named.options) & set(verbs[verb]) for named in outside):
            absorbed = [named for named in names if named in inside or (joined and named.end == at)]
            return [*(named for named in names if named not in absorbed), Named(at, last, verbs[verb])]
        if any(set(one.options) & set(other.options) for one in inside for other in outside):
            # Whoever grows seedlings sells them: 药材育苗，卖党参苗.
            names = [named for named in names if (named.start, named.end) != (at, end)]
    return names


def _goods(names: Sequence[Named], end: int, kept: Sequence[str]) -> list[Named]:
    """Return the name right behind a verb of growing, where it is of no option that is grown and ends its word."""
    behind = [named for named in names if named.start == end]
    goes_on = any(named.start == one.end for named in names for one in behind)
    return [] if goes_on or not kept or any(set(kept) & set(one.options) for one in behind) else behind


def _verbs_in(
    said: str, clause: tuple[int, int], verbs: Sequence[str], names: Sequence[Named]
) -> list[tuple[int, int, str]]:
    """Return the places where something is done to something, in order; of two at one place the longer word."""
    first, last = clause
    places: dict[int, tuple[int, int, str]] = {}
    for verb in reversed(verbs):
        at = said.find(verb, first, last)
        while at >= 0:
            end = at + len(verb)
            part = any(named.start <= at < named.end and (named.start, named.end) != (at, end) for named in names)
            other = OTHER_DEED.match(said, at)
            not_done = _NOT_DONE.search(said[first:at]) and (len(verb) == 1 or said[at - 1] in "不没")
            if not (part or other or not_done or _EMPTY.fullmatch(said, end, last)):
                places[at] = (at, end, verb)
            at = said.find(verb, end, last)
    return sorted(places.values())[:MOST_NAMES]
