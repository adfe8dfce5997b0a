"""Papers and titles that many firms have and no option stands for: 高新技术企业, ISO14001, 营业执照."""

import re

from bot.language.options.named import Named

_UNLISTED = re.compile(
    r"国?家?级?高新(?:技术)?企?业?|高企|(?:省级?|市级?)?创新型中?小?企?业?|瞪羚|独角兽|(?:iso)?(?:14001|45001|22000|27001|20000|13485)|"
    r"iatf16949|16949|haccp|绿色工厂|绿色食品|有机(?:认证|食品|产品)|三品一标|营业执照|排污证?|排污许可证?|安全生产许可证?|食品生产许可证?|sc证|"
    r"3c认证|ccc认证|ce认证|专利|商标注册证|驰名商标|著名商标|知名商标|守合同重信用|诚信企业|aaa级?(?:信用)?|信用等级|企业技术中心|"
    r"技术中心|规上企业|小升规|劳模|五一奖章|先进(?:单位|企业)|纳税信用|纳税大户|三好学生|环境管理体系|职业健康(?:安全)?管理体系|两化融合"
)


def unlisted(said: str) -> list[Named]:
    """Return what no option stands for, as names of no option, so that what is said of it is said of nothing else."""
    return [Named(match.start(), match.end(), ()) for match in _UNLISTED.finditer(said)]
