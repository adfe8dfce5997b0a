"""Years as answers about certificates write them, spelt out: 贰零贰叁年, 二零二三, 二三年, 23 alone at the end, 22.10.

Where a sum is asked for 22.10 is an amount and 二三年 two or three years; here both are dates.
"""

import re

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖", "一二三四五六七八九")
_AS_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_FORMAL_YEAR = re.compile(r"[壹贰叁肆伍陆柒捌玖零〇]{2,4}年")
# 有二三年了 is how long.
_HOW_LONG_BEFORE = r"(?<![一二三四五六七八九十百千零〇有过这近前隔每干差已快第约历])(?<!二[0o○])"
_HOW_LONG_BEHIND = r"(?![了来多间内没未以前历])"
_WRITTEN_YEAR = re.compile(
    rf"{_HOW_LONG_BEFORE}(?:二十(?P<ten>[一二三四五])|(?P<two>一[零一二三四五六七八九]|二[零一二三四五]))年{_HOW_LONG_BEHIND}"
)
_BARE_YEAR = re.compile(
    r"(?<![一二三四五六七八九零〇十百千万])二[零〇0](?P<two>[零〇0一二][一二三四五六七八九零〇])(?![0-9一二三四五六七八九零〇十百千万亿年])"
)
_MONTH = re.compile(r"(?<![0-9a-z.,/:-])(?P<year>[12][0-9])[./-](?P<month>1[0-2]|0?[1-9])(?![0-9./年%-])")
_ALONE = re.compile(
    r"(?<![0-9a-z.,/:年月第-])(?P<year>[12][0-9])(?=$|[ ,;。、)\]和与])(?! ?[个家项种样人万亿块元号名])"
)
_FEASTS = {"元旦": 1, "三八": 3, "五一": 5, "六一": 6, "七一": 7, "八一": 8, "国庆": 10, "双十一": 11, "双十二": 12}
_FEAST = re.compile(rf"(?<=年)的?(?P<feast>{'|'.join(_FEASTS)})节?(?![0-9年])")
# 年底 and 年初 are vague: the year is what is told.
_VAGUE = re.compile(r"(?<=年)(?:年?[初底末]|年中)(?![0-9级步])")
# 5月公示6月发的牌，去年
_YEAR_BEHIND = re.compile(r"[,。 ](?:都|就|也|是|在)*(?P<year>今年|去年|前年|(?:20)?[12][0-9]年)的?[吧]?$")
# Dictation parts a date: 去年,十月,二十六号
_DICTATED = re.compile("([年月]),(?=(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:月|[日号]))")
_A_MONTH = re.compile(r"(?<![0-9年])(?=(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)")
_A_YEAR = re.compile(r"[今去前当同本]年|[0-9〇零一二三四五六七八九]年|20[0-9]{2}")


def spelt_out(said: str) -> str:
    """Return a normalised text with the years and months in it spelt so that they are read as dates."""
    said = _DICTATED.sub(r"\1", said)
    said = _FORMAL_YEAR.sub(lambda match: match[0].translate(_FORMAL), said)
    said = _WRITTEN_YEAR.sub(lambda match: f"{_apart(match)}{_year(match)}年", said)
    said = _BARE_YEAR.sub(lambda match: f"{_apart(match)}20{match['two'].translate(_AS_DIGITS)}年", said)
    said = _MONTH.sub(r"20\g<year>年\g<month>月", said)
    said = _ALONE.sub(r"20\g<year>年", said)
    said = _VAGUE.sub("", said)
    said = _FEAST.sub(lambda match: f"{_FEASTS[match['feast']]}月", said)
    return _with_year_behind(said)


def _apart(match: re.Match[str]) -> str:
    """Return what keeps the figures of a year off those before it: ISO9001二二年."""
    return " " if match.string[: match.start()][-1:].isascii() and match.start() else ""


def _year(match: re.Match[str]) -> str:
    figures = "二" + match["ten"] if match["ten"] else match["two"]
    return "20" + figures.translate(_AS_DIGITS)


def _with_year_behind(said: str) -> str:
    """Put a year that ends the text before the months that have none."""
    behind = _YEAR_BEHIND.search(said)
    if not behind or _A_YEAR.search(said[: behind.start()]):
        return said
    head, count = _A_MONTH.subn(behind["year"], said[: behind.start()])
    return head if count else said
