"""What a text says of the names in it, stretch by stretch: `A没评上B评上了` -> A no, B yes.

A clause is cut where a word that says yes or no (a predicate) hands over to the next. One before its names
governs those behind it (`没有A有B`), one behind them those before it (`A没有B有`). A stretch without a name
goes on about the names before it (`A去年没过，今年过了`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.days.mentions import Mention
from bot.language.options.named import Named
from bot.language.options.predicates import DATE, NAME, Predicate, Says, predicates

# 甲升乙 and 甲不是乙 say of 乙 alone what they say.
_CLAUSE_END = re.compile(
    rf"[,。;!?()\[\]【】➕+]|(?<=[有没啥]) (?=[就只光])|(?<=[齐全够]了) |但是?|不过|可是|而是|然而|然后|(?<!不)只是|"
    rf"(?<!{DATE})(?={DATE}*(?:又|刚|才)?晋?升)|(?=不是{NAME})|"
    rf" (?=(?:别的|其[他它余]|剩下)[^,。;!?{NAME}]{{0,4}}[没无])"
)
_KIN = (
    r"(?:大|二|三|小|老|表|堂|亲)?(?:哥|弟|姐|妹|爸|爹|父亲|妈|母亲|叔|伯|舅|姨|姑|爷|徒弟|媳妇|老婆|老公|爱人|儿子|闺女|亲家|丈人|岳父|连襟|"
    r"同学|战友|客户|供应商|子公司)"
)
# 全市三家小巨人之一 is one's own.
_NOT_AMONG = r"(?![店厂分]|[^,。;!?]*(?:之一|其中|的一家))"
_OTHERS = re.compile(
    rf"我们?家?的?{_KIN}|(?<!我们)(?<!咱们)(?<!本)(?:协会|商会)(?:的|手里|名下)|(?<=是)(?:协会|商会)[拿申办评注报]\w{{0,2}}的|"
    rf"(?:[县村镇市乡区省里上边近围]|同行)(?:就|有|都|也)*(?:[两三四五]|不少|很多|好多|好些)家{_NOT_AMONG}|"
    rf"(?<![们咱俺我])[好有]{{1,2}}几家{_NOT_AMONG}|"
    r"附近[^,。;!?]{0,3}[厂家]|对面|[同邻]村|老[张王李赵刘陈杨孙周吴郑韩马郭宋]|"
    r"合作的[^,。;!?]{0,2}[厂公]|供[货应]商|"
    r"隔壁|别人|人家|同行|别家|别的[厂公]|朋友|邻居|对门|母公司|兄弟[公企]|集团|总公司|上级公司|关联公司|我的?师[傅父兄]|师[父兄]"
)
_OWN = re.compile(rf"我们?(?!们|家?的?(?:师|{_KIN}))|咱|俺|自己|自家|本[公厂企]")
_EVERYONE = re.compile(r"都|全|均|一[个样项]也")
_TO_COME = re.compile(r"明年|后年|下个?月")
_ANEW = re.compile(r"又|后来|再|终于|总算|才|然后|最后|结果")
_LISTED = re.compile(r"[、和与及跟]|以及|还有|")
_COPULA_END = ("是", "在", "于", "为")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the slice ``[start:end]`` of a text says of the names in it, or of those before it.

    ``says``: None where nothing does; ``everyone``: it is said of all of them (都); ``ours``: of the speaker,
    not of somebody else (隔壁).
    """

    start: int
    end: int
    named: tuple[Named, ...]
    says: Says | None
    everyone: bool
    ours: bool
    again_ours: bool


def claims(blank: str, found: Sequence[Named], dates: Sequence[Mention]) -> list[Claim]:
    """Return the claims of a text in order; ``blank``: without the words of its names and dates (`blanked`)."""
    return [
        _claim(blank, start, end, found, says, ours=ours)
        for first, last, ours in _clauses(blank)
        for start, end, says in _stretches(blank, first, last, found, dates)
    ]


def blanked(said: str, found: Sequence[Named], dates: Sequence[Mention]) -> str:
    """Return a text with its names and dates blanked out, so that a 不 or 没 of theirs denies nothing."""
    characters = list(said)
    past = [day for day in dates if not _TO_COME.match(said, day.start)]
    for blank, marked in ((DATE, past), (NAME, found)):
        for place in marked:
            characters[place.start : place.end] = blank * (place.end - place.start)
    return "".join(characters)


def _clauses(blanked: str) -> list[tuple[int, int, bool]]:
    """Return the clauses, and whether each is of the speaker; 同行有A我们有B is two."""
    starts, ends = [0], []
    for match in _CLAUSE_END.finditer(blanked):
        ends.append(match.start())
        starts.append(match.end())
    clauses: list[tuple[int, int, bool]] = []
    for first, last in zip(starts, [*ends, len(blanked)], strict=True):
        others = _OTHERS.search(blanked, first, last)
        own = _OWN.search(blanked, others.end(), last) if others else None
        if own:
            clauses += [(first, own.start(), False), (own.start(), last, True)]
        elif blanked[first:last].strip():
            clauses += [(start, end, others is None) for start, end in _spaced(blanked, first, last)]
    return clauses


def _spaced(blanked: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the parts of a clause that blanks part where all is said of one name before the next: A没评上 只有B."""
    start, parts = first, []
    for blank in re.finditer(" ", blanked[first:last]):
        at = first + blank.start()
        before, behind = _around_names(blanked[start:at])
        ahead, after = _around_names(blanked[at:last])
        # 没有A 有B goes on, A没评上 只有B and 没有A B有 do not.
        if (behind and not before) or (before and not behind and after and not ahead):
            parts.append((start, at))
            start = at + 1
    return [*parts, (start, last)]


def _around_names(words: str) -> tuple[bool, bool]:
    """Whether something is said before the first name of a text, and whether behind the last one."""
    if NAME not in words:
        return False, False
    before, behind = words[: words.find(NAME)], words[words.rfind(NAME) + 1 :]
    return bool(predicates(before)), bool(predicates(behind))


def _claim(blanked: str, start: int, end: int, found: Sequence[Named], says: Says | None, *, ours: bool) -> Claim:
    stretch = blanked[start:end]
    return Claim(
        start,
        end,
        tuple(named for named in found if start <= named.start < end),
        says,
        everyone=bool(_EVERYONE.search(stretch)),
        ours=ours,
        again_ours=bool(_OWN.search(stretch)),
    )


def _stretches(
    blanked: str, first: int, last: int, found: Sequence[Named], dates: Sequence[Mention]
) -> list[tuple[int, int, Says | None]]:
    """Cut a clause between its predicates."""
    names = [named for named in found if first <= named.start < last]
    words = _joined(blanked, predicates(blanked[first:last]), first)
    stretches: list[tuple[int, int, Says | None]] = []
    start = first
    for at, (word, following) in enumerate(pairwise(words)):
        later = any(named.start >= following.end for named in names) and at + 2 <= len(words)
        cut = _cut(blanked, start, word, following, names, dates, later=later)
        stretches.append((start, cut, word.says))
        start = cut
    stretches.append((start, last, words[-1].says if words else None))
    return [part for stretch in stretches for part in _dated_apart(blanked, stretch, names, dates)]


def _dated_apart(
    blanked: str, stretch: tuple[int, int, Says | None], names: Sequence[Named], dates: Sequence[Mention]
) -> list[tuple[int, int, Says | None]]:
    """Cut off the names with dates of their own before the last one: 甲23年乙没有 is no of 乙 alone."""
    start, end, says = stretch
    inside = [named for named in names if start <= named.start < end]
    days = [day for day in dates if start <= day.start < end]
    if says is None or len(inside) < 2 or not days or _EVERYONE.search(blanked, start, end):
        return [stretch]
    apart = [day for day in days if inside[-2].end <= day.start < inside[-1].start]
    if not apart:
        return [stretch]
    cut = apart[-1].start if days[0].start < inside[0].start else apart[-1].end
    return [(start, cut, None), (cut, end, says)]


def _cut(
    blanked: str,
    start: int,
    word: Predicate,
    following: Predicate,
    names: Sequence[Named],
    dates: Sequence[Mention],
    *,
    later: bool,
) -> int:
    """Return where one predicate's stretch ends and the next one's begins."""
    between = [named for named in names if word.end <= named.start < following.start]
    if not between:
        return word.end
    if any(start <= named.start < word.start for named in names):
        dated = next((day for day in dates if word.end <= day.start <= word.end + 1), None)
        mine = dated and (blanked[word.end - 1] in _COPULA_END or (following.says.refuses and not word.says.refuses))
        return dated.end if dated and mine and dated.end <= between[0].start else word.end
    alike = (word.says.refuses, word.says) == (following.says.refuses, following.says)
    if later or alike or len(between) == 1 or _EVERYONE.search(blanked, between[-1].end, following.start):
        return between[-1].end
    # 拿了A B还没评上 is no of B alone, 申请了A和B没通过 of both.
    listed = _LISTED.fullmatch(blanked, between[-2].end, between[-1].start)
    return between[-1].end if listed else between[-2].end


def _joined(blanked: str, words: Sequence[Predicate], first: int) -> list[Predicate]:
    """Return the predicates with those that are one together made one: 打算今年拿下 is a wish."""
    joined: list[Predicate] = []
    for relative in words:
        word = Predicate(relative.start + first, relative.end + first, relative.says)
        before = joined[-1] if joined else None
        between = blanked[before.end : word.start] if before else ""
        apart = NAME in between or _ANEW.search(between) or (before and Says.REST in {before.says, word.says})
        if before and not apart and _one(blanked[first:], before, between):
            joined[-1] = Predicate(before.start, word.end, _together(before.says, word.says))
        else:
            joined.append(word)
    return joined


def _one(clause: str, before: Predicate, between: str) -> bool:
    """Whether a predicate goes on over what stands between it and the next."""
    if DATE not in between:
        return True
    wide = before.says in {Says.WISH, Says.DOUBT} or between.startswith(f"在{DATE}")
    return wide and DATE not in clause[: before.start]


def _together(first: Says, second: Says) -> Says:
    """Return what two predicates say together."""
    if {first, second} == {Says.AGAIN, Says.NO}:
        return Says.LOST
    if first in {Says.WISH, Says.DOUBT} and second not in {Says.NO, Says.LOST}:
        return first
    if (first, second) == (Says.STAGE, Says.DOUBT):
        return first  # 在申报 估计年底: only when is in doubt
    if Says.DOUBT in {first, second}:
        return Says.DOUBT
    if first in {Says.NO, Says.LOST}:
        return first
    return Says.AGAIN if {first, second} == {Says.AGAIN, Says.YES} else second
