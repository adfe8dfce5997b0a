"""The clauses of a message, and how much of each tells something: `高平做丝绸的能领啥` tells as far as 的.

A clause tells nothing where it supposes (`要是评上了`) or speaks of somebody else (`隔壁老王`); of one that
asks, only what stands before the question can be told.
"""

import re
from typing import NamedTuple

_FIGURES = "0-9零〇一二两三四五六七八九十百千万亿几半"
# A blank parts clauses, but not a figure from its unit (5 亿, 2024 年), nor one Latin word from the next.
_END = re.compile(
    r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|[。;!?()\[\]…|]|~(?![0-9])"
    r"|(?<![0-9a-z]) | (?![0-9a-z元万亿千百年月日号个多来左上以出])"
    r"|(?=(?:但是?|而且)(?![凡]))"
    # Dictation has no marks: a speaker begins anew, and turns to whoever listens.
    r"|(?<=[的了啊吧多好])(?=(?:我们?家?|咱们?家?|俺们?家?)就?是)|(?<=的)(?=(?:去年|前年)(?:[一整]年)?[^,。;!?的]{0,6}[0-9一二两三四五六七八九十几])"
    r"|(?<=[万亿元块吧右头下的了])(?=(?:你|您)们?(?:看|帮|给|说|瞧|查|问|讲)|没有?证|还有那?个?(?![0-9一二两三四五六七八九十几]))"
    r"|(?<=了)(?=(?:以前|之前|往年|原来|最高)[^,。;!?]{0,6}[0-9一二两三四五六七八九十])|(?<=[你您问说下况息]):"
    # Asked first and told then, in one breath: 能领多少啊我们厂做牙刷的.
    r"|(?:(?<=[啊呀呢吗嘛啥])|(?<=多少)|(?<=多少钱))(?=(?:我们?|咱们?|俺们?)(?!能|可|该|要|符|够|算|拿|领))"
)
_SUPPOSES = re.compile(r"听说|据说|如果|(?<![主重只还])要是|假如|假设|倘若|万一|的话|一旦|要想|想要[评拿得获]|^若")
_OTHERS = re.compile(
    r"(?<![们咱俺我])[好有]{1,2}几家(?![店厂分])|对面那?[家厂]|隔壁|邻居|(?<![收买购])别人|(?<![户多几])人家(?!的?活)|朋友|同行|老乡|亲戚|对门|别家|他们|师傅|母公司|集团公司|我(?:爸|哥|弟|姐|叔|舅|表|同学)"
)
_SELF = re.compile(r"我们?|咱们?|俺们?|自己|自家|本[公厂企店社]")
# What is asked about, not told: the words of asking itself, and of aid as such.
_LEAD = re.compile(
    r"(?:我们?|咱们?)?(?:就|还|也)?(?:想|要|来)?(?:请问|问问|问一?下|问个|问(?!的)|咨询|打听|了解|请教)(?:一?下子?|问)?"
)
_AID = re.compile(
    r"条文|原文|的那?个?奖(?![牌状项])|那个奖|条款|出处|依据|截止|来着|补贴|补助|奖励|奖补|奖金|政策|待遇|扶持|好处|资金支持|申报条件|申请条件|办理流程"
)
# 没啥认证 and 什么都没有 ask nothing, nor does 几千万.
_MARK = "^(?=几[十百千个])"
_NO_QUESTION = re.compile(
    r"比哪一?年|(?:不是){2,}|(?:没有?|无|不是)[^,]{0,4}?(?:啥|什么|几|多少|谁|哪)|(?:啥|什么|哪[个样项家]?|谁|几)[^,?]{0,6}?(?:也|都|全)(?:没|不|有|还没|无|木有)|(?:啥|什么)[^,?]{1,4}?(?:没有?|无|木有)(?=[的了]?$)"
    rf"|不?多少[有是钱]?点?(?=不(?:方便|便|好|想))|[好十]几|[{_FIGURES}]几|(?:年|收入|营收|额|[了过有约就才多到好大小卖]|大概|流水|产值|{_MARK})几(?=[十百千万亿个年])|几(?=[年天次家代])|(?<=[前这近头])几个?[月星礼]|[记说]不(?:太|大)?[清得准住](?:楚|得)?了?(?=[^,]{{0,6}}[{_FIGURES}])|怎么[也着]|多少有|没怎么|不怎么"
)
_DOUBT = re.compile(r"不知道?|不清楚|不晓得|拿不准|说不[准好清]|不确定|弄不清|搞不清|不明白|记不[清得住]|没弄懂|不懂")
_ASKS = re.compile(
    r"吗|[么嘛]$|多少|谁|啥|什么|怎么|咋|如何|哪|为何|何时|几|(?P<again>[算是行够对属要好能会在有补给领奖成])(?:不|没)(?P=again)"
    r"|(?P<twice>[^0-9,]{2})不(?P=twice)"
    r"|多[钱大]|[是给有个]甚|(?:归|是|找|看|按)[^,]{1,8}还是|能否|可否|是否|有无|可不可|能不能|属不属|符不符|\?"
)
# 能领不, 有补贴没: the no at the end asks.
_TAG = re.compile(
    r"(?:能|算|属于?|够|可以|行|给|会|要|享受|支持|参加|发|补|管用)[^,]{0,6}不$|(?:有|给|发|补|上)[^,]{1,6}没有?$|(?<=^行)不$"
)
_MODAL = re.compile(
    r"(?:也|还|又|到底|究竟|这样|那|大概|一共|总共|都|就)*(?:可以|能够|能|可|会|该|应该|需要|算得上|算|是|属于|属|有|符合|够|归|要|还|找|给|在|得|享受)"
)
_PAYS = re.compile(r"(?:奖励?|补[贴助]?|领取?|拿|给|发|得|花|享受|批|报)+(?:个|到|得)?$")
_BARE = r"[^,0-9万亿千百着了在正]{2,12}"
# 嘞 asks like 呢 behind 那 alone: 养羊嘞 tells.
_SO_WHAT = re.compile(rf"^(?:那|那么|还有|另外)*{_BARE}呢$|^那{_BARE}嘞$")


class Clause(NamedTuple):
    """The clause ``[start:end]``; it tells as far as ``told``, and ``asks`` where a question begins there."""

    start: int
    end: int
    told: int
    asks: bool


def clauses(said: str) -> list[Clause]:
    """Return the clauses of a normalised text in order, without the marks between them."""
    found = []
    start = 0
    for mark in [*_END.finditer(said), None]:
        end = mark.start() if mark else len(said)
        asked = said[end : end + 1] == "?"
        if said[start:end].strip():
            found += _parts(said, start, end, asked=asked)
        start = mark.end() if mark else end
    return found


def speaks_of_self(words: str) -> bool:
    """Whether words speak of the speaker, leaving aside 我想问."""
    return bool(_SELF.search(_LEAD.sub("", words)))


def _parts(said: str, start: int, end: int, *, asked: bool) -> list[Clause]:
    """Return a clause as one, or as two where it goes on from somebody else to the speaker."""
    others = _OTHERS.search(said, start, end)
    if not others:
        return [_clause(said, start, end, asked=asked)]
    own = _SELF.search(said, others.end(), end)
    theirs = Clause(start, own.start() if own else end, start, asks=False)
    return [theirs, _clause(said, own.start(), end, asked=asked)] if own else [theirs]


def _clause(said: str, start: int, end: int, *, asked: bool) -> Clause:
    words = said[start:end]
    if _SUPPOSES.search(words):
        return Clause(start, end, start, asks=True)
    begins = question_start(words, asked=asked)
    return Clause(start, end, end, asks=False) if begins is None else Clause(start, end, start + begins, asks=True)


def question_start(words: str, *, asked: bool = False) -> int | None:
    """Return where in a clause its question begins, None where it asks nothing: 能领啥 in 做丝绸的能领啥."""
    blank = _NO_QUESTION.sub(lambda match: "\0" * len(match[0]), words)
    lead = _LEAD.search(blank)
    if lead and not _SELF.search(blank, lead.end()):
        return lead.start()
    if _TAG.search(blank):
        return _begins(blank, len(blank))
    found = [match.start() for match in (_ASKS.search(blank), _AID.search(blank), _DOUBT.search(blank)) if match]
    if _SO_WHAT.match(blank):
        return 0
    if not found:
        return _begins(blank, len(blank)) if asked else None
    return _begins(blank, min(found))


def _begins(words: str, at: int) -> int:
    """Return where the words of a question begin that has its interrogative at an index: 能 of 能评上吗."""
    doubt = _DOUBT.match(words, at)
    if doubt:
        return at
    modals = [match.start() for match in _MODAL.finditer(words, 0, at)]
    if words[at : at + 1] in {"吗", "么", "嘛", ""}:
        return modals[-1] if modals else at
    pays = _PAYS.search(words[:at])
    start = pays.start() if pays else at
    near = [modal for modal in modals if start - modal <= 3]
    return near[0] if near else start
