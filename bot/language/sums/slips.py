"""Slips of the keyboard and of dictation in sums, put right: `1.2已`, `大慨`, `幺二零零万`, `3。5亿`."""

import re

from bot.language.sums.rewriting import Rewritten, rewritten
from bot.language.sums.run_ons import RUN_ONS

_FIGURE = "0-9零一二两三四五六七八九十百千佰仟壹贰叁肆伍陆柒捌玖拾"
# 两亿三千五 leaves out the 百万; with 元 behind, the yuan may be meant.
_ONES = "一二两三四五六七八九1-9"
_UNIT_LEFT_OUT = rf"(?![{_FIGURE}万亿多来几余半个.元块头只人亩吨])"
SOUNDS_LIKE_TURNOVER = re.compile(
    rf"(?:[迎赢盈萤莹][收受手]|营[受手寿首瘦])(?=[额入]?(?:了|是|有|大概|大约|差不多|也就|才|约|:| )*[{_FIGURE}])"
    rf"|(?:(?<=[一每去前]年)|(?<![一每今去前{_FIGURE}])年)收[个了]?"
    rf"(?=(?:有|是|也就|大概|大约|差不多|不到|不足|将?近|快|约|:| )*[{_FIGURE}])"
)
"""营收 as dictation and keyboards write it, or short for a year's (年收三十万); 应收 is another word."""
_UNIT_ENDS = r"(?=$|[元多来左上出吧了呢,。;!) ]|以|不到|人民币)"
# Dictation hears 万 and 亿 as words of their sound; a bowl or a night has one figure or a trade that counts them.
_SAID_AS = r"(?=$|[元多来左出吧了呢,。;!) ]|上下|以[上下]|不到|人民币|块|的?样子)"
_SOUNDS = (
    (rf"(?:(?<=[百千十][二两三四五六七八九])|(?<=[百千十多几来])|(?<=[0-9]{{2}}))[晚碗湾弯腕]{_SAID_AS}", "万"),
    (rf"(?<=[{_FIGURE}多几来半个])(?<!一心一)(?<!三心二)(?<!事一)[意易议忆亦]{_SAID_AS}", "亿"),
    (r"(?<=[一二两三四五六七八九几])[钱签迁](?=[一二两三四五六七八九几]百|[万晚碗])", "千"),
)
_COUNTED_BY_SOUND = re.compile("天|日|面|饭|汤|粥|饸饹|餐|间|房|客|住|接待|民宿|宾馆|酒店|[块元][钱一]|每|[早中]晚")
"""Beside these bowls and nights are sold, not heard."""
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf]"  # part clauses as commas do

_UNITS = (
    (rf"(?<=[{_FIGURE}多几来半])[玩完]{_UNIT_ENDS}", "万"),
    (r"([0-9一二两三四五六七八九十百千.几半]{2,}[多来]?[万亿])元? ?\1", r"\1"),
    (rf"(?<=[{_FIGURE}多几])[已忆](?=$|[{_FIGURE}多元吧了,。;! ])", "亿"),
    (r"(?<=[0-9一二两三四五六七八九几])白(?=[万多几0-9一二三四五六七八九])", "百"),
    (r"(?<=[万亿])[原园圆](?=$|[整左上吧了,。;! ])", "元"),
    (r"(?<=[0-9.][0-9]) ?千元", "(千元)"),
    (r"(?<=[0-9]) ?million(?![a-z])", "百万"),
    (r"(?<![定设立订])([一二两三四五六七八九十几半0-9])个?小目标", r"\1亿"),
    (r"(?<=[0-9])\+ ?([万亿])(?!元?以)", r"\1以上"),
    (r"(?<=[千万])来(?=[块元])", "多"),
    (r"十几二十(?=[来多]?个?[来多]?[万亿])", "十到二十"),
    (rf"(?<=亿)([{_ONES}]千){_UNIT_LEFT_OUT}", r"\1万"),
    (rf"(?<=亿)([{_ONES}]千[{_ONES}])百?{_UNIT_LEFT_OUT}", r"\1百万"),
    (rf"(?<=亿)([{_ONES}]千[{_ONES}]百[{_ONES}])十?{_UNIT_LEFT_OUT}", r"\1十万"),
    (r"千[儿把]八百(?=万)", "八百到一千"),
    (r"百[儿把]八十(?=万)", "八十到一百"),
)
_HEDGES = (
    ("大[慨盖该溉]", "大概"),
    (r"差不(?:朵|都(?=[ 0-9一二两三四五六七八九几]))", "差不多"),
    (r"[将接][进尽](?=.{0,2}[0-9一二两三四五六七八九十几])", "将近"),
    (rf"(?<![{_FIGURE}万亿])块(?=[到过要].{{0,2}}[0-9一二两三四五六七八九十几亿])", "快"),
    (r"(?<=[万亿元])初头", "出头"),
    (r"(?<=[万亿元])[做作坐]右|(?<=[万亿元])左[又有由]", "左右"),
    (r"不倒(?=[0-9一二两三四五六七八九十几])", "不到"),
    (r"(?<=[万亿元])[把巴](?=$|[,。;! ])", "吧"),
    (r"(?<=[万亿元])[ ,]?(?:没有?|不带)零头", "整"),
    ("瘦入", "收入"),
    # 没上过5亿 leaves out the five, 没破过5亿 need not.
    (rf"[没未]有?(?:破|突破)过(?=.{{0,2}}[{_FIGURE}])", "没超过"),
    (rf"(?:[没未]有?|[未不]曾)(?:上到?|到|达到?|做到?|干到?|卖到|冲到|够到?)过(?=.{{0,2}}[{_FIGURE}])", "没到"),
    (SOUNDS_LIKE_TURNOVER.pattern, "营收"),
)
_FIGURES = (
    (r"(?<=[0-9])[’'`](?=[0-9]{3})", ""),
    (r"[【\[\"“”'‘「《(]([0-9]+(?:\.[0-9]+)?)[】\]\"”“'’」》)](?= ?[万亿元])", r"\1"),
    (r"(?<=[0-9])[·•・](?=[0-9])", "."),
    (r"(?<![0-9.。])([0-9]{1,3})。([0-9]{1,2})(?= ?[万亿])", r"\1.\2"),
    (r"^([^0-9]*[1-9]) ([0-9]{3})(?= ?万[^0-9]*$)", r"\1\2"),
    (r"(?<![0-9 ])(?!(?:19|20)[0-9]{2} )([0-9]{1,4}) (0000)(?= ?元)", r"\1\2"),
    (r"(?<=[壹贰叁肆伍陆柒捌玖][仟佰拾]) ?,(?=[壹贰叁肆伍陆柒捌玖])", ""),
    (r"(?<=[0-9万亿千百十])-{2,}(?=[0-9一二两三四五六七八九])", "-"),
    (r"幺(?=[零一二三四五六七八九两0-9])|(?<=[零一二三四五六七八九])幺", "一"),
)
_DICTATED = (("逗号", ","), ("句号|感叹号", "。"), (r"\.{2,}", ","), (_EMOJI, ","))
# 二三年 may be "two or three years", but not where a clause begins with it and goes on with a sum.
_YEARS = (
    (r"((?:19|20)[0-9]{2})[、,/ ](?=(?:19|20)[0-9]{2} ?(?:[、,/ ]|年|三?年?分别|依次|各))", r"\1年和"),
    (r"(?<![0-9])(2[0-9])[、,](?=2[0-9](?:[、,]2[0-9])*年)", r"20\1年和"),
    (
        r"(?<![^,。;!:(的是年元万亿 ])二([一二三四五])年"
        r"(?=度|[的那我是收营大约共总一就才也有还将快不 0-9二两三四五六七八九十])",
        r"二零二\1年",
    ),
    # 去年嘞?七百来万: asked of oneself.
    (rf"((?:大?前|[去上])年|(?:20)?2[0-9]年)[呢嘞啊呀哈嘛哩]\?(?=[^?]*[{_FIGURE}])", r"\1,"),
    (r"两零(二[零一二三四五])年", r"二零\1年"),
)
_SPACED = re.compile(r"(?<![^ ])[^ ](?: [^ ]){3,}(?![^ ])")

_RULES = tuple(
    (re.compile(pattern), plain) for pattern, plain in (*_DICTATED, *_FIGURES, *_UNITS, *_HEDGES, *_YEARS, *RUN_ONS)
)
_HEARD = tuple((re.compile(pattern), plain) for pattern, plain in _SOUNDS)
_BLANKS = ((re.compile(r"(?<=(?<![^ ])[^ ]) (?=[^ ](?![^ ]))"), ""),)


def without_slips(said: str) -> Rewritten:
    """Return a normalised text with slips put right in and around its sums."""
    blanks = _BLANKS if _SPACED.search(said) else ()
    heard = () if _COUNTED_BY_SOUND.search(said) else _HEARD
    return rewritten(said, (*blanks, *heard, *_RULES))
