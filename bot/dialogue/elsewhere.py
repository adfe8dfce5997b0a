"""Whether a message asks for an enterprise of a place that no policy here is of: 越秀区的公司能领吗."""

import re
from collections.abc import Iterable, Iterator

from bot.content import Content, once_for_each, spoken_names
from bot.language import normalise

_NAME = r"(?P<name>[\u4e00-\u9fff]{2,3}[区县市])"
_ABOVE = r"(?:[\u4e00-\u9fff]{2,3}[省市]){0,2}"
_WHO = r"(?:公司|企业|厂|店|商户|个体|合作社)"
_WE = r"(?:(?:我|俺|咱)们?|公司|企业|厂子?|店)"
_OPENING = r"(?:^|(?<=[,。;!? ]))(?:你好|请问|想问问?|问一?下|那么?|如果|假如|要是|,| ){0,8}"
_AT = r"(?:就|也|都)?(?:是|在|位于|来自|注册在|开在)"

_OF_A_PLACE = (
    re.compile(rf"{_OPENING}(?:{_WE}{{0,2}}{_AT}?){_ABOVE}{_NAME}(?:这边|那边|本地)?的?[^,。;!? ]{{0,4}}?{_WHO}"),
    re.compile(rf"{_OPENING}{_WE}{{1,2}}{_AT}{_ABOVE}{_NAME}"),
    re.compile(rf"{_OPENING}{_ABOVE}{_NAME}(?:那边|开发区|高新区|(?=的))"),
)

_NO_PLACE = re.compile(
    r"(?:开发|园|高新|新|[主老县市心]城|社|小|景|街|山|厂|矿|郊|辖|灾|特|林|牧|老|示范|试验|保税|功能|[集聚][集聚]|工业|产业|度假|合作|自贸"
    r"|经济|地|住宅|商业|片|库|校|湖|港|市|县|核心|先行|中心)区$"
    r"|(?:贫困|农业|工业|大|强|小|本|我|各|全|外|邻|该|贵)县$"
    r"|(?:上|超|门|夜|集|股|楼|菜|都|城|本|我|全|外|各|早|花|车|房|书|米|粮|农贸|批发|该|贵|地级|县级|大|直辖)市$"
    r"|[的在是和跟给我你他她咱俺这那哪各每某几多个有没能不做搞办开卖了过从到去想问请把被将就都也还又与及或]"
)
"""What ends like a place and is none, or is more than its name."""

_LISTED = r"(?P<name>{names})(?:市|省|区|县|州|那边|这边|那儿|当地|本地)*"
_LISTED_WHOLE = r"(?P<name>{names})(?:的|那边|这边|那儿|当地|本地)"
_NOT_OF_IT = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,3}(?:客户|同学|朋友|亲戚|老板|师傅|同行|专家|教授|大学|学校|人)|参加?|展|会展|博览|开店|卖|买|市场|订单|货)"
)
"""What may follow the name of a place that is spoken of, and whose policy is not asked for."""
_NOT_THERE = re.compile(
    r"(?:迁|搬|转|挪)(?:到|来|过|入|回|去)|[过回]来|来(?:投资|建厂|办厂|设厂|落户)|落户到|引进|引来|咱|你们?这|我们这|这[边里儿]|本地|[打说写]错"
)
"""Who comes from there, compares it with here, or meant another word, asks for what holds here."""

_SHORTEST = 3
"""A place's name with its 区, 县 or 市 is not shorter."""


def elsewhere(content: Content, text: str) -> str:
    """Return the place that an enterprise, or what is asked, is said to be of; "" for none, and for one of ours."""
    said = normalise(text)
    return _by_its_end(content, said) or _listed(content, said)


def _by_its_end(content: Content, said: str) -> str:
    """Return the district, county or city that an enterprise is said to be of, by what its name ends with."""
    found = next(filter(None, (words.search(said) for words in _OF_A_PLACE)), None)
    if found is None or _NO_PLACE.search(found["name"]):
        return ""
    if _speaks_only(said, found):
        return ""
    name, beside = found["name"], said.replace(found["name"], "", 1)
    ours = any(
        each in beside or name.startswith(each) or (len(each) >= _SHORTEST and each in name) for each in _ours(content)
    )
    return "" if ours or _printed(content, name) else name


def _listed(content: Content, said: str) -> str:
    """Return the place known to be elsewhere with which a message, or a clause of it, opens: 深圳的总部奖励多少."""
    found = next(filter(None, (words.search(said) for words in _listed_places(content))), None)
    if found is None or _speaks_only(said, found):
        return ""
    return "" if any(each in said for each in _ours(content)) else found["name"]


def _speaks_only(said: str, place: re.Match[str]) -> bool:
    """Whether a message only speaks of a place, and does not ask what holds there."""
    return bool(_NOT_OF_IT.match(said, place.end()) or _NOT_THERE.search(said, place.end()))


@once_for_each
def _listed_places(content: Content) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the places that `words.yaml` lists; one listed with its 市 is another word without."""
    ours = _ours(content)
    names = [name for name in map(normalise, content.wording.elsewhere) if name not in ours]
    whole = [name[:-1] for name in names if len(name) == _SHORTEST and name[-1] == "市"]
    return _opening(_LISTED, names), _opening(_LISTED_WHOLE, whole)


def _opening(pattern: str, names: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"{_OPENING}(?:{_WE}{{1,2}}{_AT})?" + pattern.format(names=alternatives))


def _printed(content: Content, name: str) -> bool:
    """Whether a place, or the end of what was taken for its name, is printed in a document: the city of a district."""
    ends = [name[start:] for start in range(len(name) - _SHORTEST + 1)]
    return any(end in policy.source.text for policy in content.policies for end in ends)


@once_for_each
def _ours(content: Content) -> tuple[str, ...]:
    """Return what our places, those they lie in and their counties are called."""
    return tuple(dict.fromkeys(_named(content)))


def _named(content: Content) -> Iterator[str]:
    for region in {policy.region.name: policy.region for policy in content.policies}.values():
        yield from (*spoken_names(region), *region.within)
        for option in content.facts[region.local_fact].options if region.local_fact else ():
            yield from map(normalise, option.names)
