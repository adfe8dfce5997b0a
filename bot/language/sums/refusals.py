"""What Huiqi says where no sum is taken, and the words that settle it before any figure is read."""

import re

from bot.language.reading import NotUnderstood
from bot.language.sums.asides import Aside

_EXAMPLE = "例如 4.8亿、3000万"
NO_SUM = NotUnderstood(f"没看出金额。请写数字和单位，{_EXAMPLE}")
UNSURE = NotUnderstood(f"这个金额我拿不准。请只写一个带单位的数，{_EXAMPLE}")
TOO_MANY = NotUnderstood(f"说了好几个数，请只写要填的那一个，{_EXAMPLE}")
TOO_MUCH = NotUnderstood(f"这个数太大了，请核对单位后重写，{_EXAMPLE}")
LOSS = NotUnderstood(f"这里问的是营业收入，不是利润，不会是负数。请写营业收入，{_EXAMPLE}，没有收入写 0")
FOREIGN = NotUnderstood(f"请折合成人民币再写，{_EXAMPLE}")
QUESTION = NotUnderstood(f"这像是一个问题。要填金额请写数字和单位，{_EXAMPLE}")
DIFFERENCE = NotUnderstood(f"请直接写要填的总额，不写增减多少，也不写利润、税额，{_EXAMPLE}")
PLAN = NotUnderstood(f"打算和目标不算，请写已经做到的全年金额，{_EXAMPLE}")
ONE_YEAR = NotUnderstood(f"请写一个年度全年的金额，{_EXAMPLE}")

OF_ASIDE = {
    Aside.LOSS: LOSS,
    Aside.DIFFERENCE: DIFFERENCE,
    Aside.PLAN: PLAN,
    Aside.PART: ONE_YEAR,
    Aside.SLIP: UNSURE,
    Aside.OTHER: DIFFERENCE,
}
"""What is said where every sum belongs to an aside of that kind."""

_REFUSALS = (
    (FOREIGN, re.compile(
        r"[美欧港日澳加台韩][元币圆金刀]|欧(?!派|亚|洲|盟)|英[镑磅]|瑞郎|越南盾|[€£$₩₽₹฿]|円|日圆|外[币汇]|(?<!民)币(?!种|值)|法郎|卢比|卢布|泰铢|比索|迪拉姆"
        r"|(?<=[0-9万亿百千w])(?:刀|盾|镑)(?!具)|(?<![a-z])(?:us|usd|eur|hkd|jpy|gbp|krw|sgd|aud|cad|chf)(?![a-z])"
    )),
    (LOSS, re.compile(
        r"负 ?[0-9一二两三四五六七八九十几百千半]"
        r"|(?:^|[^0-9万亿千百十元块wk% a-z]) ?(?<!净利)(?<!净利润)(?<!利润总额)[-−] ?[0-9]"
    )),
    (QUESTION, re.compile(
        r"吗(?= ?(?:$|[,。;!]))|\?|多少钱|[奖拿补给领]多少|是不是|能不能|有没有|算不算|够不够|符不符|可不可以|行不行"
        r"|(?P<deed>[到过够超上破])没(?P=deed)|是否"
        r"|怎么(?!着?也)|什么|为啥|要多少"
    )),
)  # fmt: skip


def refusal(said: str) -> NotUnderstood | None:
    """Return why a normalised text is no answer in yuan, whatever its figures; None where it may be one."""
    return next((why for why, words in _REFUSALS if words.search(said)), None)
