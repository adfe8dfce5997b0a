"""What the words around a name say of it: that it is had, that it is so or not so, that there is none at all."""

import re
from collections.abc import Iterable

HAD = re.compile(
    r"[评批拿获领取办做上入过成到有没挂申报列][了的过到上]|有|没|是(?=[\u4e00-\u9fff0-9])|已经|过了|在公示"
)
"""That something is had, or is not."""

UNDERWAY = re.compile(
    r"想|打算|准备|计划|要|拟|正|(?<!现)在[还做搞建办弄]|[进搞建贷开改弄参][了着过]|[想要打算准备计划]*[引拿贷买][进块点个了]"
    r"|[建改装][完好成]|(?<![未没])(?:投[用运]|完工|竣工|上线|启用)"
)
"""That something is planned or going on."""

HAS = re.compile(
    r"[评批拿获领取办做上入过成到有没挂申报列]了|[评拿获办做搞上报]过(?!不)|刚|已经|(?<!没)有(?!没)|下来|[贷搞建改]着"
)
"""That something is had already, in words that suppose nothing."""

COPULA = re.compile(r"是|算|属|在|不|非|进|列|纳")
DOES = re.compile(r"从事$|[做搞弄干开烧办种养卖在是产造酿织收跑]$")
# 找会计, 买设备: what is needed is not what is done.
NEEDS = re.compile(r"想|找|买|换|需|缺|请(?!问)|取消|参加|引|把|更新|改造|升级|懂|考|上了")
_PLANNED = re.compile(
    r"(?:也|还|正|就|都)*(?:打算|计划|准备|考虑|筹备|筹划|争取|想着?|要|拟|预备|正在|在)"
    r"(?:今年|明年|去|再)?(?=[做上报搞申办建弄进引参])[做上报搞申办建弄]?请?"
    r"|正?(?:打算|在)[做上报搞申办建弄]|(?:正在?|在)?(?:申请|申报|筹备|建设|办理)(?:中|着呢?|了)?"
    r"|报(?:上|了|名|着|送)+|(?:明|后)年"
)
_SLIP = re.compile(
    r"[ ,。;!(]*(?:哦|噢|啊|呃|呀|嗯|唉)*(?:不对|[说打写记按点讲搞弄选]?错了|口误|更正一?下?"
    r"|(?<=[ ,。;!])(?:不是)+(?=[ ,])|(?<=[哦噢啊呃])不(?=[是在做 ,])"
    r"|(?:现在|如今|后来|去年|今年|已经?|刚)*[转改](?:成|为)了?"
    r"|(?:现在|如今|后来|去年|今年|已经?|刚)+(?:[变换](?:成|为)|成立了?)了?)[ ,。:;]*"
)
_BY_THE_WAY = re.compile(
    r"收(?P<goods>[^,。;!? 不没]{1,5}的)[, ]?(?:自己|我们?|也|但|可|而)*不[种养产](?=$|[ ,。;!?的])"
    r"|(?P<sale>[卖收倒贩批][^,。;!? 不没]{1,6})[, ]?(?:自己|我们?|也|但|可|而)*不[种养产](?=$|[ ,。;!?的])"
    r"|(?:(?<=[干工片茶成制卖了])(?:,| )?(?:自己|我们?|也|但|可|而)*不[种养产](?=$|[ ,。;!?的])"
    r"|(?<=[厂场店馆坊社司业位里])的?(?:会计|律师|保安|保洁|厨师|司机|电工)"
    r"|(?<=[我俺])(?:就?是个?)?会计(?:[小老]?[\u4e00-\u9fff])?(?=$|[,。;!? ])"
    r"|搬家(?=[了过到])|包装(?=[了好销出往外卖后])|(?:往外|拿去|出去|拉出去)卖?"
    r"|买(?=[^,。;!?]{1,6}(?:回来|上来))|回来(?=织|缫|做|加工|酿|榨|磨)|收购?(?:来|回来|上来|点|些|购)*(?=[^,。;!?]*(?:加工|缫丝|切片|烘干|炮制|[做制酿榨磨腌炒织烧][成]?))"
    r"|[收购买]{1,2}(?:来|回来|上来)(?=[^,。;!?]*(?:加工|缫丝|切片|烘干|炮制|[做制酿榨磨腌炒织烧][成]?)))"
)
NOT_YET = re.compile(r"没|未|不")
_NOT_SO_FAR = re.compile(
    r"(?:没有?|未|无|不)(?:想|打算|准备|能|再|去|在|上|做|搞|弄|办|建|过|参与|主导|牵头|制定|引进|拿|贷|申请|有)*(?:过|什么|啥|任何)*$"
)
_NOT_ALL = re.compile(r"别的|其他|其它|其余|剩下|另外|以外|之外|除")
_NO_OTHER = re.compile(
    r"(?:别的|其他|其它|其余|剩下|另外|啥|什么|任何)[^,。;!?]{0,5}(?:没|无)|(?:没有?|无)(?:啥|什么)?(?:别的|其他|其它)"
)
_NONE_BEFORE = re.compile(
    r"(?:没有?|无|木有|未|不曾|没得)(?:任何|参加|弄|啥|什么|一[个项样]|哪[个项]|取得|获得|评|拿|办|做|搞|弄|申|报|得|有|过|上|到"
    r"|像样|正经|这些|各类|相关|的)*$"
)
_NONE_AFTER = re.compile(
    r"[^,没无未]{0,8}?(?:都|也|全|均|一[个项样]|还|暂时?|目前|至今|上|方面|倒)*(?:没有?(?!几|多少|问题)|无|木有|未曾?)"
)
_WONDERS = re.compile(r"不知道?|不清楚|不晓得|拿不准|说不[准好清]|不确定|没搞清|不好说|算不算|是不是|在不在|属不属")
_MAYBE = re.compile(r"好像|应该|可能|大概|也许|估计|似乎|差不多|或许|大约|八成|勉强")
_WISHES = re.compile(r"想|争取|打算|准备|希望|申请|申报|在申|要[进入成评]|目标|力争|计划|将来|以后")
_APART = re.compile(r"[^,]{0,2}?(?:不沾|沾不上|没(?:啥|什么)?关系|无关|不相干|不搭)")
_NOT_SO = re.compile(r"(?:不|没|未|非|无|谈不上|算不上|够不上)(?![仅光但止错久])[^,]{0,4}$")
_NOT_SO_BEHIND = re.compile(
    r"[^,]{0,4}?(?:不是|不算|不在|没[有进列评纳]|没$|算不上|谈不上|够不上|不属|不沾|未[进列纳]|不够|不太?算|沾不上)"
)
_ABOUT_IT = re.compile(r"(?:跟|和|与|给|为|围绕|服务|供应|听说|关于)[^,]{0,3}$")
_SO = re.compile(
    r"$|[ ,。;!?、()的里内上之中这也都还吧呢了嘛啊哩咧嘞哈类没不未算是有我咱俺]"
    r"|肯定|当然|绝对|一定|确实|必须|企业|公司|单位|厂|范围|名单|行业|产业"
)
_IS_ANOTHER = re.compile(r"(?:主要)?(?:是|为|就是)(?![的吧啊呢,。]|$)")


def without_plans(text: str, named: Iterable[str]) -> str:
    """Return words without those of planning that are no part of a name: to plan counts like to have done."""
    kept = [match.span() for name in named for match in re.finditer(re.escape(name), text)]
    return _PLANNED.sub(
        lambda plan: plan[0] if any(plan.start() < end and start < plan.end() for start, end in kept) else "", text
    )


def after_slip(words: str) -> int:
    """Return where words go on behind the last slip in them (阳城,不对,沁水); 0 where there is none."""
    return max((slip.end() for slip in _SLIP.finditer(words)), default=0)


def worked_up(words: str) -> str:
    """Return words of a trade without those of what is done beside it: buying in what is made into something."""
    return _BY_THE_WAY.sub(lambda match: f"卖{match['goods']}" if match["goods"] else match["sale"] or "", words)


def denies_one(before: str, after: str) -> bool:
    """Whether the words around one option deny it or leave it open: 没上过|技改."""
    return bool(_NOT_SO_FAR.search(before) or _NONE_AFTER.match(after) or _WONDERS.search(before + after))


def wishes(words: str) -> bool:
    """Whether words say that something is only wished for or planned."""
    return bool(_WISHES.search(words))


def denies_all(before: str, after: str, called: str = "") -> bool:
    """Whether the words around what all options are ``called`` deny every one of them: 啥|认证|都没有, 没证."""
    if _NOT_ALL.search(before + after):
        return False
    itself = NOT_YET.match(called) or called.startswith("无")
    return bool(itself or _NONE_BEFORE.search(before) or _NONE_AFTER.match(after))


def denies_rest(words: str) -> bool:
    """Whether words deny all that they do not name: 9001没有，别的也没有."""
    return bool(_NO_OTHER.search(words))


def verdict(before: str, after: str, behind: str) -> tuple[str, ...]:
    """Return what the words around a name say: yes or no, both where they are unsure, () where they say neither.

    ``behind`` is all that follows in the message, ``after`` what of it speaks of the name.
    """
    around = before + after
    if _WONDERS.search(around) or _WISHES.search(around):
        return ()
    if _ABOUT_IT.search(before):  # 给专业镇供货 says nothing, 跟专业镇不沾边 does
        return ("no",) if _APART.match(after) else ()
    if not _SO.match(after) or (not before and _IS_ANOTHER.match(behind)):
        return ()
    no = _NOT_SO.search(before) or _NOT_SO_BEHIND.match(after)
    if _MAYBE.search(around):
        return ("no", "yes") if no else ("yes", "no")
    return ("no",) if no else ("yes",)
