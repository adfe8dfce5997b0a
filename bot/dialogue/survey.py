"""A message cut up by the facts that it speaks of, before any of them is read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.content import PLANS, TRADE, Fact
from bot.dialogue.called import called, lists_all
from bot.dialogue.gather_sums import COMPARED, NOT_COUNTED, SPEAKS_OF_TURNOVER, SPENDS, Beside, Stretch, Told, remains
from bot.dialogue.read import names
from bot.language.days.mentions import mentions
from bot.language.sums.earlier import BEFORE
from bot.language.telling.anchors import (
    SUM,
    Anchor,
    figure_anchors,
    gap_anchors,
    name_anchors,
    piece_anchors,
    unrivalled,
    word_anchors,
)
from bot.language.telling.assertions import COPULA, DOES, HAD, HAS, UNDERWAY
from bot.language.telling.cells import Cell, cells
from bot.language.telling.clauses import Clause, clauses, speaks_of_self

MOST = 3
"""A name of more options than this (厂子) says too little to ask back."""

_BEFORE_FIGURE = r"(?=[^,。;!? ]{0,6}?[0-9一二两三四五六七八九十几上过近半])"
# 销售 is no trade in 年销售额三百万.
_SUM_OF = re.compile(rf"(?:(?!卖)(?:{SPEAKS_OF_TURNOVER.pattern})|卖[了过到出个]){_BEFORE_FIGURE}")
_ALONE = re.compile(r"[了过到给得]|[0-9一二三四五六七八九十]")
_LONG_NUMBER = re.compile(r"[0-9]{7}")
_SENTENCE = re.compile(r"[。;!?]")
_CLAUSES_BACK, _YEAR = 3, 12
_FAR = 12
"""A time said apart from its figure stands at most so many characters before it."""

# 跟合作社收, 协会说: not the one who applies.
_BESIDE_US = re.compile(
    r"(?:给|跟|和|与|向|从|找|供|对|加入|入了|参加|挂靠|帮|替|通过|联系|问|让|由|叫|喊)[^,。;!?]{0,4}$"
    r"|[一二三四五六七八九十百多来每几两这那哪0-9]$"
)
_NOT_OF_US = re.compile(
    r"(?:说|让|叫|要求|通知|告诉|觉得|认为|感觉|所得税|贷款|账户|信息|会长|了|过|着|技能|生产|一下)"
)
# 合作社欠我们饲料款 speaks of another, 我们合作社 does not; 在巴公园区里 says where.
_DEALS_WITH_US = re.compile(
    r"(?:都|也|还|老|就|统一|每年)*(?:欠|拖|收|拉|找|跟|给|差|该|来)[^,。;!?]{0,3}(?:我们?|俺们?|咱们?)"
)
_OURS = re.compile(r"(?:我们?|俺们?|咱们?|本|这个?)$")
_AREAS = frozenset("区镇")
_INSIDE = re.compile(r"(?<=[区镇])(?:里|内|当中|的(?=$|[ ,。;!?]))")
_ACHIEVED = re.compile(r"(?:就|才|刚|那会儿?)*(?:评|拿|批|获|认定|办|过|发|授|定|颁)(?:上|下来|到|过)?(?:了|的)?")
_STATES = re.compile(r"(?:是|正经|正规)的?$")
_BECAME = re.compile(r"(?:[转改变换](?:成|为)|成立)了?(?:个|家)?$")
_BY_WHOM = re.compile(r"是(?:我们?|咱们?|俺们?|自己)?")
_STANDS_IN = re.compile("(?:就|都|也|全|开|设|建|位于)?在(?!做|搞|弄|建|办|申|产|生)")
_ITS_SALE = re.compile(r"卖[了出]")
_ANEW = re.compile(r"(?P<deed>[建做上搞办弄改])[的成好]{1,2}")
_WRITES = re.compile(r"代?(?:填|报|写)")
_GOES_ON = re.compile(r"[能有可怎补会要才是也都和与及的]")
_GREETS = re.compile(r"喂(?=[我你您,俺咱!])")
_IN_WHOSE_NAME = re.compile(r"的?(?:名义|身份)")
_APPLIES = re.compile(r"名义|身份|来?(?:申报|申请|申领)(?=$|[ ,。;!?])")
_PREDICATIVE = re.compile(r"(?:的|企业|公司|厂|单位|规模)?(?:$|[ ,。;!?、()的吧呢啊])|企业|公司|规模")
_TOWARDS = re.compile(r"(?:卖[到给往]?|[销发运送][到往]|供[到往应]|客户[都也]?在|老家是?在?|嫁到|来自|收购|进货)$")
_AT_HOME = re.compile(r"(?:[家人][是都]?在|住在?)$")
_LIVES = re.compile(r"(?:住在?)$")
_LIVES_BEHIND = re.compile(r"[县市区镇村乡]?(?:里[面头]?|那边|这边)?居?住(?![宿院户房建宅])")


class Survey:
    """A normalised message: its ``clauses``, and its ``cells`` each with the names of the facts it speaks of."""

    def __init__(self, facts: Mapping[str, Fact], said: str, today: date) -> None:
        self.said = said
        self.whole: dict[str, str] = {}
        self._facts, self._today = facts, today
        self._lists = {fact.id for fact in facts.values() if fact.kind == "choices"}
        self._dates = mentions(said, today)
        self.clauses: list[Clause] = []
        self.cells: list[Cell] = []
        self._named = anchors = self._anchors()
        for clause in clauses(said):
            self._add(clause, [one for one in anchors if clause.start <= one.start and one.end <= clause.told])
        if self._only_named():
            self.cells = []

    def _add(self, clause: Clause, inside: Sequence[Anchor]) -> None:
        if clause.asks:
            inside = self._told_before(clause, inside)
            clause = clause if inside else clause._replace(told=clause.start)
        self.cells += cells(self.said, len(self.clauses), clause, inside, self._lists)
        self.clauses.append(clause)

    def words(self, cells: Sequence[Cell]) -> str:
        """Return the words of cells, as they stand where they follow one another."""
        parts: list[list[int]] = []
        for cell in cells:
            between = self.said[parts[-1][1] : cell.start] if parts else ""
            if parts and between != " " and not between.strip(" ,。;!?、()"):
                parts[-1][1] = cell.end
            else:
                parts.append([cell.start, cell.end])
        return ",".join(self.said[start:end].strip(" ,、") for start, end in parts)

    def whole_name(self, anchor: Anchor) -> str:
        """Return the words of an anchor, or the whole name that they are a piece of."""
        piece = self.said[anchor.start : anchor.end]
        return self.whole.get(piece, piece)

    def followed(self, own: Sequence[Cell]) -> list[Cell]:
        """Return the cells with those behind them that name nothing and so go on about them."""
        found: list[Cell] = []
        going = listed = False
        for cell in self.cells:
            going = cell in own or (going and (not cell.anchors or self._says_by_whom(cell)))
            listed = cell in own if cell.facts & self._lists else listed
            # When it was achieved may be said later: 传承人,做珐华,22年评的.
            going = going or (listed and not cell.anchors and bool(self._dates) and self._only_achieved(cell, own))
            if going and cell.start < cell.end:
                found.append(cell)
        return found

    def says_by_the_way(self, cell: Cell) -> bool:
        """Whether what is named in a cell is hardly what is done: 去年设备老坏, 门店在城区."""
        first = cell.anchors[0]
        if _STANDS_IN.match(self.said, cell.anchors[-1].end):
            return True
        if _ITS_SALE.match(self.said, cell.anchors[-1].end) and any(one.start < first.start for one in self._dates):
            # 去年收茧子卖了三百万 tells what was sold of what is grown.
            return True
        if DOES.search(self.said, cell.start, first.start) or DOES.match(self.said[first.start]):
            return False
        dated = any(cell.start <= day.start < cell.end for day in self._dates)
        beside = any(other.clause == cell.clause and other.facts & self._lists for other in self.cells)
        return dated or beside

    def uncounted(self, sums: Iterable[Told]) -> set[int]:
        """Return the clauses with a figure that none of the sums told is."""
        counted = {at for one in sums for at in one.at}
        return {
            cell.clause
            for cell in self.cells
            if (SUM in cell.facts and not any(cell.start - _FAR <= at < cell.end for at in counted))
            or _LONG_NUMBER.search(self.said[cell.start : cell.end])
        }

    def speaks_of_last_year(self) -> bool:
        """Whether last year is named, but for options."""
        return any(
            cell.start <= day.start < cell.end and day.year == self._today.year - 1
            for cell in self.cells
            if not cell.facts & self._lists
            for day in self._dates
            if not NOT_COUNTED.match(self.said, day.end)
        )

    def stretches(self) -> list[Stretch]:
        """Return the words with figures, together with a time said apart: 2024年，营收五亿."""
        found = []
        for at, cell in enumerate(self.cells):
            if SUM in cell.facts:
                before = self.cells[at - 1] if at else None
                after = self.cells[at + 1] if at + 1 < len(self.cells) else None
                start, end = cell.start, cell.end
                if before and self._is_time_of(before, cell) and not self._goes_on(at - 1):
                    start, before = before.start, self.cells[at - 2] if at > 1 else None
                if after and not after.anchors and self._only_time(after) and not self._leads_on(at + 1):
                    end = after.end
                beside, fact = self._beside(cell, before), self._money(cell, before)
                found.append(Stretch(start, self.said[start:end], beside, fact, self._year_before(at)))
        return found

    def _year_before(self, at: int) -> int:
        """Return last year where it is what the clauses before a figure speak of: 去年投了两千万，营收六千万."""
        asked = self._today.year - 1
        for cell in reversed(self.cells[max(0, at - _CLAUSES_BACK) : at]):
            days = [day for day in self._dates if cell.start <= day.start < cell.end]
            if cell.facts & self._lists or _SENTENCE.search(self.said, cell.end, self.cells[at].start):
                return 0
            if days:
                return asked if all(day.year == asked and day.months == _YEAR for day in days) else 0
        return 0

    def rest(self, told: Mapping[str, Told]) -> tuple[str, ...]:
        """Return the clauses that tell nothing, and the questions of those that do."""
        places = [at for one in told.values() for at in one.at]
        found = []
        for clause in self.clauses:
            tells = any(clause.start <= at < clause.told for at in places)
            start = clause.told if tells else clause.start
            if self.said[start : clause.end].strip() and (clause.asks or not tells):
                found.append(self.said[start : clause.end].strip())
        return tuple(found)

    def _anchors(self) -> list[Anchor]:
        named = {fact.id: names(fact) for fact in self._facts.values() if fact.kind in {"choice", "choices"}}
        found = [
            *name_anchors(self.said, named),
            *word_anchors(self.said, called(self._facts)),
            *figure_anchors(self.said, self._dates),
        ]
        found += self._pieces(named)
        sums = [match.span() for match in _SUM_OF.finditer(self.said)]
        flags = {one[:2] for one in found if one.fact in self._facts and self._facts[one.fact].kind == "yes_no"}
        listed = {one[:2] for one in found if one.fact in self._lists}
        ours = self._ours()
        found = [self._within_name(self._without_ours(one, ours), found) for one in found]
        kept = [
            one
            for one in found
            if self._stands(one)
            and not (one.options and one[:2] in flags)
            and not (one[:2] in listed and self._applies(one) and not self.said.endswith(("是", "我"), 0, one.start))
            and not (one.options and any(start <= one.start and one.end <= end for start, end in sums))
            and not (self._is_plain_choice(one) and self.said.startswith(ours, one.start, one.end - 1))
        ]
        kept = [one for one in kept if not self._is_place(one, kept)]
        # Where somebody is at home says where the works is only if nothing else does: 家在泽州,在高平开厂.
        home = [one for one in kept if self._is_plain_choice(one) and self._says_home(one)]
        elsewhere = {one.fact for one in kept if one not in home}
        person = any(self._applies(one) for one in kept)
        return unrivalled(
            one
            for one in kept
            if one not in home or (one.fact not in elsewhere and (person or not self._says_home(one, lives=True)))
        )

    def _is_place(self, anchor: Anchor, found: Sequence[Anchor]) -> bool:
        """Whether the name of who may apply only says where the works is: 巴公|园区."""
        area = self._applies(anchor) and self.said[anchor.end - 1] in _AREAS
        named = area and any(one.end == anchor.start for one in found if self._is_plain_choice(one))
        return named and not _APPLIES.match(self.said, anchor.end)

    def _says_home(self, anchor: Anchor, *, lives: bool = False) -> bool:
        """Whether a name says where somebody is at home; ``lives``: in words of living there alone."""
        before = (_LIVES if lives else _AT_HOME).search(self.said, 0, anchor.start)
        return bool(before or _LIVES_BEHIND.match(self.said, anchor.end))

    def _ours(self) -> tuple[str, ...]:
        """Return what those who are not presumed to apply are called: 合作社种 is said of one who grows."""
        return tuple(
            name
            for fact in self._facts.values()
            if fact.presumed
            for option in fact.options
            if option.id != fact.presumed
            for name in option.names
        )

    def _without_ours(self, anchor: Anchor, ours: tuple[str, ...]) -> Anchor:
        """Return the name of a trade less who applies, who may end it: 种植|合作社."""
        if self._is_plain_choice(anchor) and self.said.endswith(ours, anchor.start + 1, anchor.end):
            size = max(len(one) for one in ours if self.said.endswith(one, anchor.start + 1, anchor.end))
            return anchor._replace(end=anchor.end - size)
        return anchor

    def _within_name(self, anchor: Anchor, found: Sequence[Anchor]) -> Anchor:
        """Return a place that opens the name of a trade as long as that, for it is told too: 泽州铁器."""
        fact = self._facts.get(anchor.fact)
        if fact is None or not self._is_plain_choice(anchor) or fact.role == TRADE or lists_all(fact):
            return anchor
        if any(one.start == anchor.end - 1 > anchor.start + 1 and self._applies(one) for one in found):
            return anchor._replace(end=anchor.end - 1)  # 南村|镇政府
        longer = [one.end for one in found if one.start == anchor.start and self._is_plain_choice(one)]
        return anchor._replace(end=max(longer, default=anchor.end))

    def _pieces(self, named: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Anchor]:
        found = []
        for fact in self._lists:
            pieces = piece_anchors(self.said, named[fact], fact) + gap_anchors(self.said, named[fact], fact)
            for anchor, whole in pieces:
                self.whole[self.said[anchor.start : anchor.end]] = whole
                found.append(anchor)
        return found

    def _stands(self, anchor: Anchor) -> bool:
        """Whether a name says here that the enterprise is such a one."""
        fact = self._facts.get(anchor.fact)
        before, after = self.said[: anchor.start], self.said[anchor.end :]
        if fact is None or fact.kind != "choice":
            return len(anchor.options) <= MOST
        if fact.presumed:
            if _BECAME.search(before):
                return True
            stated = anchor.options != (fact.presumed,) or _STATES.search(before) or _APPLIES.match(after)
            other = _DEALS_WITH_US.match(after) and not _OURS.search(before)
            inside = _INSIDE.match(self.said, anchor.end)
            return bool(stated) and not (other or inside or _BESIDE_US.search(before) or _NOT_OF_US.match(after))
        if lists_all(fact):
            called_so = self.said.endswith("企业", anchor.start, anchor.end) and not _GOES_ON.match(after)
            return called_so or bool(_PREDICATIVE.match(after))
        if anchor.end - anchor.start == 1 and _ALONE.match(after):
            return False
        if (_GREETS.match(self.said) and anchor.start == 0) or _WRITES.match(after):
            return False
        return not _TOWARDS.search(before) and not after.startswith(("贷", "借", "欠"))

    def _told_before(self, clause: Clause, inside: Sequence[Anchor]) -> list[Anchor]:
        """Return the names before a question that tell something, rather than being what is asked about."""
        words = self.said[clause.start : clause.told]
        dated = any(clause.start <= day.start < clause.told for day in self._dates)
        had = bool(HAS.search(words)) or (dated and bool(HAD.search(words)))
        told = [one for one in inside if self._kind(one) == "choices" and had]
        told += [one for one in inside if self._kind(one) == "yes_no" and COPULA.search(words)]
        others = [one for one in inside if self._kind(one) not in {"choices", "yes_no"}]
        several = len({one.fact for one in others}) > 1
        ours = speaks_of_self(words) or words.endswith(("的", "了")) or several or bool(told and others)
        ours = ours or self._is_only_trade(clause, others)
        projects = {one[:2] for one in inside if self._kind(one) == "choices"}
        done = [one for one in others if one[:2] not in projects and self._said_to_do(clause, one, dated=dated)]
        return sorted(told + (others if ours else done))

    def _is_only_trade(self, clause: Clause, inside: Sequence[Anchor]) -> bool:
        """Whether what a question is about is the speaker's, of whom the rest tells: 养猪算涉农不,我们去年3亿."""
        rest = f"{self.said[: clause.start]},{self.said[clause.end :]}"
        trades = [one for one in self._named if self._is_plain_choice(one) and self._facts[one.fact].role == TRADE]
        elsewhere = [one for one in trades if not clause.start <= one.start < clause.end]
        deed = any(DOES.match(self.said[one.start]) for one in trades if one in inside)
        return deed and not elsewhere and speaks_of_self(rest)

    def _said_to_do(self, clause: Clause, anchor: Anchor, *, dated: bool) -> bool:
        if self._applies(anchor):
            return bool(_IN_WHOSE_NAME.match(self.said, anchor.end))
        return dated if anchor.fact == SUM else bool(DOES.search(self.said[clause.start : anchor.start]))

    def _is_plain_choice(self, anchor: Anchor) -> bool:
        return self._kind(anchor) == "choice" and not self._facts[anchor.fact].presumed

    def _applies(self, anchor: Anchor) -> bool:
        return anchor.fact in self._facts and bool(self._facts[anchor.fact].presumed)

    def _kind(self, anchor: Anchor) -> str:
        return self._facts[anchor.fact].kind if anchor.fact in self._facts else SUM

    def _only_named(self) -> bool:
        """Whether all that is named is what is asked about, or no more than named: 山西精品，能补多少."""
        named = [cell for cell in self.cells if cell.anchors]
        return all(cell.facts & self._lists and not self._is_had(cell) for cell in named) and not (
            self._dates or any(not one.options for cell in named for one in cell.anchors)
        )

    def _is_had(self, cell: Cell) -> bool:
        words = self.said[cell.start : cell.end]
        plans = any(one in self._facts and self._facts[one].role == PLANS for one in cell.facts)
        return bool(HAD.search(words) or (plans and UNDERWAY.search(words)))

    def _only_achieved(self, cell: Cell, own: Sequence[Cell]) -> bool:
        days = [day for day in self._dates if cell.start <= day.start < cell.end]
        if len(days) != 1:
            return False
        anew = _ANEW.fullmatch(self.said, days[0].end, cell.end)
        done = anew and any(anew["deed"] in self.said[one.start : one.anchors[0].start] for one in own)
        return bool(done or _ACHIEVED.fullmatch(self.said, days[0].end, cell.end))

    def _says_by_whom(self, cell: Cell) -> bool:
        """Whether a cell only says who has what is named before it: 地理标志|是我们合作社去年申下来的."""
        applies = all(self._applies(one) for one in cell.anchors)
        return applies and bool(_BY_WHOM.fullmatch(self.said, cell.start, cell.anchors[0].start))

    def _only_time(self, cell: Cell) -> bool:
        words = self.said[cell.start : cell.end]
        return bool(words.strip()) and not remains(words, mentions(words, self._today))

    def _is_time_of(self, before: Cell, cell: Cell) -> bool:
        """Whether a cell that names nothing says when the next one's figure was: 只有2023年的数，9800万."""
        if before.anchors or not self.said[before.start : before.end].strip():
            return False
        words = self.said[before.start : before.end]
        dated = any(before.start <= day.start < before.end for day in self._dates)
        own = any(cell.start <= day.start < cell.end for day in self._dates)
        asked = any(before.start <= day.start < before.end and day.year == self._today.year - 1 for day in self._dates)
        if dated and BEFORE.search(self.said, cell.start, cell.end):
            return False
        return self._only_time(before) or (dated and not own and not asked) or bool(COMPARED.search(words))

    def _leads_on(self, at: int) -> bool:
        """Whether a cell goes with the figure behind it, which says no time itself: 去年活少,营收七千万."""
        after = self.cells[at + 1] if at + 1 < len(self.cells) else None
        if after is None or SUM not in after.facts:
            return False
        dated = any(self.cells[at].start <= day.start < self.cells[at].end for day in self._dates)
        return dated and self._is_time_of(self.cells[at], after)

    def _goes_on(self, at: int) -> bool:
        """Whether a cell that names nothing goes on about options named before it."""
        return at > 0 and bool(self.cells[at - 1].facts & self._lists)

    def _beside(self, cell: Cell, before: Cell | None) -> Beside:
        words = self.said[self.clauses[cell.clause].start : cell.start]
        if before and before.clause == cell.clause and before.facts & self._lists:
            return Beside.SOMETHING if HAD.search(self.said[before.start : before.end]) else Beside.ANOTHER
        if SPENDS.search(words):
            return Beside.ANOTHER
        last = self.said[before.start : before.end] if before else ""
        return Beside.SOMETHING if before and (before.facts & self._lists or SPENDS.search(last)) else Beside.NOTHING

    def _money(self, cell: Cell, before: Cell | None) -> str:
        """Return the fact of money that is named before a figure; the one of turnover needs no name."""
        if before is None or before.clause != cell.clause:
            return ""
        return next((one for one in before.facts if one in self._facts and self._facts[one].kind == "money"), "")
