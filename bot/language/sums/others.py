"""Whose sum a clause tells, where it is not the speaker's: `隔壁五千万`, `镇上最大那家听说有三个亿`."""

import re

# Always somebody else.
_STRANGERS = re.compile(
    r"隔壁|邻居|同行|人家|别家|别人家|对门|母公司|整个行业|全[镇县市区村乡行](?!各|都)|全国(?=[0-9一二三四五六七八九十])"
    r"|(?<![我本咱们])(?<![我咱]们的)集团(?:公司)?(?!的|合并)[^,。;! ]{0,4}(?=[0-9一二两三四五六七八九十])"
)
_KIN = "[大二三小表堂]?(?:[哥弟姐妹爸舅叔姑姨]|舅子|姨子)|[姐妹]夫|老丈人|同学|朋友|亲戚|老乡|兄弟|战友"
_TELLING = "听?说|讲|想|看|问|跟|告诉|觉得|估|猜|知道|认识|记得"
_PLACE = "镇|村|县|市|区|乡|街|附近|当地|本地|[这那][边儿里个]?(?:镇|村|县|市|片|条街|一带|行业?|最大)|行业?"
_FIRM = "厂子?|家|公司|企业|户|店|场|合作社|作坊|那个?"
# Somebody else where the clause has nothing of the speaker.
_MAYBE_STRANGERS = re.compile(
    "听(?:别?人|他们?)?[说讲]|据说|别人都?[说讲]|(?:行业?|同类)平均|[行业里县镇市村]的?老大(?![说让])|那[一1]?家(?!分?店)|(?:^|:)对面|首富|(?:行业|头部|老大哥?|那些?大)(?:老大哥?|企业|厂|公司|那几家)"
    f"|(?<![级化])(?<!重点)龙头(?:老大|企业|那|们)|最大的?[^,。;! 0-9一二三四五六七八九十]{{0,4}}(?:{_FIRM})"
    "|(?:行|业)(?:里|内|业)?最大的?能|(?:[镇村县市][上里]?|附近|行业里?)有[一1]?[家个户](?!厂区)|那(?:厂|公司|企业)"
    "|有的(?:厂|企业|公司|人家|店)|同[村镇县乡]的?(?:那|老|有)"
    f"|[他她]们?(?:家|那)|我(?:{_KIN})们?(?:家|开|那|的(?!我)|他|办|去年|一年)"
)
_OWN = re.compile(
    f"(?:(?<!问)我们?(?!们?(?:{_TELLING}|{_KIN}))|咱们?|俺们?|自家)"
    f"(?!们?(?:{_PLACE}|这[边儿里]|[那同对隔旁]))(?![是可哪更都也根本]*(?:没|不|哪|比|差))"
    "|本[公厂企店社]"
)
_SUBJECT = re.compile(f"(?!.*龙头)[^,。;!比跟和与同不没]{{0,8}}(?:{_FIRM}|老板|同行|邻居)[吧呢啊嘛呀]?")


def of_others(clause: str) -> bool:
    """Whether a clause speaks of somebody else."""
    return bool(_STRANGERS.search(clause) or (_MAYBE_STRANGERS.search(clause) and not _OWN.search(clause)))


def names_others(clause: str) -> bool:
    """Whether a clause only names somebody else, so that the next one may be told of them: 镇上最大那家，三个亿."""
    return bool(_SUBJECT.fullmatch(clause.rpartition(":")[2])) and of_others(clause)


def is_own(clause: str) -> bool:
    """Whether a clause speaks of the speaker's own firm."""
    return bool(_OWN.search(clause))
