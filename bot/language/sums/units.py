"""What makes a number money: the 元 behind it, the ¥ before it, a unit said apart; and what makes it a count."""

import re

from bot.language.sums.numerals import Numeral
from bot.language.sums.spans import HUNDRED_MILLION, MYRIAD

_FIGURE = "[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖0-9]"
_NAMES = "人民币|rmb|cny|yuan|块钱|元整|圆整|元|块(?![砖板石碑玉煤地])|圆"
YUAN = re.compile(rf" ?[(（]?(?:{_NAMES})[)）]?钱?(?:整|正(?=$|[,。;!)]))?(?:人民币|rmb)?")
SMALL_CHANGE = re.compile(rf"(?<=[元圆块])(?:零?{_FIGURE}角(?:零?{_FIGURE}分)?|零?{_FIGURE}分)(?=$|[^0-9之])")
"""角 and 分 behind a sum, which are dropped."""

_SIZES = {"": 1, "千": 1000, "百万": 10**6, "千万": 10**7, "万": MYRIAD, "亿": HUNDRED_MILLION, "百亿": 10**10}
_SIZE = "(?P<size>百万|千万|百亿|[千万亿])?"
_BRACKETED = re.compile(rf" ?\({_SIZE}(?:元|(?<=[万亿]))\)")
# 营收（万元）：4800; 单位：万元; 4800，万元
_APART = (
    re.compile(rf"\((?:人民币|单位|计量单位)? ?[:是为]? ?{_SIZE}(?:元|(?<=[万亿]))\)"),
    re.compile(rf"(?:计量|金额|报表)?单位(?:都|均|全)? ?[:是为]{{0,2}} ?(?:人民币)?{_SIZE}(?:元|(?<=[万亿]))"),
    re.compile(rf"[按以用]?{_SIZE}(?:元|(?<=[万亿]))(?:为|做|作)单位"),
    re.compile(rf"[按以用]{_SIZE}(?:元|(?<=[万亿]))来?(?:报|计|算|填|列|记|统计)(?:的|账)?(?=[,。;!: 0-9]|$)"),
    re.compile(rf"(?<=[入收额水])[,: ]*{_SIZE}(?:元|(?<=[万亿]))[,: ]*(?=[0-9])"),
    re.compile(rf"(?:都|全|均)是?(?:按|以)?{_SIZE}(?:元|(?<=[万亿]))(?:为单位|算的?)?(?=[哈啊呢吧哦]*(?:$|[,。;! ]))"),
    re.compile(rf"(?<=[0-9])[,。] ?{_SIZE}(?:元|(?<=[万亿]))(?=$|[,。!])"),
)
_YUAN_BEFORE = re.compile(r"(?:¥|人民币|rmb|cny) ?:?$")
# What is counted where no 元 stands between: 3万吨, 200万只鸡.
_COUNTED = re.compile(
    r" ?(?:[人名户台套吨亩羽尾株条辆瓶箱盒片粒枚度件册票股次份倍%‰米桶坛棵间层例单]"
    r"|块(?=[砖板石碑玉煤地])|家(?!里)|头(?!一)|只(?![有是能够不多少])"
    r"|张(?!总)|个|公斤|千克|斤|平方|平米|平|公里|千瓦|小时|立方|年|岁|美|港|日元|欧|[a-z]|℃|°)"
)
_PARTICLES = re.compile(r" ?[吧呢啊呀哦的了嘛哈啦噢喔~]{0,3} ?(?:[,。;!、?)）+…]|$|\0)")
_NUMBER_LABEL = re.compile(r"(?:电话|手机|号码|微信|qq|邮编|编号|文号|账号|第|代码|尾号)[是为:码]{0,2} ?$")
_GLUED = re.compile(r"(?:[a-z_#@]|[a-z]-)$")
_PHONE = re.compile(r"1[3-9][0-9]{9}")


def unit_apart(text: str) -> tuple[int, int, int] | None:
    """Return the slice and the size of a unit said apart from its number: 单位：万元. None where there is none."""
    found = next((match for pattern in _APART if (match := pattern.search(text))), None)
    return (*found.span(), _SIZES[found["size"] or ""]) if found else None


def unit_after(text: str, first: Numeral, last: Numeral) -> tuple[int, int, bool]:
    """Return where the unit of a numeral or range ends, what it multiplies by, and whether one was said at all."""
    if last.big == 1 and (bracketed := _BRACKETED.match(text, last.end)):
        return bracketed.end(), _SIZES[bracketed["size"] or ""], True
    if yuan := YUAN.match(text, last.end):
        return yuan.end(), 1, True
    return last.end, 1, last.big > 1 or bool(_YUAN_BEFORE.search(text[: first.start]))


def is_counted(text: str, at: int) -> bool:
    """Whether what follows is a thing that is counted: 吨, 人, 美 of 美元."""
    return bool(_COUNTED.match(text, at))


def is_money(text: str, first: Numeral, last: Numeral, end: int, *, explicit: bool) -> bool:
    """Whether the figures are a sum of money rather than a count, an ordinal, a number of something."""
    if explicit and last.end != end and YUAN.match(text, last.end):
        return True
    if is_counted(text, end):
        return False
    if explicit:
        return True
    before = text[: first.start]
    if _GLUED.search(before) or _NUMBER_LABEL.search(before) or not _PARTICLES.match(text, end):
        return False
    # Figures in characters stand inside words (统一, 第一): alone they count, or with a 十, 百 or 千.
    if last.spelt and last.unit == 1 and last.end - first.start < 2 and before.strip():
        return False
    return first.clean and not _PHONE.fullmatch(text[first.start : last.end])
