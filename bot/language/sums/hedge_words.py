"""The words around a sum that say how it is meant: before it (`大概`) and behind it (`出头`)."""

from collections.abc import Mapping

from bot.language.sums.hedges import Hedge


def _table(rows: Mapping[Hedge, str]) -> dict[str, Hedge]:
    """Return word -> hedge, longer words first, as a pattern of them wants it: 差不多 before 差."""
    words = {word: hedge for hedge, row in rows.items() for word in row.split()}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


BEFORE = _table({
    # 最高做过五千万 and 账面上五千万 have no 过 and no 上 that mean reaching.
    Hedge.PLAIN: (
        "满打满算 满打满算也就 "
        "人民币 rmb 全算上 都算上 全部算上 全加上 都加上 全部加上 最近 附近 再多 再少 刚好 正好 整整 足足 就 "
        "也就 也就是 上是 上有 上为 等于 -> => 含税 不含税 经过 通过 "
        "做过 有过 到过 达过 干过 卖过 搞过 赚过 挣过 现过 成过 创过 冲过 "
        "告上 料上 据上 "
        "账上 面上 表上 网上 线上 际上 实上 体上 致上 论上 手上 纸上 书上 单上 册上 统上 晚上 早上 总上 头上"
    ),
    Hedge.ABOUT: (
        "约合 大概 大约 大致 约 差不多 估计 估摸 估摸着 可能 应该 好像 约摸 约莫 大概其 大概齐 差不离 基本上 "
        "四舍五入 ≈ ~"
    ),
    Hedge.NEARLY: (
        "差个零头 差点零头 差一丢丢 差丢丢 差一些 差些 逼近 直逼 挨着 小 有小 做小 靠近 马上 马上到 马上就 "
        "即将 眼瞅 眼瞅着 "
        "不到 不满 未满 差点 差一点 差一点点 差点儿 将近 接近 临近 近 快 快到 快要 眼看 眼看着 不足 就要 就快 "
        "险些 差一点儿 差不点 几乎 几近 将及 差一口气"
    ),
    Hedge.JUST_OVER: (
        "刚过 刚破 刚超 刚超过 刚刚过 刚刚超过 刚突破 刚到 刚达到 略超 略高于 稍微超过 勉强 勉强过 勉强到 "
        "勉强破 勉强超过 将将过 将将 刚够 刚上 才过 才刚过 略过 稍过 略多于"
    ),
    Hedge.AT_LEAST: (
        "超过 超 多于 大于 高于 过 破 突破 上 不止 不只 逾 不低于 不少于 不小于 远超 跨过 迈过 站上 不下 "
        "不下于 不亚于 少说 少说也有 最起码 怎么 怎么着 怎么说 咋 咋着 无论如何 超出 多过 高过 大过 至少 最少 "
        "最低 起码 保底 打底 往少里说 往少了说 往低了说 往小了说 大于等于 > ≥ >="
    ),
    Hedge.AT_MOST: (
        "不超过 不超 没超过 未超过 没过 没破 没突破 未突破 不高于 不多于 不大于 不出 充其量 顶天 至多也就 "
        "顶破天 撑破天 往多里说 往多了说 往高了说 往大了说 多说 最多 至多 顶多 撑死 小于等于 ≤ <="
    ),
    Hedge.BELOW: (
        "没到 未到 没达到 未达到 达不到 到不了 不达 不够 没有 没 未 没能 未能 没法 不可能 不太可能 不会 "
        "远不到 远不足 远不及 远未到 低于 少于 小于 < 不及 未及 上不了 过不了 破不了 超不了 超不过 够不上 "
        "够不着 上不到 突破不了"
    ),
    Hedge.DENIED: "不是 并非 不算 打成 写成 说成 看成 填成 输成 按成 记成 报成 听成 念成",
    Hedge.CHANGE: (
        "增长 增加 增 多了 少了 减少 减 下降 降 降了 涨 涨了 提高 提升 下滑 回落 多 少 掉了 跌了 增收 还差 差 "
        "差距 差额 签约 合约 节约 违约"
    ),
    Hedge.AWAY: "离 距离 距",
    Hedge.UNCLEAR: (
        "少说了 多说了 少报了 多报了 少写了 多写了 少算了 多算了 少记了 多记了 少填了 多填了 漏报了 漏了 漏算了 "
        "哪 哪里 哪来 不过 不 乘 除 翻 又 很快 较快 飞快 加快 加上 算上 减去 除去 扣除 扣掉 规模小 厂小 太小 "
        "较小"
    ),
})  # fmt: skip
"""Word before a sum -> how the sum is meant."""

AFTER = _table({
    Hedge.PLAIN: "之间 不等 整 正 才对",
    Hedge.ABOUT: (
        "多点也可能少点 多点或少点 多点少点 上下差不多 左右 上下 前后 的样子 样子 这样子 这样 那样子 那样 "
        "来往 附近 浮动"
    ),
    Hedge.NEARLY: (
        "差一口气 差口气 不到一点 不到点 不到点儿 不足一点 不到 不足 未满 不满 不太到 都不到 还不到 差一点 "
        "差一点点 差点 差点儿 差一丢丢 差丢丢 差一些 差些 "
        "欠一点 欠点 少一点 少点 缺一点 缺点 弱"
    ),
    Hedge.JUST_OVER: (
        "出头 冒头 出了点头 出了头 出了个头 冒了点头 冒了头 还要多一丢丢 还要多一点 还要多点 还多一点 还多点 "
        "再多一点 再多点 再多些 出头儿 挂零 冒尖 有余 多一丢丢 多一点 多点 多一点点 多丢丢 过一点 过点 刚过 "
        "出点头 "
        "冒点头 挂点零 略多 略强"
    ),
    Hedge.AT_LEAST: (
        "以上 及以上 或以上 往上 朝上 向上 起 起步 打底 开外 不止 都不止 打不住 都打不住 保底 靠上 + 只多不少 "
        "只高不低 只会多 还多 还要多 往多了 没问题 没有问题 不成问题"
    ),
    Hedge.AT_MOST: (
        "顶多 最多 至多 以下 以内 之内 及以下 或以下 往下 朝下 向下 封顶 顶天 撑死 到头 到顶 为止 没过 没超过 都没过 "
        "都没超过 只少不多"
    ),
    Hedge.BELOW: "之下 没 没有 没到 未到 未达到 都没 都没到 都没有 都够不上 都够不着",
    Hedge.DENIED: "不是 不对",
    Hedge.UNCLEAR: "的 多 不 之一 级 级别 打 翻 减 乘 除 倍 够呛 都够呛 减半 折半 打折 的一半 一半",
})  # fmt: skip
"""Word behind a sum -> how the sum is meant."""
