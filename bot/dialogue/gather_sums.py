"""The sums in a message that are figures of money facts: last year's, and the best of the years before.

A figure counts only where everything beside it in its words is of time, of turnover or of no weight: what a machine,
a loan or a herd comes to is no revenue, and an unknown word may say that it is such a thing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any

from bot.content import TURNOVER, Amount, Fact
from bot.dialogue.read import raw_amount
from bot.language import NotUnderstood, Understood, read_money
from bot.language.days.mentions import Mention, mentions
from bot.language.sums.asides import is_put_right, without_taken_back
from bot.language.sums.earlier import BEFORE
from bot.language.sums.elided import are_alike
from bot.language.sums.kinds import speaks_of_kinds
from bot.language.sums.masks import MASK
from bot.language.sums.months import months_named
from bot.language.sums.periods import MONTHS_OF_A_YEAR
from bot.language.sums.slips import SOUNDS_LIKE_TURNOVER
from bot.language.sums.yearly import CLAUSE_END
from bot.language.telling.assertions import after_slip

SPEAKS_OF_TURNOVER = re.compile(
    r"(?:主营)?(?:业务|营业|销售|经营)?(?:总?收入)|营收|营业额?|销售总?额?|流水|(?:总|年)?产值|卖[了过到出个]?|年入(?!库)|进账|门票|房费|业绩|体量|盘子"
)
_PERIOD = re.compile(r"一年|每年|年年|全年|整年|年均|每个?月|一个?月|[月季]度?平?均|每天|一天|一?个?季度|上半年|下半年")
_WEIGHTLESS = re.compile(
    # of a year, the best one and how well it is known
    r"年[份头]|[纪记]录|成绩|峰值|值|[份之]|历史|又|[这那]个数|[近这]几年|风光|红火|辉煌|兴旺|景气|水平|一直|老|新高|顶峰"
    r"|[记说]?不太?清楚?|记|忘|"
    r"首次|然后|接着|过线|刚刚|[啥什么]{1,2}的|忙?到头|头[一1]?[回次]|第一次|一般|平均|通常|还行|不行|可以|一共|总共|统共|拢共|总起来|合计|加起来|我们?|咱们?|俺们?|自己|自家|公司|企业|厂子?里?|店里?|家里?|单位|这边"
    r"|目前|现在|如今|当时|时候|那会儿?|那[年时]|这[年些]|[一全整每当那]{0,2}个?年度?"
    r"|整(?![个理修改])|[刚正恰]好|足足|实打实|准确|确切|具体|精确|大概|大约|约|估计|可能|应该|差不多|基本上?|顶多|最多|左右|上下|规模|总的?|毛|含税|不含税|没有?过?[这那]么[多高好]|不[大小]|开票|统计|报表|账面上?|纳统"
    r"|做到?|干到?|搞到?|[弄搞做干]个|弄到?|有|是|到|达到?|冲[到上]?|涨到?|增长到?|升到?|掉到?|降到?|跌到?|突破|破|过|超|实现|完成|录得"
    r"|为|在|从|由|大几?|也|就|才|只|都|还|刚|已经?|将近|近|快|得|能|会|好|最|高|的|了|上|下来?|来|多|出头|不到|些|点|钱|块|元"
    r"|社里|活儿?[多少]?|订单|单子|一条龙|市场|不?好做|吧|呢|啊|哦|呀|嘛|哈|呗|那|这|反正|大关|人民币|的货|数|说|实话|生意|行情|年景|效益|光景"
    r"|刚[干开做]|收了(?![^,]*的 ?$)|成立|建[的厂成]|开业|创办|注册|投产|开的|办的"
)
_WEATHER = re.compile(
    r"天[旱涝冷热]|雨水?[多少大]|[受遭]了?灾|霜冻|下雹子|(?:年景|行情|生意|市场)[很挺真还]?[好差赖孬行]"
)
_YEAR = r"(?:[0-9]{2,4}年|去年|前年|大前年|以前|往年|之前)"
COMPARED = re.compile(
    rf"(?:没有?|比不上|不如|跟|和){_YEAR}(?:好|强|多|高|一样|差不多)|不如{_YEAR}"
    r"|比(?:哪|往|前|去|上)一?年都?[高强好多](?=$|[,。;! ])"
)
"""Another year, named to say that this one is better or worse: 24年没23年好."""

_ASSETS = "地房车厂备器股店铺楼产料权树苗"
NOT_COUNTED = re.compile(
    r"的?(?:数据?|账|报表|报告|营收|收入)?(?:还|都|也|暂时)*(?:没有?|未|不)(?:统计|算|出来?|审|核|结|汇总|做账|定|知道|清楚)|的?(?:数据?|账)?(?:还|正)?在(?:统计|审|算|核)"
)
"""That the figure of a year is not known yet: 24年没统计完."""

_GOODS = re.compile(
    rf"卖(?![了过到出给掉])[\u4e00-\u9fff]{{1,3}}?(?<![{_ASSETS}])(?=[|大约有能个])|[\u4e00-\u9fff]{{1,2}}?(?<![{_ASSETS}])(?=卖[了到出])"
)
"""What is sold year by year: 卖蜜十五万, 蛋卖了两千万; but not what is sold once."""

_HERD = re.compile(
    r"(?:出栏|存栏|[养喂种收])?了?[0-9一二两三四五六七八九十百千万几]+[多来]?(?:头|只|羽|箱|亩|群|匹|斤|吨|窝)的?[猪牛羊鸡鸭鹅蜂蛋]?"
)
"""How many are kept or sold: 出栏两千头卖了四百六十万."""

_NOT_BUT = re.compile(r"不是[^,。;!是]{1,12},?(?=而?是)")
"""What is put right in the same breath: 不是3000万是3300万."""

_NO_AWARD = 10_000_000
"""Yuan: so much beside a title (9001，6100万) is not what it pays."""

_MANY = 20
"""A message of more figures than this is a table, not talk."""
_AT_MOST = re.compile("最多|顶[天多]|至多|撑死")
_SHARE = re.compile("[ ,]*[^,。;!0-9]{0,8}(?:占(?!地)|是[^,。;!]{0,4}总)[^,。;!]*")
"""What says which part of a whole a sum is: 外销1800万,正好占总收入的一半."""
_THE_MOST = re.compile("[ ,也才就都是]*(?:最[高多好]|顶多|顶天|撑死|充其量|[^,。;!]{0,8}封顶)")
"""What goes on about the most there had been: 以前没上过5亿,最多4.8亿."""
_SUM = re.compile(r"[0-9零一二两三四五六七八九十百千.]+[万亿千百元][0-9零一二两三四五六七八九十百千万亿元块]*")
_BUT = re.compile(r"^(?:但是?|不过|可是?|只是|其实)(?=[^0-9一二两三四五六七八九十百千万亿几半])")
_AGO = re.compile(r"(?:去年|(?:20)?2[0-9]年)(?=之前|以前|往前)|[\u4e00-\u9fff]{2}以来(?=最)")
"""The year that what is said lies before, or since when: 去年之前最高2.8亿, 建厂以来最高2.8亿."""
_LATELY = re.compile(r"最?近[这几]?[0-9几两三四五六七八九十]*年")
SPENDS = re.compile(r"[投贷借捐补奖罚欠缴赔购拨]|花[了掉费钱]|[买租付交用给][了掉]|买|设备|项目|建[了厂房设]")
"""Words that say that the sum behind them is paid or got, and is no turnover."""

_UNIT = re.compile(r"[万亿千百元块]|[0-9],[0-9]{3},[0-9]{3}|[0-9个十百](?:w|kw|e|k|wan|yi)|[佰仟]")


@dataclass(frozen=True, slots=True)
class Told:
    """A value told, as a profile file holds it, or the likeliest ``values`` where it is not settled; the words."""

    values: tuple[Any, ...]
    words: str
    at: tuple[int, ...] = ()


class Beside(IntEnum):
    """What stands before a figure: nothing that it can be of, something, or something that it is hardly not of."""

    NOTHING = 0
    SOMETHING = 1
    ANOTHER = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with a figure from the index ``start`` on; ``fact``: the one that is named before them.

    ``year``: the one told before, which holds where the words tell none. ``whole``: kinds of business, all of it.
    """

    start: int
    text: str
    beside: Beside = Beside.NOTHING
    fact: str = ""
    year: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure: its meanings, whether it is said of the time before, and the slice of the message."""

    amounts: tuple[Amount, ...]
    before: bool
    stretch: Stretch
    words: str


def gather_sums(
    facts: Mapping[str, Fact],
    said: str,
    stretches: Iterable[Stretch],
    today: date,
    given: Mapping[str, Any],
    *,
    newer: bool,
) -> dict[str, Told]:
    """Return what stretches of a text with figures tell of the facts of money; ``newer``: it speaks of last year."""
    money = [fact for fact in facts.values() if fact.kind == "money"]
    main = next((fact for fact in money if fact.role == TURNOVER), None)
    told: dict[str, Told] = {}
    parts = [part for stretch in stretches for part in _by_date(stretch, today)]
    if len(parts) > _MANY:
        return {}
    parts = [
        part for each in _joined(_kinds_as_one(parts, said, today), said) if (part := _with_share(each, said, today))
    ]
    for fact in money:
        own = [_figure(part, today) for part in parts if part.fact == fact.id]
        if own:
            told |= _one(fact, [figure for figure in own if figure])
    if main:
        figures = [_figure(part, today) for part in parts if not part.fact]
        told |= _by_year(
            main,
            facts.get(main.best_before),
            _restated(_with_units([one for one in figures if one])),
            said,
            today,
            given.get(main.id),
            newer=newer,
        )
    return told


def _by_date(stretch: Stretch, today: date) -> list[Stretch]:
    """Cut a stretch before each time that follows a figure: 去年五亿|前年四亿."""
    text = stretch.text
    times = sorted({*(day.start for day in mentions(text, today)), *(match.start() for match in BEFORE.finditer(text))})
    cuts = [0]
    for at in times:
        if at > cuts[-1] and _UNIT.search(text[cuts[-1] : at]) and _UNIT.search(text[at:]):
            cuts.append(at)
    ends = [*cuts[1:], len(text)]
    return [
        Stretch(stretch.start + first, text[first:last], stretch.beside, stretch.fact, 0 if first else stretch.year)
        for first, last in zip(cuts, ends, strict=True)
    ]


def _kinds_as_one(parts: list[Stretch], said: str, today: date) -> list[Stretch]:
    """Join kinds of business that are all of it: 主营4860万，其他业务140万; leave out such as may not be all."""
    kinds = [part for part in parts if not part.fact and part.beside is not Beside.ANOTHER]
    if len(kinds) < 2 or not speaks_of_kinds(said):
        return parts
    first, last = kinds[0], kinds[-1]
    start = max((mark.end() for mark in CLAUSE_END.finditer(said, 0, first.start)), default=0)
    text = said[start : last.start + len(last.text)]
    reading, alone = read_money(text, today), read_money(first.text, today)
    others = [part for part in parts if part not in kinds]
    if not isinstance(reading, Understood):
        return others
    if isinstance(alone, Understood) and alone.value.low < reading.value.low:
        return [replace(first, start=start, text=text, whole=True), *others]
    return parts


def _joined(parts: Sequence[Stretch], said: str) -> list[Stretch]:
    """Join stretches that are one figure together: a sum put right, parts of a year, the most there had been."""
    found: list[Stretch] = []
    for part in parts:
        last = found[-1] if found else None
        if last and not part.fact and _goes_on(last, part, said):
            text = said[last.start : part.start + len(part.text)]
            found[-1] = replace(last, text=text)
        else:
            found.append(part)
    return found


def _with_share(part: Stretch, said: str, today: date) -> Stretch | None:
    """Return a stretch with the share behind it where that changes the sum; None where it leaves it open."""
    share = _SHARE.match(said, part.start + len(part.text))
    if not share:
        return part
    whole = replace(part, text=said[part.start : share.end()])
    reading = read_money(whole.text, today)
    if not isinstance(reading, Understood):
        return None
    return part if reading == read_money(part.text, today) else whole


def _goes_on(last: Stretch, part: Stretch, said: str) -> bool:
    end = last.start + len(last.text)
    if is_put_right(said, end, part.start + len(part.text)):
        return True
    if BEFORE.search(last.text) and _THE_MOST.match(said, end):
        return True
    return bool(
        months_named(last.text).units and months_named(part.text).units and not said[end : part.start].strip(" ,、")
    )


def _figure(part: Stretch, today: date) -> _Figure | None:
    """Return the figure of a stretch; None where it is none, or may be of something else."""
    before = BEFORE.search(part.text)
    # 之前最多二亿四 is the most there was, not a bound of what there was.
    text = _NOT_BUT.sub("", COMPARED.sub("", part.text))
    text = _AGO.sub("", text) if before else text
    text = _LATELY.sub("", _AT_MOST.sub("最高", text).replace("前面几年", "前几年")) if before else text
    text = SOUNDS_LIKE_TURNOVER.sub("营收", without_taken_back(_BUT.sub("", text)).replace(MASK, ""))
    reading = read_money(text, today)
    if isinstance(reading, NotUnderstood):
        return None
    dates = mentions(text, today)
    timed = bool(dates or before or _PERIOD.search(text))
    turnover = bool(SPEAKS_OF_TURNOVER.search(text))
    amounts = (reading.value,) if isinstance(reading, Understood) else _closest(reading.values)
    beside = Beside.NOTHING if part.beside is Beside.SOMETHING and amounts[0].low >= _NO_AWARD else part.beside
    named = months_named(text)
    if len(named.months) == MONTHS_OF_A_YEAR and isinstance(reading, Understood):
        text, dates = _SUM.sub("", named.words), []
    if not (part.fact or part.whole) and (
        remains(text, dates, reading.words) or beside > timed + 2 * (turnover or text.startswith("前最"))
    ):
        return None
    if not _UNIT.search(reading.words) and not turnover:
        return None
    if part.year and not (before or _PERIOD.search(text)) and all(day.year == part.year for day in dates):
        amounts = tuple(amount._replace(year=amount.year or part.year) for amount in amounts)
    this_year = any(amount.year and amount.year >= today.year for amount in amounts)
    return None if this_year else _Figure(amounts, bool(before) and not _last_year(amounts, today), part, reading.words)


def _with_units(figures: Sequence[_Figure]) -> list[_Figure]:
    """Give a figure the unit of another one, where only that makes the two alike: 去年2600万,前年两千三."""
    sure = [one.amounts[0] for one in figures if len(one.amounts) == 1]
    found = []
    for one in figures:
        alike = [amount for amount in one.amounts if any(are_alike(amount[:2], other[:2]) for other in sure)]
        found.append(replace(one, amounts=tuple(alike)) if len(one.amounts) > 1 and len(alike) == 1 else one)
    return found


def _restated(figures: Sequence[_Figure]) -> list[_Figure]:
    """Give a figure that only says closely what the one before did the year of that: 2024年过了五亿,5.1亿."""
    found: list[_Figure] = []
    for one in figures:
        wide, close = found[-1].amounts if found else (), one.amounts
        same = len(wide) == len(close) == 1 and not wide[0].exact and close[0].exact and _holds(wide[0], close[0])
        years = same and wide[0].year and not close[0].year
        amounts = (close[0]._replace(year=wide[0].year),) if years else close
        found.append(replace(one, amounts=amounts, before=found[-1].before if years else one.before))
    return found


def _closest(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the exact amount that all others allow: 5.05亿 of 5.05亿首次破5亿; all where there is none."""
    return tuple(one for one in amounts if one.exact and all(_holds(wide, one) for wide in amounts))[:1] or amounts


def _last_year(amounts: Iterable[Amount], today: date) -> bool:
    return any(amount.year == today.year - 1 for amount in amounts)


def remains(text: str, dates: Sequence[Mention], words: str = "") -> str:
    """Return what of a stretch says neither when nor how much nor that it is turnover."""
    for day in reversed(dates):
        text = text[: day.start] + text[day.end :]
    for known in (words, *words.split(",")):
        text = text.replace(known, "|", 1)
    for pattern in (_HERD, _WEATHER, _GOODS, BEFORE, _PERIOD, SPEAKS_OF_TURNOVER, _WEIGHTLESS):
        text = pattern.sub("", text)
    return "".join(filter(str.isalnum, text))


def _one(fact: Fact, figures: Sequence[_Figure]) -> dict[str, Told]:
    amounts = tuple(dict.fromkeys(amount for figure in figures for amount in figure.amounts))
    return {fact.id: _told(fact, amounts, figures)} if amounts else {}


def _by_year(
    fact: Fact, before: Fact | None, figures: Sequence[_Figure], said: str, today: date, given: Any, *, newer: bool
) -> dict[str, Told]:
    """Take the newest year's figure for the fact, and the highest earlier one for the fact of the best before."""
    asked = today.year - 1
    known = given.get("year") or asked if isinstance(given, Mapping) else asked if given or newer else 0
    now = [figure for figure in figures if not figure.before]
    newest = max([known, *(_year(figure, asked) for figure in now)])
    newest_figures = [figure for figure in now if _year(figure, asked) == newest]
    earlier = [figure for figure in figures if figure not in newest_figures]
    told = _one(fact, _as_one(newest_figures, said, today))
    earlier = [one for at, one in enumerate(earlier) if not _taken_back(one, earlier[at + 1 :], said)]
    if before and earlier:
        told |= _best(before, earlier)
    return told


def _taken_back(figure: _Figure, others: Sequence[_Figure], said: str) -> bool:
    """Whether the next figure of its year puts another right: 前年一个亿，不对，前年九千万."""
    start = figure.stretch.start + len(figure.stretch.text)
    return any(after_slip(f" {said[start - 1 : one.stretch.start]}") > 0 for one in others[:1])


def _as_one(figures: list[_Figure], said: str, today: date) -> list[_Figure]:
    """Return several figures of one year as the one that they come to: 五百万，说错了，五千万."""
    if len({figure.amounts for figure in figures}) < 2:
        return figures
    amounts = [amount for figure in figures for amount in figure.amounts]
    # 没到一个亿，九千六百万: the second says the same more closely.
    closest = [
        one for one in figures if one.amounts[0].exact and all(_holds(amount, one.amounts[0]) for amount in amounts)
    ]
    if closest:
        return closest[:1]
    first, last = figures[0].stretch, figures[-1].stretch
    reading = read_money(said[first.start : last.start + len(last.text)], today)
    if not isinstance(reading, Understood):
        return figures
    year = reading.value.year or next((amount.year for amount in amounts if amount.year), None)
    return [_Figure((reading.value._replace(year=year),), before=False, stretch=last, words=reading.words)]


def _holds(wide: Amount, close: Amount) -> bool:
    return wide.low <= close.low and close.high <= wide.high


def _year(figure: _Figure, asked: int) -> int:
    return figure.amounts[0].year or asked


def _best(fact: Fact, earlier: Sequence[_Figure]) -> dict[str, Told]:
    """Return the highest of the earlier figures; all where it is open which that is."""
    amounts = [amount for figure in earlier for amount in figure.amounts]
    # 之前没过5亿，最高4.4亿: the closer figure is the one meant.
    amounts = [one for one in amounts if not any(_holds(one, other) for other in amounts if other != one)] or amounts
    low, high = max(amount.low for amount in amounts), max(amount.high for amount in amounts)
    if any(len(figure.amounts) > 1 for figure in earlier):
        return {fact.id: _told(fact, tuple(dict.fromkeys(amounts)), earlier)}
    top = tuple(dict.fromkeys(one for one in amounts if (one.low, one.high) == (low, high)))
    return {fact.id: _told(fact, top[:1] or tuple(dict.fromkeys(amounts)), earlier)}


def _told(fact: Fact, amounts: Sequence[Amount], figures: Sequence[_Figure]) -> Told:
    values = list({str(raw): raw for raw in (raw_amount(amount, fact) for amount in amounts)}.values())
    right = [figure for figure in figures if set(figure.amounts) & set(amounts)]
    return Told(tuple(values[:3]), right[0].words, tuple(figure.stretch.start for figure in right))
