"""Which names in an answer are no trade of the speaker's: what is bought, sold to, given up or done by the way.

`山楂树两百亩，果子卖给罐头厂` grows; the cannery is who buys. Such names go only where another one is left.
"""

import re
from collections.abc import Sequence

from bot.language.options.named import Named

_CLAUSE_MARKS = re.compile(
    r"[,。;!?]|(?<=[的了]) |但是?|可是?(?!乐)|不过|(?=(?:前年|去年|今年|后来|现在)?[转改](?:行|型|做|产|养|种))"
)

# Where one buys what one sells: 果园里收了.
BOUGHT_AT = re.compile(r"(?:[里上]|(?<=[场园厂站村户]))[收拉进批](?:了|来|上来|回来)")

# A clause of which nothing is the trade.
_CLAUSE_OF_NOTHING = re.compile(
    # bought, hired, done by another
    r"是买的|找[的了][^,]{0,4}(?:公司|代办|代账|中介|会计|外面|人)|花了?[0-9一两二三四五六七八九十几百千]|^[^,]{1,4}用的$|^修[^,]{1,8}用的(?:那[种些][^,]{0,6})?$|(?:买|外购|进|批|租|雇|请|订|拿)(?:来|回来)?的(?:货|料)?$|[买批进拿][^,]{0,4}家的$|从[^,]+[买进批拿收拉运调](?:的|货|来|过来|回来)?$|[进拉运](?:来|厂|进来|回来)$|外包|外协|外[面头边]买的|^收[^,]{0,4}的[^,]{1,4}$|"
    r"(?:是|在)(?:人家|别人|隔壁|邻村|别家|村里|我[爸爹哥弟妈姐])|人家是|"
    # nothing to do with it
    r"(?:没有?|[无毫]无|不)(?:啥|什么|半点|一点)?(?:关系|瓜葛|关联|相干|沾边|搭边|搭界|搭嘎|挨边|挨着)|无关|不沾(?!污)|[沾挨扯搭]不[上着]|打不着|"
    # by the way
    r"前店后厂|前厂后店|顺便|顺带|捎带|搭[着头]|[不没]怎?么?(?:挣钱|赚钱|住人)|不咋|副业|小头|占一?小[半头]|零头|一点点|不多|"
    r"(?:也|还|再)(?:卖|做|种|养|弄|搞|接|带)[着了]?一?[点些]|(?:^|[也还])[种养卖做]一?[点些]|也[搞开弄养][着了]|"
    # none of it
    r"^(?:自己|我们?|咱们?|俺们?)?(?:都|又|也|倒)?(?:没|不)(?!光|只|仅|止|锈|干胶|粘|倒翁)|自己(?:没|不|一[^,]{1,3}[不没])|"
    # what it does not pay by
    r"^(?:也|还|都|另外)*(?:在?(?:网上|线上|直播间?|抖音|快手|网络|淘宝|京东|天猫|拼多多|视频号|小红书|微信)[和、]?)+上?(?:也|都|还)*"
    r"(?:开[着了]?店|有店?|卖|销售)[着的了呢]?(?:一?[点些]|一部分|不少)?$|不靠|靠不住|不够用|不划算"
)
# What was done and is no more: 猪场关了.
_ENDED = re.compile(
    r"[不没][开干做养种酿杀搞造卖办]?(?:下去|成)?了?$|不[^,]{1,2}了|不外[卖销]|停了|停产|关了|关门|关停|关张|转让|转出去|腾退|拆了|退了|黄了|倒闭|倒了|"
    r"没了|盘出去|歇了|[场厂店园窑棚]卖了|价不行"
)
# What it is made into stands behind: 煤层气做炭黑.
_MADE_INTO = re.compile(
    r"(?:来|拿来|用来|也)?(?:做成?|打成|磨成|制(?![作造])成?|压成|熬成|酿成?|炼成?|碾成|加工成)[^,。;!?、]{0,3}$"
)
# Packing as the last step of some other work.
_STEP = re.compile(
    r"(?:真空|加工|收购|碾米|磨面|榨油|脱壳|分[切级装割拣]|清洗|烘干|切片|杀菌|蒸煮|洗净|晾晒|挑选|烘焙|炒制|打)$"
)
# What it is made of, how it is packed, what there is so much of, which kind: 用煤矸石做砖, 礼盒装, 八十张床, 植保那种.
_MADE_OF = re.compile(r"(?:^|[,。;!? 们是家要])[用拿][^,。;!?做制产酿提织]{0,2}$")
_MAKES = re.compile(r"[^,。;!?]*[做制产酿提织烧炼榨]")
_AROUND_IT = (
    (re.compile(""), re.compile(r"装(?=$|[,。;!? 的])")),
    (re.compile(r"[0-9一二两三四五六七八九十百千几多来][张间套台辆部把][^,。;!? ]{0,3}$"), re.compile("")),
    (re.compile(r"[,。;!? ]$"), re.compile(r"[那这][种类](?=$|[,。;!? 的])")),
    (re.compile(""), re.compile(r"们?(?:都|就|会|每年|自己)*(?:上门|来)[^,。;!?]{0,2}(?:收|拉|买|采|摘)")),
    (re.compile(r"[往给][^,。;!?、]{0,4}$"), re.compile(r"[^,。;!?、]{0,2}[送发拉运卖交](?=$|[,。;!? 的])")),
    (re.compile(""), BOUGHT_AT),
    (re.compile(r"把[^,。;!?]{0,5}$"), re.compile(r"[^,。;!?]{0,2}(?:卖|出口|销|批发|发往|倒)")),
)
_BOUGHT_BY = re.compile(r"商?超|饭店|酒店|宾馆|学校|食堂|菜市场|药店|药房|粮店")
# What a house offers is no trade of its own: 开饭店的，主打十大碗; 开农家乐的，能住能吃能采摘.
_OFFERS = re.compile(
    r"(?:[,。;!? 的]|(?<=[店馆楼厅宿乐庄]))[^,。;!? ]{0,3}(?:主打|招牌|特色|拿手|能|可以|带)[^,。;!? ]*$"
)
_HOUSE = re.compile(
    r"(?:[店馆楼厅]|商贸|贸易|电商|超市|(?:商贸|贸易|外贸|电商|销售|经销)公司|食堂|农家乐|农家院|民宿|客栈|山庄|营地|景区|度假村|农庄|火锅|烧烤)$"
)
# A shop that makes what it sells, and a maker who puts in place what he makes.
_SHOP = re.compile(r"[商门]?店|铺|门市")
_ITS_MAKE = re.compile(
    r"[做酿磨打烤织绣雕编腌卤榨蒸炒铸烧熬][^,。;!?、卖]{1,6}的(?:老字号|百年|多年|老|小|手工|家庭|夫妻)*$"
)
_MADE_BEFORE = re.compile(r"(?:加工|制作|生产|制造|定[做制]|打造)(?:[、和与及带包兼,]|上门)*$")
_TOOL = re.compile(r"流水线|是买|织布?的|做的|加工的|绣的")
# Who buys, or what it is for, right before a name.
_BUYER = re.compile(
    r"(?:卖|交|供|送|发|运|供货|供应|批|出|配套)(?:给|到|往|去|至)了?(?:[^,。;!?、]|、(?![养种做产开搞办酿])){0,12}$|(?<=[肉菜果货料品件蛋奶])[发供送]$|(?<=了)[送卖交]$|(?<=[果货子料品蛋茧])卖(?=[^,。;!?、]{1,3}[厂站社])|(?<![行])走[^,。;!?、做种养]{0,4}$|从(?!中)[^,。;!?、收]{0,8}$|"
    r"(?:配合|对接|挨着)[^,。;!?、做搞养种开产]{0,4}$|(?<![检勘])测[^,。;!?、]{0,6}$|(?<![安组包灌罐分假服])装$"
)
# 卖给饭店、种香菇的 begins anew.
_ANOTHER_DEED = re.compile("、[养种做产开搞办酿]")
# Selling that says nothing of the trade, for whoever makes a thing sells it.
_OWN_SALE = re.compile(r"(?:自己|自个|自家|自产|边做边|统一|全|都|也|直接|网上|打牌子|拉到[^,]{1,4}|往外|对外|专门)$")
_SALE = re.compile(
    r"卖(?:商?超|饭店|酒店|学校|食堂|药店|给|到|往|向|去|得|钱|掉|原粮|鲜|干果|青皮|不|了|点|$)|卖$|销售?(?:给|到|往|全国|海外)"
)

# Whoever grows it sells his own: 种菜卖菜.
_GROWN = re.compile(r"(?:^|[,。;!? 己家们我来])[种养栽][^,。;!? 卖收贩]{1,4}$")


# What is made or worked with there, told behind the trade: 珐华厂，花瓶摆件那些; 织潞绸的，老织机.
_SUCH_GOODS = re.compile(
    r"(?:那|这)[些类种](?:东西|玩意儿?|活儿?|的)?$|之类的?$|什么的$|啥的$|等等$|(?<![是自])(?:都|全)(?:做|有|产|织|烧|生产)的?$"
)
_TOOLS = re.compile(
    r"^(?:都?(?:是|用|使|有|上)(?:的(?:是|还是)?)?)?(?:老式?|旧|手工|手摇|脚踏|木头?|土|古法|传统|进口|国产|[半全]?自动化?|数控|新式?|[0-9一二两三四五六七八九十几]+[台架座口套条])的?"
    r"[^,]{0,3}(?:机|机器|机床|窑|炉|炉子|锤|设备|工具)子?(?:[0-9一二两三四五六七八九十几]+[台架座口套])?$"
)


def beside(said: str, found: Sequence[Named]) -> list[Named]:
    """Return the names of a text that are no trade of the speaker's, as it says itself."""
    return [
        named
        for named in found
        if _CLAUSE_OF_NOTHING.search(_clause(said, named))
        or _ENDED.search(_clause(said, named))
        or (_BUYER.search(_before(said, named)) and not _ANOTHER_DEED.match(said, named.start - 1))
        or _illustrates(said, named, found)
        or any(_own_sale(said, one, found) for one in found if one == named or one.end == named.start)
        or (_before(said, named).endswith("卖") and _BOUGHT_BY.match(said, named.start))
        or _offered(said, named, found)
        or (len(found) > 1 and said[named.start : named.end] == "手工")
        or (_SHOP.match(said, named.start) and _ITS_MAKE.search(said[: named.start]))
        or (said.startswith("安装", named.start) and _MADE_BEFORE.search(said[: named.start]))
        or (said[named.start : named.end].startswith("机器") and _TOOL.match(said, named.end))
        or (said[named.start : named.end].startswith("包装") and _STEP.search(said[: named.start]))
        or (_MADE_OF.search(said[: named.start]) and _made_into_another(said, named, found))
        or any(before.search(said[: named.start]) and after.match(said, named.end) for before, after in _AROUND_IT)
        or any(_MADE_INTO.fullmatch(said, named.end, other.start) for other in found)
    ]


def _offered(said: str, named: Named, found: Sequence[Named]) -> bool:
    """Whether a name is what a house named before it offers."""
    offers = _OFFERS.search(said[: named.end])
    at = offers.start() if offers else 0
    return any(_HOUSE.search(said[: one.end]) for one in found if one.end <= at)


def _illustrates(said: str, named: Named, found: Sequence[Named]) -> bool:
    """Whether a clause behind that of a certain trade only tells its goods or its tools."""
    clause = _clause(said, named).strip()
    if not (_SUCH_GOODS.search(clause) or _TOOLS.search(clause)):
        return False
    ahead = [one for one in found if one.end <= named.start and _CLAUSE_MARKS.search(said, one.end, named.start)]
    certain = {one.options for one in ahead if len(one.options) == 1}
    # 厂 behind the name of a ware tells nothing more: 蚕丝被厂.
    told = [one for one in ahead if len(one.options) == 1 or all(one.start != other.end for other in ahead)]
    return (
        len(certain) == 1
        and certain == {one.options for one in told}
        and certain.isdisjoint((option,) for option in named.options)
    )


def _made_into_another(said: str, named: Named, found: Sequence[Named]) -> bool:
    return any(one.start >= named.end and _MAKES.fullmatch(said, named.end, one.start) for one in found)


def ended(said: str, found: Sequence[Named]) -> bool:
    """Whether all that is named is done no more: 猪场转让了."""
    return bool(found) and all(_ENDED.search(_clause(said, named)) for named in found)


def _own_sale(said: str, named: Named, found: Sequence[Named]) -> bool:
    """Whether a name is the selling of what the names before it make or grow."""
    if said[named.start : named.end].startswith("卖") and _GROWN.search(said[: named.start]):
        return True
    ahead = [one for one in found if one.end <= named.start and not set(one.options) & set(named.options)]
    if not ahead or not said[named.start : named.end].startswith(("卖", "销")):
        return False
    return bool(_SALE.match(said, named.start) or _OWN_SALE.search(_before(said, named)))


def _before(said: str, named: Named) -> str:
    # What turns to another trade is told by the verb of the name: 拆了|改种香菇.
    return _CLAUSE_MARKS.split(said[: named.start + 1])[-1][:-1]


def _clause(said: str, named: Named) -> str:
    return _before(said, named) + said[named.start : named.end] + _CLAUSE_MARKS.split(said[named.end :])[0]
