"""Several facts read out of one message: `高平弄丝绸的，去年十亿出头，山西精品也评上了，能领啥`.

The message is cut into clauses, and these where what is named passes from one fact to another. Each fact is then
read, as its kind is, out of its own cells alone, so that a no or a year of one says nothing of another.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content import PLANS, TRADE, Fact
from bot.dialogue.gather_sums import Told, gather_sums
from bot.dialogue.read import days_said, names, raw_value, read_trade, readable
from bot.dialogue.survey import MOST, Survey
from bot.language import NONE_LEFT, Reading, Several, Understood, normalise, read_choice, read_choices, read_when
from bot.language.days.mentions import mentions
from bot.language.options.frames import OTHER_DEED, OWN_MAKE
from bot.language.telling.anchors import SUM, Anchor
from bot.language.telling.assertions import (
    DOES,
    HAD,
    NEEDS,
    NOT_YET,
    UNDERWAY,
    after_slip,
    denies_all,
    denies_one,
    denies_rest,
    verdict,
    wishes,
    without_plans,
    worked_up,
)
from bot.language.telling.cells import Cell
from bot.language.telling.places import holds_store, is_elsewhere

_DONE = re.compile(
    r"[做搞弄干开卖种养产造修办烧酿织收跑倒贩][了着]?(?=[^,。了过着的吧])|经营|生产|加工"
    r"|[十百千万0-9多来两几](?:头|只|亩|箱|群|羽|窝)(?=[^,。的])|[厂场店馆坊园社](?:的|$)"
)

_I_AM = re.compile(
    r"(?:^|[,。;!? ])(?:我|俺|本人)(?:自己|本人|个人)?(?:就|也)?是(?P<what>[^,。;!?]{2,14}?)的?(?=$|[,。;!? ])"
)

_ASKS_FOR = re.compile(
    r"(?:^|[,。;!? 我俺们咱是])(?:[替帮代给]|代表)(?:我们?|咱们?)?(?P<what>[^,。;!?问打]{2,10}?)[来先]?"
    r"(?:问|打听|咨询|申请|申报)"
    r"|(?:^|[,。;!? ])(?:我|俺|咱)们?(?P<we>[^,。;!?我俺咱]{2,6}?)(?:想|要|准备|打算|来)+(?:申请|申报)"
)
"""Somebody asks for whoever applies, or is it: 我替合作社问的, 我们镇政府想申请."""

_NOT_MADE = re.compile(r"(?:自己|我们?|也|但|可)*不[种养产]的?")
"""That what is traded is not of one's own make."""

_FOR_WHOM = re.compile(
    r"(?:给|(?<![业营务型品围主别])为|替|向|从)[^,。;!?做搞卖]{0,6}$|(?:卖|[销发送]往)[^,。;!?做搞产养种]{0,10}$"
)
"""For whom something is done, or whose goods are sold, may stand in a place: 给泽州的|铸造厂供涂料, 卖阳城的|陶瓷."""

_PERSON = re.compile(r"(?:本人|个人)(?:就|也)?是?$")
"""Whose title it is may be who applies: 本人|省级工艺美术大师,公司没有."""

_FOR_A_CLIENT = re.compile(
    r"^[^。;!?]{0,16}?(?:替|帮|代|给|为)[^,。;!?:]{0,6}?(?:客户|老板|亲戚|朋友|企业)[^,。;!?:做搞干]{0,4}?(?:(?:问|咨询|打听)[^,。;!?:]{0,4}|情况)[:,]"
    r" ?(?:我?的?客户)?"
)
"""Somebody asks for another, who is then spoken of as 我们 would be: 替客户问，客户在泽州."""

_BOUGHT = re.compile(r"(?:换|买|更新|添|购置|引进)了[^,。;!?]{0,6}$")

_FROM, _COMES = re.compile(r"从(?!中)[^,。;!?收]{0,6}$"), re.compile(r"[里那]?[进收拉买批拿][的货来]?(?=$|[,。;!? ])")
"""What is bought from is no trade: 货从阳城|陶瓷厂进."""

_TALKS_OF_SUMS = re.compile(r"营收|收入|营业额|流水|年入")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a message tells: values as a profile file holds them, in asking order, and the words each rests on.

    ``unclear``: the two or three likeliest values of facts spoken of without being settled; ``rest``: the clauses
    that tell nothing, such as a question.
    """

    values: Mapping[str, Any]
    words: Mapping[str, str]
    unclear: Mapping[str, tuple[Any, ...]]
    rest: tuple[str, ...]


def gather(facts: Mapping[str, Fact], text: str, today: date, given: Mapping[str, Any] = {}) -> Gathered:
    """Read all facts that a message tells; ``given`` are those known already. Never raises, never guesses."""
    survey = Survey(facts, _FOR_A_CLIENT.sub("我们", normalise(text)), today)
    told = _Reader(facts, survey, today).told(given)
    ordered = {fact_id: told[fact_id] for fact_id in facts if fact_id in told}
    kept = {
        fact_id: one
        for fact_id, one in ordered.items()
        if all(readable(facts[fact_id], value, today) for value in one.values)
    }
    return Gathered(
        {fact_id: one.values[0] for fact_id, one in kept.items() if len(one.values) == 1},
        {fact_id: one.words for fact_id, one in kept.items() if len(one.values) == 1},
        {fact_id: one.values for fact_id, one in kept.items() if len(one.values) > 1},
        survey.rest(kept),
    )


def read_any(facts: Mapping[str, Fact], text: str, today: date) -> dict[str, Any]:
    """Return all that a message tells, in the shape of docs/json.md."""
    told = gather(facts, text, today)
    said = [
        f"{facts[fact].name}：{facts[fact].say(facts[fact].read(value, today))}" for fact, value in told.values.items()
    ]
    return {
        "version": 1,
        "fact": "any",
        "text": text,
        "outcome": "understood" if told.values else "not_understood",
        "values": dict(told.values),
        "words": dict(told.words),
        "unclear": {fact: list(values) for fact, values in told.unclear.items()},
        "rest": list(told.rest),
        "say": "；".join(said) or "没看出说的是哪些情况，请换个说法",
    }


class _Reader:
    """Reads each fact out of the cells of a message that speak of it."""

    def __init__(self, facts: Mapping[str, Fact], survey: Survey, today: date) -> None:
        self._facts, self._survey, self._today = facts, survey, today
        self._uncounted: set[int] = set()
        self._trade_at: set[int] = set()

    def told(self, given: Mapping[str, Any]) -> dict[str, Told]:
        """Return what is told of each fact."""
        told = gather_sums(
            self._facts,
            self._survey.said,
            self._survey.stretches(),
            self._today,
            given,
            newer=self._survey.speaks_of_last_year(),
        )
        self._uncounted = self._survey.uncounted(told.values())
        for fact in self._facts.values():
            new = self._told(fact)
            if new and new.values:
                told[fact.id] = new
                self._trade_at |= self._telling(fact, new) if fact.role == TRADE else set()
        return told

    def _telling(self, fact: Fact, told: Told) -> set[int]:
        """Return where the cells stand that name what is told of a fact; those it rests on where none does."""
        named = {
            cell.start
            for cell in self._survey.cells
            for one in cell.anchors
            if one.fact == fact.id and set(one.options) & set(told.values)
        }
        return named or set(told.at)

    def _told(self, fact: Fact) -> Told | None:
        own = [cell for cell in self._survey.cells if fact.id in cell.facts]
        match fact.kind:
            case "choice":
                return self._choice(fact, own) or self._unnamed(fact) or self._self(fact)
            case "choices" if own:
                return self._choices(fact, own)
            case "yes_no" if own:
                return self._yes_no(fact, own)
            case "date" if own:
                return self._date(fact, own)
            case _:
                return None

    def _choice(self, fact: Fact, own: Sequence[Cell]) -> Told | None:
        if fact.role != TRADE:
            own = self._at_home(fact, own)
        else:
            own = [cell for cell in own if self._is_trade(fact, cell) and not self._is_of_store(fact, cell)]
            # A project called like a trade tells none beside another: 搞了培训,做服装的.
            own = [cell for cell in own if not self._is_project(cell)] or [
                cell for cell in own if not UNDERWAY.search(self._survey.said, cell.start, cell.end)
            ]
            own = [cell for cell in own if not self._survey.says_by_the_way(cell)] or own
        if not own:
            return None
        own, words = self._as_meant(fact, own)
        if fact.role == TRADE:
            words = worked_up(",".join([words, *self._made(own)]))
        reading = self._read(fact, own, words)
        anchors = [one for cell in own for one in cell.anchors if one.fact == fact.id]
        at = tuple(cell.start for cell in own)
        sold = isinstance(reading, Understood) and all(reading.value not in one.options for one in anchors)
        kept = self._unnamed(fact) if sold else None
        if kept and any(kept.values[0] in one.options for one in anchors):
            # Whoever keeps it sells his own: 两百箱蜂,卖蜂蜜.
            return kept
        if isinstance(reading, Understood):
            return Told(
                (reading.value,), self._slice([one for one in anchors if reading.value in one.options] or anchors), at
            )
        if isinstance(reading, Several) and min(len(one.options) for one in anchors) <= MOST:
            return Told(reading.values, self._slice(anchors), at)
        return None

    def _at_home(self, fact: Fact, own: Sequence[Cell]) -> Sequence[Cell]:
        """Return the cells of a choice without the places in them where the enterprise is not, if any is left."""
        said, found = self._survey.said, [one for cell in own for one in cell.anchors if one.fact == fact.id]
        opened = {one.start for cell in self._survey.cells for one in cell.anchors if one.fact != fact.id}
        gone = [one for one in found if is_elsewhere(said, one, goods=one.end in opened)]
        if not gone or len(gone) == len(found):
            return own
        kept = []
        for cell in own:
            left = tuple(one for one in cell.anchors if one not in gone)
            before = [one.end for one in cell.anchors if one in gone and left and one.end <= left[0].start]
            if any(one.fact == fact.id for one in left):
                kept.append(cell._replace(start=max(before, default=cell.start), anchors=left))
        return kept

    def _is_of_store(self, fact: Fact, cell: Cell) -> bool:
        """Whether a cell only says what is kept in a place where the enterprise is not: 沁水那边|就是个仓库."""
        places = [
            (other.clause, one)
            for other in self._survey.cells
            for one in other.anchors
            if one.fact in self._facts and self._facts[one.fact].kind == "choice" and one.fact != fact.id
        ]
        here = [one for clause, one in places if clause == cell.clause and holds_store(self._survey.said, one)]
        return any(one.fact == place.fact and one != place for place in here for _, one in places)

    def _read(self, fact: Fact, own: Sequence[Cell], words: str) -> Reading[str]:
        """Read a choice out of its words; of several meanings the one that the clause leaves: 党参我们种了."""
        reading = read_trade(fact, words) if fact.role == TRADE else read_choice(words, names(fact))
        if not isinstance(reading, Several) or fact.role != TRADE or len({cell.clause for cell in own}) > 1:
            return reading
        clause = self._survey.clauses[own[0].clause]
        whole = read_trade(fact, self._survey.said[own[0].start : clause.told])
        return whole if isinstance(whole, Understood) and whole.value in reading.values else reading

    def _made(self, own: Sequence[Cell]) -> list[str]:
        """Return the words behind a trade that only say whether it is one's own make: 卖白酒的,自己烧, 收猪的,不养."""
        after = [self._survey.cells[at + 1] for at, cell in enumerate(self._survey.cells[:-1]) if cell in own]
        # 自己养 names too many trades to be one.
        wide = [cell for cell in after if cell not in own and all(len(one.options) > MOST for one in cell.anchors)]
        words = [self._survey.words([cell]) for cell in wide]
        return [each for each in words if OWN_MAKE.search(each) or _NOT_MADE.fullmatch(each)]

    def _as_meant(self, fact: Fact, cells: Sequence[Cell]) -> tuple[list[Cell], str]:
        """Return the cells of a choice and their words, as far as they are not taken back."""
        own = list(cells)
        anchors = [one for cell in own for one in cell.anchors if one.fact == fact.id]
        first, last = (own[0].start if len(anchors) == 1 else anchors[0].end), anchors[-1].start
        slip = after_slip(self._survey.said[first:last])
        if slip:
            own = [cell for cell in own if cell.end > first + slip]
            start = max(own[0].start, first + slip)
            own[0] = own[0]._replace(start=start, anchors=tuple(one for one in own[0].anchors if one.start >= start))
        return own, self._survey.words(
            [self._with_before(cell, _FOR_WHOM) for cell in own] if fact.role == TRADE else own
        )

    def _with_before(self, cell: Cell, words: re.Pattern[str]) -> Cell:
        """Return a cell with what stands before it in its clause, where that ends in some words."""
        start = self._survey.clauses[cell.clause].start
        return cell._replace(start=start) if words.search(self._survey.said, start, cell.start) else cell

    def _is_project(self, cell: Cell) -> bool:
        shared = any(self._facts[one].kind == "choices" for one in cell.facts - {SUM})
        return shared and not self._is_done(cell)

    def _is_trade(self, fact: Fact, cell: Cell) -> bool:
        """Whether a cell speaks of what is done, not of what a figure that counts for nothing is of: 欠银行三百万."""
        first = next(one for one in cell.anchors if one.fact == fact.id)
        words = self._survey.said[cell.start : cell.end]
        before = self._survey.said[cell.start : first.start]
        done = DOES.search(before) or DOES.match(self._survey.said[first.start])
        # 技改换了|鸡舍设备: what is bought may be named right behind another fact.
        clause = self._survey.said[self._survey.clauses[cell.clause].start : first.start]
        if first.end - first.start == 1 and OTHER_DEED.match(self._survey.said, first.start):
            return False  # 养着二十台车
        if _FROM.search(clause) and _COMES.match(self._survey.said, first.end):
            return False
        if (NEEDS.search(before) or _BOUGHT.search(clause)) and not done and worked_up(words) == words:
            return False
        # What a project and a trade are both called is no trade where it is said to be had.
        if any(self._facts[one].kind == "choices" for one in cell.facts - {SUM}) and HAD.search(words) and not done:
            return False
        return bool(done) or cell.clause not in self._uncounted

    def _unnamed(self, fact: Fact) -> Told | None:
        """Read a trade that no name tells but a frame, a piece of a name or a misspelling may: 养甲鱼的."""
        if fact.role != TRADE:
            return None
        for cell in self._survey.cells:
            if _TALKS_OF_SUMS.search(self._survey.said, cell.start, cell.end):
                continue
            start = max((one.end for one in cell.anchors), default=cell.start)
            words = self._survey.said[start : cell.end]
            whole = worked_up(",".join([words, *self._made([cell])]))
            reading = read_trade(fact, whole) if _DONE.search(words) and SUM not in cell.facts else None
            if isinstance(reading, Understood):
                return Told((reading.value,), words.strip(), (cell.start,))
        return None

    def _self(self, fact: Fact) -> Told | None:
        """Read who applies out of who speaks, or for whom: 我自己是省级工艺美术大师, 替合作社问的."""
        said = self._survey.said
        match = (_I_AM.search(said) or _ASKS_FOR.search(said)) if fact.presumed else None
        others = [option for option in fact.options if option.id != fact.presumed]
        what = next((words for words in match.groups() if words), "") if match else ""
        meant = [one for one in others if what.endswith(one.names)]
        return Told((meant[0].id,), what, (match.start(),)) if match and len(meant) == 1 else None

    def _choices(self, fact: Fact, own: Sequence[Cell]) -> Told | None:
        around = self._survey.followed(own)
        at = tuple(cell.start for cell in around)
        anchors = [one for cell in own for one in cell.anchors if one.fact == fact.id]
        options = [one for one in anchors if one.options]
        if all(self._is_done(cell) and self._told_trade(cell) for cell in own):
            return None
        bare = [one for one in anchors if not one.options]
        if bare and options and fact.role == PLANS and self._none_done(fact, own):
            return Told(({},), self._survey.words(own), at)
        if not options:
            denied = any(self._denies_all(one, cell) for cell in own for one in anchors if one in cell.anchors)
            return Told(({},), self._survey.words(own), at) if denied else None
        values = self._held(fact, around, options)
        others = len(own) > 1 and len({one.options for one in options}) > 1
        if others and (not values or (fact.role == PLANS and len(values) == 1)):
            # What is in doubt of one option leaves the others as they are said, and so does what is planned of one.
            parts = [self._held(fact, self._survey.followed([cell]), options) for cell in own]
            held = {option: day for part in (*parts, values) if len(part) == 1 for option, day in part[0].items()}
            values = (held,) if held else ()
        return Told(values, self._survey.said[own[0].start : around[-1].end].strip(" ,"), at) if values else None

    def _held(self, fact: Fact, around: Sequence[Cell], options: Sequence[Anchor]) -> tuple[dict[str, Any], ...]:
        """Return the options that cells say are had, with their days; several where it is open which, () for none."""
        named = {self._survey.said[one.start : one.end] for one in options}
        planned = self._planned(around, named) if fact.role == PLANS else set()
        if planned:
            # 还没动 denies no plan.
            around = [one for one in around if one.anchors or not NOT_YET.search(self._survey.words([one]))]
        text = self._survey.words([self._with_before(cell, _PERSON) for cell in around])
        text = without_plans(text, named) if fact.role == PLANS else text
        for piece in named & self._survey.whole.keys():
            text = text.replace(piece, self._survey.whole[piece])
        reading = read_choices(text, names(fact))
        if fact.role == PLANS and not isinstance(reading, Several | Understood):
            return self._undenied(fact, around, text)
        if isinstance(reading, Several):
            return tuple(dict.fromkeys(value) for value in reading.values)
        if reading == NONE_LEFT and denies_rest(text):
            return ({},)
        if not isinstance(reading, Understood) or not reading.value:
            return ()
        days = days_said(fact, reading.value, text, self._today) if fact.dated else dict.fromkeys(reading.value)
        # The day of a plan is none on which something was achieved.
        return ({option: None if option in planned else day for option, day in days.items()},)

    def _undenied(self, fact: Fact, around: Sequence[Cell], text: str) -> tuple[dict[str, Any], ...]:
        """Return what is neither denied nor wondered about of what may as well be planned: 技改了一条线."""
        told = [one for cell in around for one in cell.anchors if one.fact == fact.id and self._is_told(one, cell)]
        if not told or any(len(one.options) != 1 for one in told):
            return ()
        options = dict.fromkeys(one.options[0] for one in told)
        if wishes(self._survey.words([cell for cell in around if cell.anchors])):
            return (dict.fromkeys(options),)
        days = mentions(text, self._today)
        if len(days) == 1 and len(options) == 1:
            text = f"{text[days[0].start : days[0].end]}{self._survey.whole_name(told[0])}"
        return (dict(days_said(fact, options, text, self._today)),)

    def _is_told(self, anchor: Anchor, cell: Cell) -> bool:
        words = self._survey.said[cell.start : cell.end]
        done = HAD.search(words) or UNDERWAY.search(words) or self._slice([anchor]).endswith("卖")
        return bool(done) and not denies_one(*self._around(anchor, cell))

    def _none_done(self, fact: Fact, own: Sequence[Cell]) -> bool:
        """Whether all are denied together, and none of those named is said to be done: 没上技改,项目啥都没有."""
        told = [(one, cell) for cell in own for one in cell.anchors if one.fact == fact.id]
        none = any(self._denies_all(one, cell) for one, cell in told if not one.options)
        return none and not any(one.options and self._is_told(one, cell) for one, cell in told)

    def _denies_all(self, anchor: Anchor, cell: Cell) -> bool:
        return denies_all(*self._around(anchor, cell), self._slice([anchor]))

    def _planned(self, around: Sequence[Cell], named: Set[str]) -> set[str]:
        """Return the options of cells that speak of plans."""
        plans = [cell for cell in around if without_plans(words := self._survey.words([cell]), named) != words]
        return {option for cell in plans for one in cell.anchors for option in one.options}

    def _told_trade(self, cell: Cell) -> bool:
        """Whether only a cell tells the trade, for all that is known: 网上卖 of a maker of pans does not."""
        return self._trade_at <= {cell.start}

    def _is_done(self, cell: Cell) -> bool:
        """Whether what a trade and a project are both called is a trade here: 搞培训的."""
        first, words = cell.anchors[0], self._survey.said[cell.start : cell.end]
        before = self._survey.said[cell.start : first.start]
        done = DOES.search(before) or self._survey.said[first.start : first.end].endswith("卖")
        clause = self._survey.said[self._survey.clauses[cell.clause].start : cell.end]
        return len(cell.facts) > 1 and bool(done) and not HAD.search(words) and not UNDERWAY.search(clause)

    def _yes_no(self, fact: Fact, own: Sequence[Cell]) -> Told | None:
        for cell in own:
            anchor = next(one for one in cell.anchors if one.fact == fact.id)
            said = verdict(*self._around(anchor, cell), self._survey.said[anchor.end :])
            if said:
                return Told(said, self._survey.words([cell]), (cell.start,))
        return None

    def _around(self, anchor: Anchor, cell: Cell) -> tuple[str, str]:
        return self._survey.said[cell.start : anchor.start], self._survey.said[anchor.end : cell.end]

    def _date(self, fact: Fact, own: Sequence[Cell]) -> Told | None:
        text = self._survey.words(self._survey.followed(own))
        reading = read_when(text, self._today)
        if not isinstance(reading, Understood):
            return None
        return Told((raw_value(reading.value, fact),), text, tuple(cell.start for cell in own))

    def _slice(self, anchors: Sequence[Anchor]) -> str:
        return self._survey.said[min(one.start for one in anchors) : max(one.end for one in anchors)]
