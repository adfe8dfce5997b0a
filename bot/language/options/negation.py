"""Whether a trade is said not to be one's own (`不养猪了`), and whether a text says that there is nothing."""

import re

from bot.language.options.predicates import NAME

_CLAUSE_END = re.compile(
    r"[,。;!?]|但|不过|而是|只有|只是|改|转(?:行|型|做|产)"
    r"|(?<=了)(?=[光只就专])|(?<=了) | (?=[光只就专现])"
)
_BEHIND = re.compile(
    rf"[ 、和与及跟或/的{NAME}]*[^,。;、!?{NAME}]{{0,6}}?(?:也|都|还|就|倒|却|是)*(?:没|不是(?!在?{NAME})|不算|"
    rf"未|无|不在|不做|不属于|不行|不干|不[养种酿产造开](?=[了,。;!?]|$))"
)
# What a no before it reaches is cut short by a word that affirms.
_AFFIRMED = re.compile(
    rf"(?<={NAME}),?(?:而|就|现)?[是在]|"
    r"(?<![没只])有|(?<!不)(?<!还)(?<!要)是|(?<!没)(?<!没有)(?<!未)(?:获得|获评|拿到|评上|"
    r"通过了)|已经|属于"
)
# 无人机, 除尘 and 非标 deny nothing.
_NO = re.compile(
    r"没有|没|不是|不属于|不算|不做|不在|不再|不(?![锈粘]|干胶|倒翁)|未|并非|非(?![标金遗织煤常物洲凡])|"
    r"无(?![缝菌机刷线烟毒水醇糖油尘骨土籽核抗氧铅纺人]|公害|花果)|除了|除(?=[\0a-z有])"
)
_NOT_YET = re.compile(r"打算|准备|计划|想[做搞开干申转]|争取|正在申|申请中|正申|还在申")
_NONE_AT_ALL = re.compile(
    r"(?=.*(?:没|无|未|木有|不符合|不沾|不具备|不占|哪[来有]))(?:我们?|咱们?|厂里|公司|企业|新厂|小厂|刚起步|这|目前|暂时|暂|"
    r"现在|真|确实|至今|"
    r"以上|上面|这些|那些|啥|什么|哪个|哪样|一[个样项]|任何|上述|所列|里面|都|也|全|均|么|木有|从没|新|近几年|这几年|皆|半个|统统|还|"
    r"就|从来|一直|甚|咧|嘞|哩|哪[来有]|"
    r"没有?|未|无|不符合|不沾边?|不具备|不占|"
    r"来得及|顾上|顾得上|取得|拿|获得|评|得|办|申请|弄|搞|整|做|报|入|中|考虑|过|到|上|下来|"
    r"证书?|认定|认证|称号|荣誉|牌子|资质|奖项?|东西|的|了|[呢吧啊呀哈哦噢喔嗳诶欸哎唉嘿呗嘛嗯哇噻哒家]|这[种样]|小作坊|小店|小公司)+"
)
_HOW_SHOULD = re.compile(r"哪[有来]的?(?:这些|那些|这个|什么|啥|认证|证书?|牌子|称号|荣誉)[啊呀哦呢哟嘞]?$")
"""A house that has nothing wonders how it should: 才开两年哪有这些啊."""
# Why there is nothing yet: 我们刚起步, 去年才开的.
_YOUNG = re.compile(
    r"(?:我们?|咱们?|俺们?|公司|厂子?|店|企业|这)*(?:[今去前]年|上?个?月|[0-9一二两三四五六七八九十]+月份?|也|都|还)*(?:是|就)?(?:刚刚?|才|新)"
    r"(?:是?个|在)?(?:[今去前]年|上?个?月)?(?:注册|成立|开[张业办]?|起步|办|建|投产|创业|干|起来)(?:阶段|[的了呢起来没多久不几天个月]*)(?=$|[^\w])"
)
_NONE = re.compile(r"(?:以上|这些|其他|暂时|目前|什么|一个|一项|全部?|都|均|也|暂)*(?:没有?|不是|无)(?:了|过|获得)?")


def denied(said: str, start: int, end: int) -> bool:
    """Whether the slice ``[start:end]`` of a normalised text is said not to be so, or not yet.

    Names, in which a 不 or 未 denies nothing, come blanked out.
    """
    marks = [match for match in _CLAUSE_END.finditer(said) if not start <= match.start() < end]
    first = max((match.end() for match in marks if match.end() <= start), default=0)
    last = min((match.start() for match in marks if match.start() >= end), default=len(said))
    before, after = said[first:start], said[end:last]
    if _NOT_YET.search(said[first:last]):
        return True
    if not before and not after:
        return bool(_NO.match(said[start:end]))
    return _governed(before) or bool(_BEHIND.match(after))


def none_at_all(said: str) -> bool:
    """Whether a text in which nothing is named says that there is nothing: 都没有, 啥也没有，小厂."""
    clauses = re.split(r"[^\w]", without_reason(said))[:2]
    return any(_NONE_AT_ALL.fullmatch(clause) or _HOW_SHOULD.search(clause) for clause in clauses if clause)


def without_reason(said: str) -> str:
    """Return a text without the clauses that say that the house is too young: 啥也没呢才注册."""
    return _YOUNG.sub("", said)


def denies(name: str) -> bool:
    """Whether a name of an option is itself a no to all others: 以上都没有, 无."""
    return bool(_NONE.fullmatch(name))


def _governed(before: str) -> bool:
    """Whether the last word before a name that says yes or no says no."""
    no = max((match.end() for match in _NO.finditer(before)), default=-1)
    yes = max((match.end() for match in _AFFIRMED.finditer(before)), default=-1)
    return no > yes
