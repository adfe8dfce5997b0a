"""Whether a name in a message says that the enterprise is such a one, or stands there for another reason."""

import re

from bot.content import Fact
from bot.dialogue.called import lists_all
from bot.language.telling.anchors import Anchor

MOST = 3
"""A name of more options than this (厂子) says too little to ask back."""

APPLIES = re.compile(r"名义|身份|来?(?:申报|申请|申领)(?=$|[ ,。;!?])")
"""That whoever is named before it applies: 以个人|名义."""

# 跟合作社收, 协会说: not the one who applies.
_BESIDE_US = re.compile(
    r"(?:给|跟|和|与|向|从|找|供|对|加入|入了|参加|挂靠|帮|替|通过|联系|问|让|由|叫|喊)[^,。;!?]{0,4}$"
    r"|[一二三四五六七八九十百多来每几两这那哪0-9]$"
)
_NOT_OF_US = re.compile(
    r"(?:说|让|叫|要求|通知|告诉|觉得|认为|感觉|所得税|贷款|账户|信息|会长|了|过|着|技能|生产|一下)"
)
# 合作社欠我们饲料款 speaks of another, 我们合作社 does not; 在巴公园区里 says where.
_DEALS_WITH_US = re.compile(
    r"(?:都|也|还|老|就|统一|每年)*(?:欠|拖|收|拉|找|跟|给|差|该|来)[^,。;!?]{0,3}(?:我们?|俺们?|咱们?)"
)
_OURS = re.compile(r"(?:我们?|俺们?|咱们?|本|这个?)$")
_INSIDE = re.compile(r"(?<=[区镇])(?:里|内|当中|的(?=$|[ ,。;!?]))")
_STATES = re.compile(r"(?:是|正经|正规)的?$")
_BECAME = re.compile(r"(?:[转改变换](?:成|为)|成立)了?(?:个|家)?$")

_PREDICATIVE = re.compile(r"(?:的|企业|公司|厂|单位|规模)?(?:$|[ ,。;!?、()的吧呢啊])|企业|公司|规模")
_GOES_ON = re.compile(r"[能有可怎补会要才是也都和与及的]")

_ALONE = re.compile(r"[了过到给得]|[0-9一二三四五六七八九十]")
_WRITES = re.compile(r"代?(?:填|报|写)")
_GREETS = re.compile(r"喂(?=[我你您,俺咱!])")
_TOWARDS = re.compile(r"(?:卖[到给往]?|[销发运送][到往]|供[到往应]|客户[都也]?在|老家是?在?|嫁到|来自|收购|进货)$")
_LENDS = ("贷", "借", "欠")


def stands(fact: Fact | None, said: str, anchor: Anchor) -> bool:
    """Whether a name of a fact, None for a figure, says here that the enterprise is such a one."""
    if fact is None or fact.kind != "choice":
        return len(anchor.options) <= MOST
    if fact.presumed:
        return _is_who_applies(fact, said, anchor)
    if lists_all(fact):
        return _is_said_of_enterprise(said, anchor)
    return _is_own(said, anchor)


def _is_who_applies(fact: Fact, said: str, anchor: Anchor) -> bool:
    before, after = said[: anchor.start], said[anchor.end :]
    if _BECAME.search(before):
        return True
    if anchor.options == (fact.presumed,) and not (_STATES.search(before) or APPLIES.match(after)):
        return False
    if _DEALS_WITH_US.match(after) and not _OURS.search(before):
        return False
    return not (_INSIDE.match(said, anchor.end) or _BESIDE_US.search(before) or _NOT_OF_US.match(after))


def _is_said_of_enterprise(said: str, anchor: Anchor) -> bool:
    """Whether an option that the question itself names is said of the enterprise, and not of its goods."""
    after = said[anchor.end :]
    called_so = said.endswith("企业", anchor.start, anchor.end) and not _GOES_ON.match(after)
    return called_so or bool(_PREDICATIVE.match(after))


def _is_own(said: str, anchor: Anchor) -> bool:
    """Whether what is done, or where, is so of the enterprise itself, and no part of another word."""
    if anchor.end - anchor.start == 1 and _ALONE.match(said, anchor.end):
        return False
    if (anchor.start == 0 and _GREETS.match(said)) or _WRITES.match(said, anchor.end):
        return False
    return not _TOWARDS.search(said, 0, anchor.start) and not said.startswith(_LENDS, anchor.end)
