"""Whether a name in a text is said not to be had: `没有X`, `不是X`, `X没评上`, `X正在申请`."""

import re

_CLAUSE_END = re.compile(r"[,。;!?]|但|不过|而是|只有|只是")
# A no governs what follows it, down a list, until something is affirmed.
_NO = re.compile(r"没有|没|不是|不属于|不算|不做|不在|不|未|并非|非|无|除了|除")
_AFFIRMED = re.compile(r"(?<![没只])有|(?<!不)(?<!还)(?<!要)是|获得|获评|拿到|评上|通过了|已经|属于")
_NOT_YET = re.compile(
    r"没评|没过|没通过|没批|没拿|没获|没申|没有通过|没有评|没有拿|没有获|未获|未通过|未评|未取得|没取得|没下来|没到手|落选|"
    r"正在申|正申|在申请|在申报|申请中|申报中|准备|打算|计划|争取|想申|想报|要申|公示|评审中|审核中|培育|"
    r"取消|撤销|过期|到期|失效|被摘|将要|明年|还在|快要|马上"
)
_HAD_AFTER_ALL = re.compile(
    r"申请(?:到|成功|下来|通过)|已经?(?:通过|拿到|获|评上)|(?<!没有)(?<!没)(?<!未)(?:通过了|评上了|拿到了|下来了)"
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
    if _NOT_YET.search(clause) and not _HAD_AFTER_ALL.search(clause):
        return True
    if not before and not after:
        return bool(_NO.match(said[start:end]))
    return _governed(before) or _denied_behind(after)


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
