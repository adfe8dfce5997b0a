"""Which of the names in a text are said to be had in the end, after all that is said of them."""

import re
from collections.abc import Iterable, Sequence

from bot.language.options.claims import Claim
from bot.language.options.named import Named
from bot.language.options.predicates import DATE, NAME, Says

_ITEM_END = re.compile(r"[、和与及跟]| |还有|以及|加上")
# Behind a name these say no more than the name.
_NOTHING_SAID = re.compile(
    r"中小微?企业|企业|公司|单位|称号|证书?|牌子?|匾|荣誉|资质|名单|产品|商标|品牌|示范|项目?|"
    r"第?[一二三四五六七八九十0-9两几]+[批届次块个张本项家名位年人]|"
    r"记不[^,。;!?]{0,3}|忘[了记]?|想不起来?|的?事[儿情]?|那?(?:会儿?|时候?|年|阵)|左右|前后|大[概约]|有效期?|[0-9一二三两几]+年|开始|之类|什么的|"
    r"这[种些个]|那[种些个]|早[就已]?|刚刚?|已经?|正式|"
    r"授权|证号|编号|工信[厅部局]|商务[厅部局]|省里?|市里?|国家|部里|县里|政府|文件|下|就|才|也|都|还|又|是|在|的|"
    r"了|吧|呢|啊|呀|嘛|哦|哈|啦|"
    r"我们?|咱们?|自己|厂里?|老板|本人|一起|一块|分别|各|先后|以及|还有|和|与|及|跟|同|左|第|底|初|份|年|月|日|号|"
    r"级|那|这|算|等"
)
_NOT_YET = re.compile(
    r"(?:还|尚|暂)(?:没|未)有?(?:$|[下发出批公结定到拿回消动])|(?:证书?|文件?|牌子?)[还都]?(?:没|未)|没发证"
)
_DONE = re.compile(r"[^,。;!?]*[了已]")
_ONLY = re.compile(r"[就只仅光]|除")
# 除了A都没有 leaves A, 除了A还有B has both, 除了A都有 all but A; 除了A没有，B有 says its own no of A.
_EXCEPT = re.compile(r"除了?(?:有|拿了|是)?个?")
_BUT = r"的?(?:[以之]?外)?[, ]*"
_REST_NOT = re.compile(
    rf"{_BUT}(?:别的|其他|其它|其余|剩下的?|啥|什么|一个|一样|任何|暂时|目前|就|也|都|全|均|再){{1,4}}(?:还|也|都|"
    rf"全|均|就|再)*(?:没|无|不)"
    rf"|{_BUT}(?:没有?|无)(?:啥|什么|任何)?(?:别的|其他|其它|了)"
    rf"|{_BUT}(?:别的|其他|其它|其余|剩下的?)[^,。;!?]{{0,3}}(?:[在正申报想等]|准备|打算)"
)
_AND = re.compile(rf"{_BUT}[^,。;!?\0没无]{{0,4}}(?:还|也|又|另外(?![的俩两二三几])|同时)(?!没|在|有待)")
_REST_HAD = re.compile(rf"{_BUT}[^,。;!?没无]*(?:都|全|均)(?=有|拿|评|齐|是|过|获|办|取)")
# A title of a person's own, and the house that has none: 我个人是大师，厂子没啥.
_PERSON = re.compile(
    r"(?:(?<!们)(?:个人|本人|自己)|老板|法人|负责人|厂长|我)(?:个人|本人|自己)*"
    rf"(?:就|也|倒|还)?(?:[是有拿评获了上个得的 {DATE}])*$"
)
_HOUSE_HAS_NONE = re.compile(
    r"(?:但|不过|可是?|只是|我们?|咱们?|俺们?|本|就是)*(?:公司|企业|厂子?|单位|店|合作社|工作室)"
    r"(?:这边|那边|层面|方面|这块|里[面头]?|本身|自身|自己)?(?:倒|是|还|也|都|全|啥|什么|目前|暂时?|现在|任何|一个)*"
    r"(?:没有?|无)(?:啥|什么|任何|这些)?(?:的|了|呢|过|认定|认证|称号|荣誉|证书?|资质)*"
)


def settled(blanked: str, told: Sequence[Claim]) -> dict[Named, Says]:
    """Return each name with what is said of it last; a bare one (山西精品) is had."""
    said: dict[Named, Says | None] = {}
    topic: tuple[Named, ...] = ()
    bare: list[Named] = []
    foreign: set[Named] = set()
    ahead: Says | None = None
    person = False
    for claim in told:
        if claim.named:
            person = bool(_PERSON.search(blanked[claim.start : claim.named[0].start]))
            says = claim.says if claim.ours else Says.NO
            if says is None and ahead:
                says = _from_before(ahead, blanked[claim.start : claim.end])
            said.update(dict.fromkeys(claim.named, says))
            if claim.everyone and says and not _any_in(foreign, bare):
                said.update(dict.fromkeys(bare, says))
            bare = [*bare, *claim.named] if says is None else []
            topic, ahead = claim.named, None
            foreign = foreign if claim.ours else foreign | set(claim.named)
        elif not topic:
            ahead = claim.says or ahead
        elif NAME in blanked[claim.start : claim.end] and claim.says is Says.YES:
            continue  # of a name that is none of an option: 不是省级的，是国家级的
        elif person and _HOUSE_HAS_NONE.fullmatch(blanked[claim.start : claim.end].strip()):
            continue
        elif claim.ours and (not _any_in(foreign, topic) or claim.again_ours):
            targets = (*bare, *topic) if claim.everyone else topic
            says = _still(claim.says, blanked[claim.start : claim.end])
            said.update({named: _turned(said[named], says, ours=named not in foreign) for named in targets})
    for claim in told:
        if any(said[named] is None for named in claim.named) and _untold(blanked, claim):
            said.update({named: Says.DOUBT for named in claim.named if said[named] is None})
    _named_again(blanked, said)
    return {named: says or Says.YES for named, says in {**said, **excepted(blanked, list(said))}.items()}


def _named_again(blanked: str, said: dict[Named, Says | None]) -> None:
    """Give a bare name what is said of the same option before it, unless it is done: 要上市，北交所."""
    planned: dict[tuple[str, ...], Says] = {}
    for named, says in sorted(said.items(), key=lambda one: one[0]):
        if says in {Says.WISH, Says.STAGE}:
            planned[named.options] = says
        elif says is None and named.options in planned and not _DONE.match(blanked, named.start):
            said[named] = planned[named.options]


def _still(says: Says | None, stretch: str) -> Says | None:
    """Return what a further clause says; 证书还没下 only that it is on its way."""
    return Says.STAGE if says is Says.NO and _NOT_YET.search(stretch) else says


def _untold(blanked: str, claim: Claim) -> bool:
    """Whether words that nobody knows stand behind the last name of a claim: 山西精品石沉大海."""
    # Another item of a list is no word about this one, nor is what stands apart.
    behind = _NOTHING_SAID.sub("", _ITEM_END.split(blanked[claim.named[-1].end : claim.end])[0])
    return sum("\u4e00" <= character <= "\u9fff" for character in behind) >= 3


def _any_in(foreign: set[Named], names: Iterable[Named]) -> bool:
    """Whether any of the names is somebody else's."""
    return any(named in foreign for named in names)


def _from_before(ahead: Says, stretch: str) -> Says | None:
    """Return what a clause without names says of the bare ones behind it: 正在申请，山西精品."""
    if ahead is not Says.NO:
        return ahead if ahead.refuses or ahead is Says.DOUBT else None
    return None if _ONLY.search(stretch) else Says.DOUBT


def _turned(before: Says | None, now: Says | None, *, ours: bool) -> Says | None:
    """Return what holds of a name after a further claim; a yes taken back without a reason is a doubt."""
    if now in {None, Says.REST} or (before in {Says.YES, Says.AGAIN} and now is Says.WISH):
        return before
    if before is Says.NO and now in {Says.STAGE, Says.WISH}:
        return before
    if before in {Says.STAGE, Says.WISH} and now is Says.DOUBT:
        return before  # 在申报，估计年底: only when is in doubt
    if before in {Says.YES, Says.AGAIN} and now in {Says.NO, Says.STAGE} and ours:
        return Says.DOUBT
    return now


def excepted(blanked: str, found: Sequence[Named]) -> dict[Named, Says]:
    """Return the names behind an 除了 with what the rest of the sentence makes of them."""
    result: dict[Named, Says] = {}
    for match in _EXCEPT.finditer(blanked):
        names = _run(blanked, match.end(), found)
        if not names:
            continue
        end = names[-1].end
        if _REST_NOT.match(blanked, end) or _AND.match(blanked, end):
            result.update(dict.fromkeys(names, Says.YES))
        elif _REST_HAD.match(blanked, end):
            result.update(dict.fromkeys(names, Says.NO))
        elif not blanked[end:].strip("的外以之,。!"):
            before = blanked[: match.start()]
            result.update(dict.fromkeys(names, Says.YES if re.search(r"没|无", before) else Says.NO))
    return result


def _run(blanked: str, start: int, found: Sequence[Named]) -> list[Named]:
    """Return the names of a list that begins at an index."""
    run: list[Named] = []
    for named in sorted(found):
        if named.start >= start and not blanked[start : named.start].strip("、和与及跟 的"):
            run.append(named)
            start = named.end
    return run
