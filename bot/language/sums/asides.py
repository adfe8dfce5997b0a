"""What a clause speaks of beside the sum asked for: a loss, a difference, a plan, a slip, or another sum."""

import re
from enum import Enum, auto
from itertools import pairwise

from bot.language.sums.masks import Slice, masked
from bot.language.sums.named_after import named_after
from bot.language.sums.other_sums import OTHER_SUM
from bot.language.sums.others import is_own, names_others, of_others
from bot.language.sums.plans import PLANNED
from bot.language.sums.shapes import SUM, shape


class Aside(Enum):
    """Why the sums of a clause are not the one asked for."""

    LOSS = auto()  # 亏了两百万
    DIFFERENCE = auto()  # 比前年多了两千万
    PLAN = auto()  # 今年争取干到一个亿
    SLIP = auto()  # 刚才发的320万少打了个0
    PART = auto()  # 到现在800万
    OTHER = auto()  # 贷款两千万, 每吨3000元


_TURNOVER = re.compile(r"营收|收入|营业|销售|流水|产值|卖了|进账|业绩")
_KINDS = (
    (Aside.LOSS, re.compile(r"亏|赔(?!偿)|倒贴|[搭贴](?:进|上|了(?=[0-9一二两三四五六七八九十几百千]))")),
    (Aside.OTHER, re.compile(
        r"[人户亩台]均|[纯净]收入|单价|均价|客单价|每(?! ?个?(?:年|月|天|日|周|季|星|礼))"
        r"|(?<![0-9一二三四五六七八九十万])[一1][吨台件套单斤瓶箱桌][卖要能得就也是才]{0,2}[0-9一二三四五六七八九十两几百千]"
    )),
    (Aside.DIFFERENCE, re.compile(r"(?<![同环占对])比(?![如例亚较])|翻[了一两]?番|翻倍")),
    (Aside.PLAN, PLANNED),
    (Aside.PART, re.compile(
        r"到现在|到目前|目前为止|以来(?!最)|截[至止](?!.{0,6}(?:年底|年末|12月))|迄今|至今|前[一二两三四五六七八九十0-9]+个?月(?![^,。;!]{0,2}[没停歇关])"
    )),
    (Aside.SLIP, re.compile(r"[少多]打了|刚才[发写说]的")),
)  # fmt: skip
_OTHER = re.compile(OTHER_SUM)

_CLAUSE = re.compile(r"(?:[^,。;!]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))+")
# 营收1.8亿（含补贴50万）, 营收1.8亿其中出口3000万: a part of the sum before it.
_PART_OF_IT = re.compile(
    rf"(?:其中|当中有|里面有|里头有)(?![^,。;!]*年)[^,。;!)]*(?:,(?![^,。;!]*(?:年|{_TURNOVER.pattern}))[^,。;!)]*)*"
)
# 800万还不算补贴那二十万
_LEFT_OUT = re.compile(
    rf"(?<=[万亿元])[多吧 ]?,?还?(?:不算|不含|不包括|没算|除去|不计|另有|另加)[^,。;!]{{0,3}}(?:{OTHER_SUM})[^,。;!]*"
)
_BRACKETED = re.compile(r"\((?P<inside>[^()]*)\)")
_INCLUDED = re.compile(r"(?<!不)(?:含|包括|包含)(?!税)")
# 5000万，不对，是6000万: what was said before counts no more.
_CORRECTION = re.compile(
    r"(?:不对(?![外称等])|不不+|[哦噢啊]不(?=[,。!是 0-9一二两三四五六七八九十])|(?<=[,。])不(?=[,。!])"
    r"|\?(?:没有|哪有|不是|没)+|(?:这话|这个数|说得)(?:不准|不对)|(?<!能)说不对|是吹的|(?<!不)吹牛的?|瞎说的|不作数|不算数"
    r"|(?<=[万亿元])[,。 ]*[多少][打写输按说]了?[一1]?个?[0零]|(?:^|(?<=[,。;!]))(?:别听|哪有|哪来)[^,。;!?]+[,。!?]"
    r"|(?:我|刚才|刚刚|前面|上面)*(?<!没)(?:[说打写发输搞记算弄报填看念][错反]|(?<=[,。! 万亿元])错了)"
    r"(?:行|列|栏|位|数|页)?"
    r"|更正|纠正|口误|手误|改[成为])"
    r"(?:了|一下|啦|啊)*[,。:! ]*(?:(?:应该|应当)?[是为])?"
)
_FIGURE = re.compile(r"[0-9一二两三四五六七八九十百千万亿半几]")
_INTERJECTED = re.compile("[吧了呢 ,。;!]*(?:[哎呃呀啊唉嗯](?!不)|我|等等|等一?下|刚才?)*[ ,]*")
_FIGURE_NEXT = re.compile(rf"[^,。;!]{{0,8}}?{_FIGURE.pattern}")
_YEAR = re.compile("大?前年|[去今上]年|(?:20)?2[0-9]年")
_TOO_MUCH = re.compile("[说报写打填记算](?P<more>[多少高低大小])了")
_MISSTATED = re.compile(
    rf"{SUM}[了吧,。; ]*(?:我|刚才?|可能|好像)*{_TOO_MUCH.pattern}[点些]?"
    rf"(?:[,。; ]*(?:应该|实际|其实)?[是为就]?{SUM})?"
)
_EARLIER = ("刚", "前", "上")


def without_asides(said: str, *, but: Aside | None = None) -> tuple[str, Aside | None]:
    """Mask what speaks of another sum, ``but`` one kind of it; return what the first of those speaks of."""
    parts = [Slice(*match.span()) for match in _PART_OF_IT.finditer(said)]
    parts += [Slice(*match.span()) for match in _LEFT_OUT.finditer(said)]
    parts += [Slice(*match.span()) for match in _BRACKETED.finditer(said) if _is_part(match["inside"])]
    named = [(span, Aside.PART if of_part else Aside.OTHER) for span, of_part in named_after(said)]
    said = masked(said, [*parts, *(span for span, _ in named)])
    clauses = [Slice(*match.span()) for match in _CLAUSE.finditer(said)]
    found = [(clause, kind) for clause in clauses if (kind := _aside(said[clause.start : clause.end], but))]
    if any(kind is Aside.OTHER for _, kind in found):
        found += [(later, Aside.OTHER) for each, later in pairwise(clauses) if _goes_on_of_others(said, each, later)]
    kinds = [kind for _, kind in [*named, *found]] + [Aside.OTHER for _ in parts]
    gone = [
        part for span, kind in found for part in (_but_years(said, span) if _is_past_plan(said, span, kind) else [span])
    ]
    return masked(said, gone), kinds[0] if kinds else None


def _is_part(bracketed: str) -> bool:
    return bool(_FIGURE.search(bracketed)) and (bool(_INCLUDED.match(bracketed)) or _aside(bracketed) is not None)


def _is_past_plan(said: str, clause: Slice, kind: Aside) -> bool:
    return kind is Aside.PLAN and "今年" not in said[clause.start : clause.end]


def _goes_on_of_others(said: str, before: Slice, after: Slice) -> bool:
    return names_others(said[before.start : before.end]) and not is_own(said[after.start : after.end])


def _aside(clause: str, but: Aside | None = None) -> Aside | None:
    """Return what a clause speaks of instead of the sum asked for; None where it does not."""
    if of_others(clause):
        return Aside.OTHER
    kind = next((kind for kind, words in _KINDS if kind is not but and words.search(clause)), None)
    if kind is None and not _TURNOVER.search(clause) and _OTHER.search(clause):
        return Aside.OTHER
    return kind


def without_taken_back(said: str) -> str:
    """Mask what a correction takes back: the figure of its own clause, or else all before it."""
    said = _without_misstated(said)
    for match in _CORRECTION.finditer(said):
        start = max(said.rfind(mark, 0, match.start()) for mark in ",。;!") + 1
        # 3200万，刚才的320万打错了 takes back but the one; 刚才打错了 by itself an earlier message.
        of_all = not _FIGURE.search(said[start : match.start()]) and not match[0].startswith(_EARLIER)
        gone = Slice(0 if of_all else start, match.end())
        said = masked(said, _but_years(said, gone))
    return said


def _but_years(said: str, gone: Slice) -> list[Slice]:
    """Cut the last year named out of what no longer counts, where it is still that of the sum to come.

    前年五亿三,说错了,四亿三; 前年定的五千万,实际四千三.
    """
    years = [] if _YEAR.search(said, gone.end) else list(_YEAR.finditer(said, *gone))[-1:]
    bounds = [gone.start, *(at for year in years for at in year.span()), gone.end]
    return [Slice(*each) for each in zip(bounds[::2], bounds[1::2], strict=True)]


def is_put_right(said: str, start: int, end: int) -> bool:
    """Whether a correction follows at once on what ends at ``start``, and a figure on that: 4000万,不对,4400万."""
    interjected = _INTERJECTED.match(said, start, end)
    correction = _CORRECTION.match(said, interjected.end() if interjected else start, end)
    return bool(correction and _FIGURE_NEXT.match(said, correction.end(), end))


def _without_misstated(said: str) -> str:
    """Mask a sum said to be too much or too little, where the next one is the other way: 4000万,说少了,4300万."""
    if not _TOO_MUCH.search(said):
        return said
    seen = shape(said)
    for match in _MISSTATED.finditer(seen.text):
        (low, high), *others = seen.held(match)
        more = match["more"] in "多高大"
        # 说少了500万 says by how much: then neither is the sum.
        instead = any(least * 2 > high and (most < low if more else least > high) for least, most in others)
        said = masked(said, [seen.slice(match.start(), match.end() - 1 if instead else match.end())])
    return said
