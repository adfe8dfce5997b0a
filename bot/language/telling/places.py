"""Which places of a message are not where the enterprise is: left, held for a store, or of goods and buyers.

Each counts only beside another place: whoever says no more than `高平有个门市` is in 高平.
"""

import re

from bot.language.telling.anchors import Anchor

_FROM = re.compile(r"(?:从|由)$")
_MOVED = re.compile(r"[县市区镇]?(?:那边|这边|老厂)?(?:整体)?[搬迁挪]")
_STORE = (
    r"(?:仓库|库房|冷库|门市部?|门店|门面|办事处|收购[点站]|分公司|分店|分厂|销售[点部]|经营部|网点|展厅|直营店|代办点)"
)
_HAS_STORE = re.compile(
    r"[县市区镇]?(?:那边|这边|那儿|那头|里)?(?:[也还只就另]|另外|不过)*(?:[是有]|[设开]了?|租了?)?"
    rf"(?:[一两三几]?[个家处间])?[^,。;!?是在]{{0,3}}?{_STORE}(?:[的了吧]|而已)*(?=$|[,。;!? ])"
)
# 泽州、高平都有店.
_STORES_IN = re.compile(rf"[^,。;!?]{{0,8}}[都各][有设开]了?(?:{_STORE}|经销商|代理商|客户|店)(?=$|[,。;!? 的了])")
_STORE_IN = re.compile(rf"{_STORE}(?:[都也就]|[设开放])*在$")
_SENDS = re.compile(r"(?:卖|[销发运送]|批发|供货?)[到往给][^,。;!?]*$|客户[^,。;!?]*$")
_NATIVE = re.compile(r"[县市区]?(?:的?人|户口)(?=$|[,。;!? ])")
_TRADES = re.compile(r"(?:[卖销贩倒做产烧织]|批发|经营|收购|代理)[^,。;!?]*$")


def holds_store(said: str, place: Anchor) -> bool:
    """Whether a place is said to hold no more than a store or an office: 沁水那边就是个仓库."""
    return bool(
        _HAS_STORE.match(said, place.end) or _STORES_IN.match(said, place.end) or _STORE_IN.search(said, 0, place.start)
    )


def is_elsewhere(said: str, place: Anchor, goods: bool) -> bool:
    """Whether a place is said not to be where the enterprise is; ``goods``: a trade is named right behind it."""
    left = _FROM.search(said, 0, place.start) and _MOVED.match(said, place.end)
    sent = _SENDS.search(said, 0, place.start)
    return bool(
        left
        or sent
        or _NATIVE.match(said, place.end)
        or holds_store(said, place)
        or (goods and _TRADES.search(said, 0, place.start))
    )
