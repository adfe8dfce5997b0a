"""The words that say whether a thing is had: `评上了` yes, `没评上` no, `材料刚交` not yet, `好像有` perhaps."""

import re
from enum import Enum, auto
from typing import NamedTuple


class Says(Enum):
    """What a word says of the names it governs."""

    YES = auto()  # 评上了
    NO = auto()  # 没评上
    LOST = auto()  # 被取消了
    WISH = auto()  # 打算
    STAGE = auto()  # 正在公示
    AGAIN = auto()  # 复核又过了: had, and its day is not the first
    DOUBT = auto()  # 好像有
    REST = auto()  # 别的没有: said of none of the names

    @property
    def refuses(self) -> bool:
        """Whether what it governs is not had now."""
        return self in {Says.NO, Says.LOST, Says.WISH, Says.STAGE}


class Predicate(NamedTuple):
    """A word in the slice ``[start:end]`` of a text that says whether something is had."""

    start: int
    end: int
    says: Says


NAME, DATE = "\0", "\1"
"""What names and dates are blanked out with, so that a 不 or 没 of their own denies nothing."""

_OF_TIME = r"(?:哪|几|啥时|什么时|时间|日期|年份|月份|年头|具体)"
_FORGOTTEN = r"记不[太大]?清|记不得|记不住|不记得|没记|忘|想不起"
_UNSURE = r"(?:不(?:太|大|能)?(?:确定|清楚|知道)|说不[准清好]|拿不准|搞不清|弄不清)"
_VERB = (
    r"(?:申请|申报|评选|评|通过|过|批|拿|获评|获得|获|取得|得|中|成|入围|入选|入库|下来|到手|办理|办|做|弄|搞|报|"
    r"申|上|发|领|"
    r"认证|认定|认|复核|续|年检|考虑|顾上|够|赶上|轮)"
)
_REACHED = r"(?:上|到|过|下来|下|成功|成|着|完|好|结果|资格|门槛|年限)?"

_WORDS: tuple[tuple[Says | None, str], ...] = (
    # Words with a 没 or 不 that deny nothing, and time that is not remembered.
    (None, r"没问题|没[几多][年天久个]?|没错|不错|不少|不久|不多|不用说|不瞒|没说的|差不多|等级"
           r"|有效期?|有限|有关|说不上"
           rf"|{_FORGOTTEN}|{_UNSURE}了?[^,。;!?{NAME}]{{0,4}}{_OF_TIME}|{_OF_TIME}[^,。;!?{NAME}]{{0,6}}{_UNSURE}了?"
           rf"|(?:好像|大概|可能|应该|大约|估计|似乎)就?是?在?{DATE}|不是{DATE}"
           r"|(?:不[光仅止但只]|除)(?:是|有|了)?"),
    (Says.DOUBT, rf"{_UNSURE}|不敢说|吃不准|没准|好像|似乎|可能|也许|或许|应该|估计|八成|大概|算不算|算吗|是不是|"
                 rf"有没有|是否|"
                 r"(?:得|要|去|再)问|怎么|如何|是啥|是什么|什么[是叫]|啥[是叫]|(?<=\0)还是(?=\0)|来着|叫什么|啥时候|什么时候|多少钱|能不能|"
                 r"可不可以|吗|公示期?(?:已经?|都|刚)?(?:过|完|结束|满)了?(?![^,。;!?]{0,2}[发拿领批下])"),
    (Says.LOST, r"(?:现在|目前|如今|后来|早就?)[^,。;!?\0\1]{0,3}(?:没有?了|不是了|断了)|断了"),
    (Says.REST, r"(?:没有?|无)(?:啥|什么|任何)(?:别的|其他)?(?:认证|证书?|认定|称号|荣誉|牌子|资质)|"
                r"(?:奖励|奖补|补贴|补助|奖金|资金|钱)[^,。;!?\0\1]*(?:没|未|不)[^,。;!?\0\1]*"
                r"|(?:没|未|不)[^,。;!?\0\1]{0,5}(?:奖励|奖补|补贴|补助|奖金|资金|钱)|"
                r"[没不]列|(?:再|就|也|还)*(?:没有?|无)(?:啥|什么|得)?(?:别的|其他|其它|另外)(?:的|了)*"
                r"(?:认证|证书?|认定|称号|荣誉|牌子|资质|奖项?)?"
                r"|(?:别的|其他|其它|其余|剩下|余下|另外)的?[^,。;!?\0\1]{0,4}(?:没|无|不|在|还)[^,。;!?\0\1]*"
                r"|(?<![都也还])没有?了(?=[,。;!?]|$)"),
    (Says.LOST, r"取消|撤销|撤[了掉]|顶[掉替]|替掉|收走|过期|失效|摘[了掉牌]|退市|被摘|作废|"
                r"到期(?=[没未了也就]|$)|收回|注销"
                r"|(?:没有?|未)(?:能|再|给)*(?:续|复核|复审|年检|换证)[^,。;!?\0]{0,3}"),
    (Says.WISH, r"打算|准备|计划|(?<!想)想(?![想不必起])着?|要(?=申|报|评|拿|冲|争|办|上|去)|争取|力争|希望|盼|"
                r"目标|冲(?:刺|着|"
                r"一?下)?|瞄着|奔着|往|"
                r"备着|筹备|筹划|预备|明年|后年|下个?月|回头|将来|以后再|即将|将要|马上|快[要了]?(?=拿|评|批|下|过|"
                r"成|公|办|到手|有结果|能|[,。;!?]|$)|有望|有意|拟|指望"),
    (Says.NO, rf"(?:没有|没|未|尚未|暂未|无|木有|不)(?:能|再|给|来得及|机会|够|顾上|去|有)*{_VERB}{_REACHED}"
              r"|没有|没|未|无|木有|不(?:是|算|属于|具备|符合|够格?|行|在|要|报|做|想|打算|沾边?)?|并非|非(?!遗|标|物质)"
              r"|(?:是|为|归)零|落选|落榜|黄[了掉]|没戏|泡汤|吹了|凉了|悬|刷(?:下来?|掉|了)|被[拒毙卡否]|拒了?|驳回|退回|打回|"
              r"差(?:一?截|一?点|一步|[几一]分|了?一?口气)|"
              r"[就只还单][缺差]|缺|失败|失之交臂|还早|早[呢着]|差得?远|哪[有够能里]|别管|甭管|不提|石沉大海|"
              r"没下文|打水漂|搁[置浅]|搁着|凉凉|卡[住着壳]|白忙|放弃|"
              r"算了|停了"),
    (Says.STAGE, r"初[审评筛核](?:已经?|刚|都)?(?:通过|过)?了?|(?<![反真修改])正在?(?![式规月宗品当])|在评|"
                 r"在(?=申|报|办|弄|跑|评|审|走|等|公示|做|"
                 r"搞|争|准|排|辅|培|筹|认|路|受)|"
                 r"(?:申请|申报)(?![到下成]|通过)(?:过|了|的|中|着)*|上报|报(?:了|上|着|送|的|名|到|过)+|递(?:交|"
                 r"了|上)*|提交|"
                 r"交(?:了|上|材料|完)+|材料|公示|公告(?![的了过])|评审|审[核批]中?|审着|复评|答辩|现场|受理|流程|排队|排着|"
                 r"等(?:着|信|结果|通知|批|公|文|发|省|国|市)|"
                 r"待审?|卡在|培育|后备|候选|创建|在建|筹建|储备|推荐|辅导|(?:办|弄|跑|搞|做|申|评)(?:着呢|着|理中|"
                 r"中)|打报告"),
    (Says.AGAIN, r"复核|复审|复评|换(?:了|的|成|过|发)?新?证?|续(?:证|了|上|期|的)|年检|监督审核|更新|到期|再认证|"
                 r"重新认定"),
    (Says.YES, r"(?:申请|申报)(?:到|下来|成功|成|通过)|有|是|拿|获|得[了到]|评(?:上|了|过|的|为|定|中|下来)|获评|"
               r"评(?=[,。;!?]|$)|评价入库|认定|认[的了]|认证|通过|过[了的审关]|批[了下的]|下来|到手|"
               r"取得|入选|入围|入库|授[牌予]|发(?=的|证|了|下|牌|文)|下[证文牌]|领[了到的]|成[了功]|上榜|颁|公告[的了过]|(?<=才)[办拿评批]|"
               r"办[了过的成好下]|做[了过的]|升|"
               r"保住|属于|具备|挂[了的上牌]|公布|列[入进上]|命名|纳入|够了|占着"),
)  # fmt: skip
_PREDICATE = re.compile("|".join(f"(?P<p{at}>{pattern})" for at, (_, pattern) in enumerate(_WORDS)))


def predicates(blanked: str) -> list[Predicate]:
    """Return the words that say whether something is had, in a text whose names and dates are blanked out."""
    found = []
    for match in _PREDICATE.finditer(blanked):
        says = _WORDS[int((match.lastgroup or "p0")[1:])][0]
        # What is had or not (评上的有, 没有的是) is said by the verb before it.
        if says and not (match[0] in {"有", "是"} and blanked[: match.start()].endswith("的")):
            found.append(Predicate(match.start(), match.end(), says))
    return found
