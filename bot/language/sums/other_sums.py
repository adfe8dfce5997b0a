"""Words of the sums that an enterprise has besides its revenue: what it owns, owes, spends, earns and is given."""

_FIGURE_NEXT = "(?=[^,。;!]{0,2}[0-9一二三四五六七八九十两几百千]|$)"

_OWNS = (
    "投资|固投|投入|投了|资产|资本|注册资|认缴|实缴|股本|股权|融资|存货|库存|存款|身家|估值|市值|设备[投值]",
    rf"注册{_FIGURE_NEXT}|值(?<![产数峰高]值){_FIGURE_NEXT}",  # 厂子值一个亿, but not 刚注册, 峰值
)
_OWES = (
    r"贷(?<!信贷)|借(?![助鉴用口])|欠(?!一?[点丢些])|应收|应付|外债|负债|债务|授信|额度|缺口|需要?",
    "工程款|尾款|货款|定金|预付|首付|押金|保证金",
)
_SPENDS = (
    "成本|本钱|[料工水电油煤运]钱|费|开支|支出|开销|花了|付了|付给|(?<![出卖])去了|罚|捐|赔偿|工资|年薪|薪水|社保|房租|租金|进货|采购|进口",
    "税(?<![含开报]税)(?![前后务局票])|利税",
)
_EARNS = ("利润(?!表)|净利|赚|挣|纯利|净[落剩]|能落|落[下个]|到手|毛利|分红", "订单|签单|意向|合同|出口|价(?!税)")
_IS_GIVEN = ("补贴|补助|拨款|资助|给了|补了|奖金|奖励|奖了",)

OTHER_SUM = "|".join((*_OWNS, *_OWES, *_SPENDS, *_EARNS, *_IS_GIVEN))
"""A pattern of them all. Each begins with a character of its own, so that a search passes over most texts at once."""
