"""The words beside a figure: whether they leave it one of turnover, and of which time.

Any word that is neither of time nor of turnover nor of no weight may say that a figure is of something else.
"""

import re
from collections.abc import Sequence

from bot.language.days.mentions import Mention
from bot.language.sums.earlier import BEFORE

SPEAKS_OF_TURNOVER = re.compile(
    r"(?:主营)?(?:业务|营业|销售|经营)?(?:总?收入)|营收|营业额?|销售总?额?|流水|(?:总|年)?产值|卖[了过到出个]?|年入(?!库)|进账|门票|房费|业绩|体量|盘子"
)
PERIOD = re.compile(r"一年|每年|年年|全年|整年|年均|每个?月|一个?月|[月季]度?平?均|每天|一天|一?个?季度|上半年|下半年")
_WEIGHTLESS = re.compile(
    # of a year, the best one and how well it is known
    r"年[份头]|[纪记]录|成绩|峰值|值|[份之]|历史|又|[这那]个数|[近这]几年|风光|红火|辉煌|兴旺|景气|水平|一直|老|新高|顶峰"
    r"|[记说]?不太?清楚?|记|忘|"
    r"首次|然后|接着|过线|刚刚|[啥什么]{1,2}的|忙?到头|头[一1]?[回次]|第一次|一般|平均|通常|还行|不行|可以|一共|总共|统共|拢共|总起来|合计|加起来|我们?|咱们?|俺们?|自己|自家|公司|企业|厂子?里?|店里?|家里?|单位|这边"
    r"|目前|现在|如今|当时|时候|那会儿?|那[年时]|这[年些]|[一全整每当那]{0,2}个?年度?"
    r"|整(?![个理修改])|[刚正恰]好|足足|实打实|准确|确切|具体|精确|大概|大约|约|估计|可能|应该|差不多|基本上?|顶多|最多|左右|上下|规模|总的?|毛|含税|不含税|没有?过?[这那]么[多高好]|不[大小]|开票|统计|报表|账面上?|纳统"
    r"|做到?|干到?|搞到?|[弄搞做干]个|弄到?|有|是|到|达到?|冲[到上]?|涨到?|增长到?|[回上]?升到?|回到|回[暖涨]到|掉到?|降到?|跌到?|突破|破|过|超|实现|完成|录得"
    r"|为|在|从|由|大几?|也|就|才|只|都|还|刚|已经?|将近|近|快|得|能|会|好|最|高|的|了|上|下来?|来|多|出头|不到|些|点|钱|块|元"
    r"|社里|活儿?[多少]?|订单|单子|一条龙|市场|不?好做|吧|呢|啊|哦|呀|嘛|哈|呗|那|这|反正|大关|人民币|的货|数|说|实话|生意|行情|年景|效益|光景"
    r"|刚[干开做]|收了(?![^,]*的 ?$)|成立|建[的厂成]|开业|创办|注册|投产|开的|办的"
)
_WEATHER = re.compile(
    r"天[旱涝冷热]|雨水?[多少大]|[受遭]了?灾|霜冻|下雹子|(?:年景|行情|生意|市场)[很挺真还]?[好差赖孬行]"
)
_YEAR = r"(?:[0-9]{2,4}年|去年|前年|大前年|以前|往年|之前)"
COMPARED = re.compile(
    rf"(?:没有?|比不上|不如|跟|和){_YEAR}(?:好|强|多|高|一样|差不多)|不如{_YEAR}"
    r"|比(?:哪|往|前|去|上)一?年都?[高强好多](?=$|[,。;! ])"
)
"""Another year, named to say that this one is better or worse: 24年没23年好."""

_ASSETS = "地房车厂备器股店铺楼产料权树苗"
NOT_COUNTED = re.compile(
    r"的?(?:数据?|账|报表|报告|营收|收入)?(?:还|都|也|暂时)*(?:没有?|未|不)(?:统计|算|出来?|审|核|结|汇总|做账|定|知道|清楚)|的?(?:数据?|账)?(?:还|正)?在(?:统计|审|算|核)"
)
"""That the figure of a year is not known yet: 24年没统计完."""

_GOODS = re.compile(
    rf"卖(?![了过到出给掉])[\u4e00-\u9fff]{{1,3}}?(?<![{_ASSETS}])(?=[|大约有能个])|[\u4e00-\u9fff]{{1,2}}?(?<![{_ASSETS}])(?=卖[了到出])"
)
"""What is sold year by year: 卖蜜十五万, 蛋卖了两千万; but not what is sold once."""

_HERD = re.compile(
    r"(?:出栏|存栏|[养喂种收])?了?[0-9一二两三四五六七八九十百千万几]+[多来]?(?:头|只|羽|箱|亩|群|匹|斤|吨|窝)的?[猪牛羊鸡鸭鹅蜂蛋]?"
)
"""How many are kept or sold: 出栏两千头卖了四百六十万."""

SPENDS = re.compile(r"[投贷借捐补奖罚欠缴赔购拨]|花[了掉费钱]|[买租付交用给][了掉]|买|设备|项目|建[了厂房设]")
"""Words that say that the sum behind them is paid or got, and is no turnover."""


def remains(text: str, dates: Sequence[Mention], words: str = "") -> str:
    """Return what of a stretch says neither when nor how much nor that it is turnover."""
    for day in reversed(dates):
        text = text[: day.start] + text[day.end :]
    for known in (words, *words.split(",")):
        text = text.replace(known, "|", 1)
    for pattern in (_HERD, _WEATHER, _GOODS, BEFORE, PERIOD, SPEAKS_OF_TURNOVER, _WEIGHTLESS):
        text = pattern.sub("", text)
    return "".join(filter(str.isalnum, text))
