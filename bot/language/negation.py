"""Whether a name in a text is said not to be had: `没有X`, `不是X`, `X没评上`, `X正在申请`."""

import re

_CLAUSE_END = re.compile(r"[,。;!?]|但|不过|而是|只有|只是")
# A no governs what follows it, down a list, until something is affirmed.
_NO = re.compile(r"(?:就|只|还)[缺差]|没有|没|不是|不属于|不算|不做|不在|不|未|并非|非|无|除了|除")
_AFFIRMED = re.compile(r"(?<![没只])有|(?<!不)(?<!还)(?<!要)是|获得|获评|拿到|评上|通过了|已经|属于")
_NOT_YET = re.compile(
    r"没评|没过|没通过|没批|没拿|没获|没申|没有通过|没有评|没有拿|没有获|未获|未通过|未评|未取得|没取得|没下来|没到手|落选|"
    r"正在申|正申|在申请|在申报|申请中|申报中|准备|打算|计划|争取|想申|想报|要申|公示|评审中|审核中|培育|"
    r"报上去|等结果|等着批|等批|卡在|初审|在弄|在办|在跑|不报了|黄了|没戏|想评|想冲|冲一下|冲刺|没够|不够|往[^,。;]{0,12}冲|在冲|"
    r"交了材料|材料交|递了|等通知|走流程|在审|待审|排队|刷下来|没中|没入围|泡汤|没成|没戏|差点|没申|打报告|冲着|备着|"
    r"隔壁|别人|人家|同行|别家|朋友|邻居|对门|母公司|兄弟公司|集团的|"
    r"取消|撤销|过期|到期|失效|被摘|将要|明年|还在|快要|马上"
)
_HAD_AFTER_ALL = re.compile(
    r"申请(?:到|成功|下来|通过)|已经?(?:通过|拿到|获|评上)|(?<!没有)(?<!没)(?<!未)(?:通过了|评上了|拿到了|下来了)"
)
# A later clause without a name of its own says it is had: 去年没过，今年过了; 不是去年，是前年拿的.
_GOT_LATER = re.compile(
    r"(?:[,。;!][^\0没未不,。;!]*)*?[,。;!][^\0没未不,。;!]*"
    r"(?:过了|批了|下来了|评上|拿到|拿的|到手了|认定了|成了|通过了)[^\0,。;!]*(?:[,。;!]|$)"
)
_DOUBT = re.compile(
    r"不(?:太|大|能|敢)?确定|说不准|拿不准|好像有|好像是有|好像[评拿办]过|可能有|也许有|应该有|算不算|"
    r"不(?:知道|清楚)(?:有没有|是不是|是否)"
)
_QUESTION = re.compile(r"怎么|如何|啥时候|多少钱|能不能|可不可以|[?吗]$")
_OF_TIME = re.compile(r"哪年|哪一年|时间|年份|几几年|日期|月份|[0-9去前今]年")
_NONE_AT_ALL = re.compile(
    r"(?:我们?|咱们?|厂里|公司|企业|这|目前|暂时|现在|真的|确实)*"
    r"(?:以上|上面|这些|啥|什么|哪个|哪样|一个|一样|一项|任何)*的?(?:证书?|认定|认证|称号|荣誉|牌子|资质)*(?:都|也|全|均|全都)*"
    r"(?:还?没有?|无|不符合|不沾边?|不具备|不占)(?:取得|拿|获得|评|得|办|申请)?(?:过|到|上)?"
    r"(?:啥|什么|任何)?的?(?:证书?|认定|认证|称号|荣誉|牌子|资质)*[了呢吧啊呀的]*"
)
_AFTER = re.compile(r"[^,。;、!?]{0,6}?(?:也|都|还|就|倒|却|是)*(?:没|不是|不算|未|无|不在|不做|不属于|不行)")
_NONE = re.compile(r"(?:以上|这些|其他|暂时|目前|什么|一个|一项|全部?|都|均|也|暂)*(?:没有?|不是|无)(?:了|过|获得)?")
_NEXT_NAME = "\0"
_LIST_MARKS = " 、和与及跟或/的"


def denied(said: str, start: int, end: int) -> bool:
    """Whether the slice ``[start:end]`` of a normalised text is said not to be so, or not yet.

    Names, in which a 不 or 未 denies nothing, come blanked out with NUL.
    """
    marks = [match for match in _CLAUSE_END.finditer(said) if not start <= match.start() < end]
    first = max((match.end() for match in marks if match.end() <= start), default=0)
    last = min((match.start() for match in marks if match.start() >= end), default=len(said))
    clause, before, after = said[first:last], said[first:start], said[end:last]
    if _GOT_LATER.match(said, last):
        return False
    if _NOT_YET.search(clause) and not _HAD_AFTER_ALL.search(clause):
        return True
    if not before and not after:
        return bool(_NO.match(said[start:end]))
    return _governed(before) or _denied_behind(after)


def doubted(said: str, start: int, end: int) -> bool:
    """Whether the slice is only thought to be so, or asked about."""
    marks = [match for match in re.finditer(r"[,。;!?]", said) if not start <= match.start() < end]
    first = max((match.end() for match in marks if match.end() <= start), default=0)
    last = min((match.end() for match in marks if match.start() >= end), default=len(said))
    doubt = _DOUBT.search(said)
    return bool(doubt and not _OF_TIME.search(said)) or bool(_QUESTION.search(said[first:last]))


def none_at_all(said: str) -> bool:
    """Whether a text in which nothing is named says that there is nothing: 都没有, 啥也没有，小厂."""
    return bool(_NONE_AT_ALL.fullmatch(re.split(r"[,。;!~ ]", said)[0]))


def denies(name: str) -> bool:
    """Whether a name of an option is itself a no to all others: 以上都没有, 无."""
    return bool(_NONE.fullmatch(name))


def _governed(before: str) -> bool:
    """Whether the last word before a name that says yes or no says no."""
    no = max((match.end() for match in _NO.finditer(before)), default=-1)
    yes = max((match.end() for match in _AFFIRMED.finditer(before)), default=-1)
    return no > yes


def _denied_behind(after: str) -> bool:
    """Whether a no behind a name is about it; down a list it is about all names before it (甲、乙都没有)."""
    rest = after
    while rest and (rest[0] in _LIST_MARKS or rest[0] == _NEXT_NAME):
        rest = rest[1:]
    return bool(_AFTER.match(rest))
