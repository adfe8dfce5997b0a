"""Names that fit several options narrowed by what stands beside them: `单项冠军` by `国家级`."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.language.options.named import Named, Names
from bot.language.options.predicates import Says

_KIND = 3
"""A name of so many options at most is one of a kind (老字号); one of more is of a level (省级)."""

_BESIDE = re.compile(r"[ 的,、:(\[]*(?:就|也|都|只|还|不)*(?:是|属于|有)?[^\s,。;!?没未]{0,2}[:(]?")
_LEVEL = re.compile(r"(国家|省|市|县|区|镇|乡|校|厂)(?:级的?|里的)$")
_LEVEL_BEHIND = re.compile(r"[,、( ]*是?(国家|省|市|县|区|镇|乡|校|厂)级")
_LEVELS = re.compile("(?:[,、和与及跟也都 ]|(?:国家|省|市)级?的?)*")
_OWN_LEVEL = re.compile(r"国家|省|市")
_DEEDS = frozenset({"挂牌"})
_SAME_BREATH = re.compile(r"[^,。;!?、和与及跟还有没 ]{1,12}")
_LIST_ENDS = frozenset(",、;。和与及跟;的了两也都没有在还是())(年不是: 0123456789")
_DATE_NEXT = re.compile(r"[两二三几][个家块]|俩|仨|那个|去年|前年|今年|大前年|上个?月|二[〇零○]")
_ALL_BUT = re.compile(
    r"除了?[^,;。!?没无]+[,; ]*(?:另外|其他|其余|剩下|别的|那)?(?:的|俩|两个?|三个|几个)?(?:都|全|均)(?:有|是|拿|评|齐)"
)
_OF_PLACE = re.compile(r"(?:在|位于|我们|咱们?|到)$")


def of_level(named: Named) -> bool:
    """Whether a name is of a level (省级), which goes with many kinds."""
    return len(named.options) > _KIND


def without_deeds(said: str, found: Sequence[Named]) -> list[Named]:
    """Return the names without those that tell what was done about the one before them: 晋城老字号去年挂牌."""
    return [
        named
        for at, named in enumerate(found)
        if not (
            at
            and said[named.start : named.end] in _DEEDS
            and named.options != found[at - 1].options
            and _SAME_BREATH.fullmatch(said, found[at - 1].end, named.start)
        )
    ]


def elided(said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the names with those whose common end is said once: 中华和三晋老字号, 质量、绿色两个体系.

    A name of several options goes where a part of it is found: 老字号就缺三晋的 is 三晋老字号 alone.
    """
    parts: list[Named] = []
    spoken: list[Named] = []
    for whole in found:
        new = [part for part in _openings(said, whole, found, known) if part not in parts]
        parts += new
        if new and len(whole.options) > 1:
            spoken.append(whole)
    kept = [
        named
        for named in found
        if named not in spoken and not any(part.start < named.end and named.start < part.end for part in parts)
    ]
    return sorted([*kept, *parts])


def _openings(said: str, whole: Named, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the places where the opening of a name stands that ends as the one found does."""
    text = said[whole.start : whole.end]
    free = [named for named in found if not of_level(named)]
    parts: list[Named] = []
    ends = [opening for opening, _ in known.openings(text, whole.options)]
    for opening, options in known.openings(text, whole.options):
        fitting = tuple(option for option in options if len(whole.options) == 1 or option in whole.options)
        for place in re.finditer(re.escape(opening), said) if len(fitting) == 1 else ():
            at, end = place.span()
            apart = all(end <= named.start or named.end <= at for named in (*free, *parts))
            if apart and _opens(said, at, end, whole, found, ends, known):
                parts.append(Named(at, end, fitting))
                break
    return parts


def _opens(
    said: str, at: int, end: int, whole: Named, found: Sequence[Named], openings: Sequence[str], known: Names
) -> bool:
    """Whether the words in a slice stand for a name that they open."""
    starts = {named.start for named in found}
    if end not in starts and not _ends(said, end, openings):
        return False
    # 大师国家级: a level behind its kind opens no other name.
    if end not in starts and any(one.end == at and len(one.options) > 1 and not of_level(one) for one in found):
        return False
    if end == whole.start and _of_other_level(said[at:end], whole, known):
        return False
    # 龙头企业,市级,还有保护工程: a level that stands apart is of what is named before it.
    if said[at:end].endswith("级") and end not in starts and not _LEVELS.fullmatch(said, end, max(end, whole.start)):
        return False
    # 晋城的三晋老字号 says where, and is no 晋城老字号.
    return not (_OF_PLACE.search(said[:at]) or (said[end : end + 1] == "的" and end + 1 in starts))


def _ends(said: str, end: int, openings: Sequence[str]) -> bool:
    """Whether an opening that ends at an index stands for itself: 中华、三晋两个老字号, 中华三晋晋城都有."""
    return (
        end == len(said)
        or said[end] in _LIST_ENDS
        or bool(_DATE_NEXT.match(said, end))
        or any(said.startswith(opening, end) for opening in openings)
    )


def _of_other_level(level: str, kind: Named, known: Names) -> bool:
    """Whether a kind of one option is of another level by name: 小巨人 is 国家级小巨人, never 省级."""
    names = [name.text for name in known if (name.option,) == kind.options]
    levels = {match[0] for name in names if (match := _OWN_LEVEL.match(name))}
    return bool(levels) and level.endswith("级") and level[:-1] not in levels


def levelled(said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the names with those of a kind (老字号) and of a level (省级) made one option where they meet.

    A level alone beside a name of one option is that of its kind (省级单项冠军，国家级的也有); one that
    no option of the kind has (市级非遗传承人) makes it another thing, which is left out.
    """
    kinds = [named for named in found if not of_level(named)]
    gone = [kind for kind in kinds if _of_no_level(said, kind, found, known)]
    # 市级 of 市级非遗传承人 is no other thing's.
    levels = [one for one in found if of_level(one) and all(one.end != kind.start for kind in gone)]
    result: list[Named] = []
    absorbed: set[Named] = set()
    for level in levels:
        kind = _nearest(said, level, [kind for kind in kinds if _shared(kind, level)])
        if kind and len(kind.options) > 1:
            absorbed.add(kind)
            result.append(level._replace(options=_shared(kind, level)))
        elif kind is None:
            alone = said[level.start : level.end].endswith(("级", "的")) or said[level.end : level.end + 1] == "的"
            sibling = _of_the_kind(level, kinds, known) if alone else ()
            odd = next((one for one in kinds if one.start == level.end), None)
            odd = odd if odd and _of_other_level(said[level.start : level.end], odd, known) else None
            if odd:
                # 省级小巨人 does not exist: which of the two is meant is asked.
                absorbed.add(odd)
                result.append(Named(level.start, odd.end, (*(sibling or level.options[:1]), *odd.options)))
            else:
                result.append(level._replace(options=sibling or level.options))
    result += [kind for kind in kinds if kind not in absorbed and kind not in gone]
    clear = [named for named in result if not of_level(named)]
    # A level that goes with none of the names (等省里批) names nothing.
    return sorted(_without_known(clear or result))


def _shared(one: Named, other: Named) -> tuple[str, ...]:
    return tuple(option for option in one.options if option in other.options)


def _nearest(said: str, level: Named, kinds: Sequence[Named]) -> Named | None:
    """Return the name that a level is said of: the one it stands right beside."""
    behind = [kind for kind in kinds if kind.end <= level.start and _BESIDE.fullmatch(said, kind.end, level.start)]
    ahead = [kind for kind in kinds if level.end <= kind.start and said[level.end : kind.start] in {"", "的", " "}]
    if not behind and not ahead and len(kinds) == 1 and len(kinds[0].options) > 1:
        # The only kind in the text may be further away: 老字号是去年评的，省级.
        return kinds[0]
    return ahead[0] if ahead else behind[-1] if behind else None


def _of_the_kind(level: Named, kinds: Sequence[Named], known: Names) -> tuple[str, ...]:
    """Return the option of this level and of the kind of another name in the text."""
    for kind in kinds:
        if len(kind.options) == 1:
            kin = _kin(kind.options[0], known)
            narrowed = tuple(option for option in level.options if option in kin)
            if len(narrowed) == 1:
                return narrowed
    return ()


def _kin(option: str, known: Names) -> set[str]:
    """Return the other options that share the name of a kind with this one."""
    own = {name.text for name in known if name.option == option}
    sharing = Counter(name.text for name in known if name.text in own)
    shared = {text for text, options in sharing.items() if 1 < options <= _KIND}
    return {name.option for name in known if name.text in shared} - {option}


def other_of_kind(said: str, had: Mapping[Named, Says], known: Names) -> dict[Named, Says]:
    """Return the options of a kind that are had but for one: 老字号除了中华的，另外俩都有."""
    match = _ALL_BUT.search(said)
    if not match:
        return {}
    inside = [named for named, says in had.items() if match.start() <= named.start < match.end() and says is Says.NO]
    kinds = [set(options) for text, options in known.options.items() if 1 < len(options) <= _KIND and text in said]
    others = {
        option for named in inside for kind in kinds if named.options[0] in kind for option in kind - {named.options[0]}
    }
    return {Named(match.end(), match.end(), (option,)): Says.YES for option in sorted(others)}


def _of_no_level(said: str, kind: Named, found: Sequence[Named], known: Names) -> bool:
    """Whether a level stands at a name that none of its options has: 县级龙头企业."""
    match = _LEVEL.search(said[: kind.start]) or _LEVEL_BEHIND.match(said, kind.end)
    if not match or (match.start() >= kind.end and match[0][0] == "," and _OWN_LEVEL.match(said, kind.start)):
        return False
    if match[0].endswith("里的") and _OWN_LEVEL.match(said, kind.start):
        return False  # 单项冠军省里的国家的都有
    spoken = [one for one in found if one.start <= match.start(1) < one.end]
    if any(not of_level(one) or _shared(kind, one) for one in spoken):
        return False
    wide = {option for text, options in known.options.items() if text.endswith("级") for option in options}
    own = known.options.get(match[1] + "级", ())
    return any(option in wide for option in kind.options) and not set(own) & set(kind.options)


def _without_known(found: Sequence[Named]) -> list[Named]:
    """Return the names without those of several options of which one is named elsewhere."""
    sure = {named.options[0] for named in found if len(named.options) == 1}
    return [named for named in found if len(named.options) == 1 or not sure & set(named.options)]
