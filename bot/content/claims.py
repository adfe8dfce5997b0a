"""What an answer may claim in words instead of figures: sums, spans of time, days told from today, promises."""

import re
from collections.abc import Iterator

_DIGITS = "零〇一二两三四五六七八九十百千廿卅几数半俩仨壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟"
_SPELT = re.compile(
    rf"百分之[{_DIGITS}点]+|"
    rf"[{_DIGITS}]+个?[多余来把]?"
    r"(?:[亿億]元?|[万萬]元?|[千仟]元|[百佰]元|元|块|年|月|日|号|天|周|旬|个月|季度|礼拜|星期|小时|钟头|分钟|刻钟"
    r"|个?工作日|个?百分点|倍|成|折)"
)
_PART = r"(?:(?:底|末|初|[上中下]旬)(?:[之以]?前)?|之?内|[之以]?前|[之以]后)"
_TOLD_FROM_TODAY = re.compile(
    # Years and quarters, and those of the day something is handed in, only where something is to happen by then:
    # 去年的营收 and 今年的申报时间 are what people ask about.
    rf"(?:[今明后去前本当次上下来]|这个?|[上下]个)(?:年度?|季度|月份?|周|礼拜|星期){_PART}|"
    rf"(?<![{_DIGITS}0-9每历])(?:(?:年[底末终初]|月[底末初]|季度?末)(?:[之以]?前)?|[年节][前后])|"
    r"(?:春节|元旦|国庆节?|中秋节?|端午节?|清明节?|五一|十一|过年)(?:期间|[之以]?[前后])|"
    # What an answer says is said for months: weeks, months and days from today are wrong tomorrow.
    r"(?:[上下]{1,2}|这|本)个?(?:月份?|周(?![期边围转岁])|礼拜|星期)|"
    r"(?:今|明|大?后|次|隔|当)[天日](?!然)|过[几两]天"
)
_DENIED = r"(?:(?:并?[不未没]|[不没无难][敢能会可得法以有]|能不能|会不会|是不是|是否|能否)(?:完全|打)?)?"
_PROMISE = re.compile(
    rf"({_DENIED})("
    r"(?:肯定|铁定|[必一]定|必然|绝对|百分百|保证|保准|准保|妥妥|(?<!标)准|(?<![确担])保)(?:都|就|是)?"
    r"(?:能够?(?![力源耗效级量动])|会(?![计议员展同商])|可以|给|拿|领(?!域|先|军|导)|批(?![次量发])|到账|到位|通过|成功"
    r"|没问题|发(?![展明挥生现布达育票放改行])|过(?![程去渡剩]))|"
    r"打包票|(?<![承外打面分])包(?:[拿批领](?!域)|过(?![程去渡]))|稳[拿领]|"
    r"(?:当场|立马|立刻|马上|很快|随时)就?(?:能|会|可以)?(?:到账|拿到|领到|领取|打款|发放|批(?![次量]))"
    r")"
)


def figures_in_words(text: str) -> Iterator[str]:
    """Yield what is counted in words: 二十万, 贰拾万元, 三个工作日, 一个礼拜."""
    yield from dict.fromkeys(_SPELT.findall(text))


def times_from_today(text: str) -> Iterator[str]:
    """Yield the days and limits that only whoever knows the day can tell: 下个月底前, 明天, 春节前."""
    yield from dict.fromkeys(_TOLD_FROM_TODAY.findall(text))


def promises_in(text: str) -> Iterator[str]:
    """Yield what is promised: 肯定能, 一定批, 包过; not what is said to be uncertain, such as 不一定能."""
    yield from dict.fromkeys(words for denied, words in _PROMISE.findall(text) if not denied)
