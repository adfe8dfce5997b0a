"""What a clause speaks of beside the sum asked for: a loss, a difference, a plan, a slip, or another sum."""

import re
from enum import Enum, auto


class Aside(Enum):
    """Why the sums of a clause are not the one asked for."""

    LOSS = auto()  # 亏了两百万
    DIFFERENCE = auto()  # 比前年多了两千万
    PLAN = auto()  # 今年争取干到一个亿
    SLIP = auto()  # 刚才发的320万少打了个0
    PART = auto()  # 到现在800万
    OTHER = auto()  # 贷款两千万


_CLAUSE = re.compile(r"(?:[^,。;!]|,(?=[0-9]{3}))+")
_KINDS = (
    (Aside.LOSS, re.compile(r"亏|赔")),
    (Aside.DIFFERENCE, re.compile(r"(?<![同环占对])比(?![如例亚较])|翻[了一两]?番|翻倍")),
    (Aside.PLAN, re.compile(
        r"争取|(?<!小)目标|计划|打算|力争|有望|希望|指望|准备[做干达到]|规划|奔着|想[做干要达冲]|预[计期](?!的)|盼|明年|后年"
    )),
    (Aside.PART, re.compile(r"到现在|到目前|目前为止|截至|截止|迄今|至今|前[一二两三四五六七八九十0-9]+个?月")),
    (Aside.SLIP, re.compile(r"[少多]打了|打错|写错|发错|输错|说错|刚才[发写说]的")),
)  # fmt: skip
_OTHER = re.compile(
    r"投资|投入|投了|固定资产|总资产|净资产|资产总|注册资|实缴|贷款|贷了|借了|欠|外债|负债|债务|估值|市值|"
    r"利润|净利|净赚|净挣|纯利|净落|到手|毛利|利税|(?<!含)(?<!开)税(?!前|后)|成本|工资|房租|租金|补贴|奖金|奖励|罚款|股本|融资|存货|库存|设备值|造价"
)
_TURNOVER = re.compile(r"营收|收入|营业|销售|流水|产值|卖了|进账|营收额|业绩")


def aside(clause: str) -> Aside | None:
    """Return what a clause speaks of instead of the sum asked for; None where it does not."""
    kind = next((kind for kind, words in _KINDS if words.search(clause)), None)
    if kind is None and _OTHER.search(clause) and not _TURNOVER.search(clause):
        return Aside.OTHER
    return kind


def clauses(said: str) -> list[tuple[int, int]]:
    """Return the slices of a normalised text between its commas, which are not those inside a figure."""
    return [match.span() for match in _CLAUSE.finditer(said)]
