"""A sum said by what share it is of another: `集团五个亿，我们厂占四成`, `外销1800万，占总收入的一半`."""

import re
from fractions import Fraction
from typing import NamedTuple

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge
from bot.language.sums.masks import Slice, masked
from bot.language.sums.proportions import PART, proportion
from bot.language.sums.shapes import SUM, Shape, shape
from bot.language.sums.spans import MYRIAD

_ONES = "一两二三四五六七八九"
_SHARE = rf"{PART}|(?P<vague>一?[大小]半|大头|小头|[绝大多]+[数部]分?|几成)"
_ABOUT = "大概|大约|差不多|可能|估计|好像|应该|将近|接近|不到|不足|超过?|左右|上下|出头|以[上下]|[约近多强弱来几]"
_SAID = re.compile(
    rf"(?:占比?(?!股|地)|(?:是|等于|相当于)(?=[^,。;!{SUM}]{{0,4}}(?:总|全部|全年|所有|整个)))[了到据有为]*"
    rf"(?P<of_what>[^,。;!{SUM}]{{0,12}}?)的? ?(?P<share>{_SHARE})(?P<after>{_ABOUT})?"
)
# 总收入的三成是600万
_IS_SUM = re.compile(rf"(?:收入|营收|额|总的?)的?(?:{re.sub('[(][?]P<[a-z]+>', '(?:', _SHARE)})[也就正好是为有]*{SUM}")
_SIGNS = re.compile("占|总|一半|一样|差不多|持平|相当")
_MARKS = ",。;! "

_OURS = re.compile("我们?|咱们?|俺们?|本[公厂店]|单体|分公司|子公司|分厂|这个厂|这家")
_GROUP = re.compile(
    rf"集团|总公司|母公司|总部|总厂|合并|[{_ONES}几2-9]个?[家个]?(?:公司|厂|店|企业)|[全整][镇县市区村行]|[镇县市区村][上里]|全家|家庭|行业|市场"
)
_WHOLE = re.compile("总|全部|全年|所有|整个|整体|我们|营收|收入|营业额|销售额")
_PART = re.compile("[线网]上|网店|电商|线下|实体|门店|[外内]销|[外内]贸|出口|国[内外]|主营|批发|零售")
# 外销600万,另一半是内销; 线上600万,跟线下一样
_OTHER_PART = re.compile(
    rf"一半[^,。;!]{{0,3}}(?:{_PART.pattern})|(?:{_PART.pattern})[^,。;!{SUM}]{{0,4}}(?:一样|差不多|持平|相当|一半)"
)
# What these are a share of is no matter of sums: 利润占一成, 股份占四成.
_BESIDE = re.compile("利润|毛利|净利|成本|费|工资|人工|原料|研发|税|股|占有|面积|人|员工")
_TOTAL = re.compile("总|全部|合计|[一共]共|营收|收入|营业额|销售额|全年")
_IS_SHARE = re.compile("[吧了呢啊, ]*(?:正好|刚好|也|就|才)*(?:占|是)")
_HEDGED = re.compile(rf"(?:{_ABOUT})[^{SUM}]{{0,2}}$")
_HEDGED_AFTER = re.compile(rf"元?(?:{_ABOUT})")
_IDLE = re.compile("(?:正好|刚好|恰好|已经|也|就|才|基本上?|这|那|整整|[吧了呢啊, ])*")


class Shares(NamedTuple):
    """The text with what was worked out covered, the sums of that, and whether a share leaves open what they are."""

    said: str
    sums: list[Sum]
    unsure: bool = False


class _Of(NamedTuple):
    """A sum of a text beside a share: its index in the shape, its place among the sums, and the words before it."""

    at: int
    number: int
    label: str


def in_shares(said: str) -> Shares:
    """Work out the sums that are said by a share; where a share leaves one open it is unsure."""
    if not _SIGNS.search(said):
        return Shares(said, [])
    seen = shape(said)
    if _IS_SUM.search(seen.text) or _is_one_of_two(seen):
        return Shares(said, [], unsure=True)
    match = _SAID.search(seen.text)
    if not match or not seen.sums:
        return Shares(said, [])
    if _total_told(seen):
        return Shares(masked(said, [seen.slice(*each.span()) for each in _SAID.finditer(seen.text)]), [])
    start = max(seen.text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
    before = _before(seen, match.start())
    subject = seen.text[start : match.start()]
    beside = before is not None and _IDLE.fullmatch(seen.text, before.at + 1, match.start())
    if beside and before:
        return _of_part(said, seen, match, before)
    if _BESIDE.search(subject):
        return _without(said, seen, Slice(start, match.end()))
    if _OURS.search(subject):
        return _of_group(said, seen, match, before, subject)
    # 营收5000万,出口占三成 leaves the whole as it is; 铸件占六成,3000万 does not say which is which.
    after = SUM in seen.text[match.end() :]
    told = before is not None and not _PART.search(before.label) and not after
    return _without(said, seen, Slice(start, match.end())) if told else Shares(said, [], unsure=True)


def _is_one_of_two(seen: Shape) -> bool:
    """Whether the only sum is that of a part, and only by it the other is told."""
    only = _before(seen, len(seen.text)) if len(seen.sums) == 1 else None
    return only is not None and bool(_PART.search(only.label) and _OTHER_PART.search(seen.text))


def _total_told(seen: Shape) -> bool:
    """Whether a sum is called the whole, beside which a share tells nothing new: 出口占30%,总营收9000万."""
    places = [at for at, each in enumerate(seen.text) if each == SUM]
    for place in places:
        start = max(seen.text.rfind(mark, 0, place) for mark in (*_MARKS, SUM)) + 1
        label = seen.text[start:place]
        own = not (_PART.search(label) or _GROUP.search(label) or _BESIDE.search(label))
        if own and _TOTAL.search(label) and not _IS_SHARE.match(seen.text, place + 1):
            return True
    return False


def _before(seen: Shape, at: int) -> _Of | None:
    """Return the last sum before an index of the shape."""
    place = seen.text.rfind(SUM, 0, at)
    if place < 0:
        return None
    start = max(seen.text.rfind(mark, 0, place) for mark in (*_MARKS, SUM)) + 1
    return _Of(place, seen.text.count(SUM, 0, place), seen.text[start:place])


def _of_part(said: str, seen: Shape, match: re.Match[str], part: _Of) -> Shares:
    """Return the whole that a sum is a share of: 线上300万,占一半; the sum itself where it is one's share of more."""
    if _GROUP.search(match["of_what"]):
        return _without(said, seen, Slice(match.start(), match.end()))
    named = _PART.search(part.label)
    if (not named and not _WHOLE.search(match["of_what"])) or _BESIDE.search(part.label):
        return Shares(said, [], unsure=True)
    start = part.at - len(part.label) + named.start() if named else part.at
    share = _share(match)
    return _worked_out(said, seen, match, part, Slice(start, match.end()), 1 / share if share else share)


def _of_group(said: str, seen: Shape, match: re.Match[str], group: _Of | None, subject: str) -> Shares:
    """Return the share of a group's sum that is one's own: 集团五个亿,我们厂占四成."""
    named = _GROUP.search(group.label) if group else None
    if not group or not named or _HEDGED.search(subject):
        return Shares(said, [], unsure=True)
    start = group.at - len(group.label) + named.start()
    return _worked_out(said, seen, match, group, Slice(start, match.end()), _share(match))


def _worked_out(said: str, seen: Shape, match: re.Match[str], of: _Of, place: Slice, times: Fraction) -> Shares:
    low, high = seen.sums[of.number]
    hedged = (
        match["after"]
        or match["vague"]
        or _HEDGED.search(of.label)
        or _HEDGED_AFTER.match(seen.text, of.at + 1)
        or re.search(_ABOUT, match["of_what"])
    )
    value = low * times
    # What does not come out even was said roughly: 200万 of three tenths.
    if hedged or not times or low != high or value % MYRIAD:
        return Shares(said, [], unsure=True)
    one = Sum(*seen.slice(*place), ((int(value), int(value)),), Hedge.PLAIN, explicit=True)
    return Shares(masked(said, [one]), [one])


def _without(said: str, seen: Shape, place: Slice) -> Shares:
    return Shares(masked(said, [seen.slice(*place)]), [])


def _share(match: re.Match[str]) -> Fraction:
    """Return the share said, 0 where it is no certain one."""
    share = proportion(match["share"])
    return share.low if share and share.low == share.high else Fraction(0)
