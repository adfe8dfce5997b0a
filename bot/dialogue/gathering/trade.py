"""What a message tells of the trade: what is done, not what is bought, sent, kept or owed beside it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.content import Fact
from bot.dialogue.gathering.choice import anchors_of, as_meant, settled
from bot.dialogue.gathering.standing import MOST
from bot.dialogue.gathering.survey import Survey
from bot.dialogue.gathering.told import Told
from bot.dialogue.read import read_trade
from bot.language import Reading, Several, Understood
from bot.language.options.frames import OTHER_DEED, OWN_MAKE
from bot.language.telling.anchors import SUM
from bot.language.telling.assertions import DOES, HAD, NEEDS, UNDERWAY, worked_up
from bot.language.telling.cells import Cell
from bot.language.telling.places import holds_store

_DONE = re.compile(
    r"[做搞弄干开卖种养产造修办烧酿织收跑倒贩][了着]?(?=[^,。了过着的吧])|经营|生产|加工"
    r"|[十百千万0-9多来两几](?:头|只|亩|箱|群|羽|窝)(?=[^,。的])|[厂场店馆坊园社](?:的|$)"
)
_TALKS_OF_SUMS = re.compile(r"营收|收入|营业额|流水|年入")
_NOT_MADE = re.compile(r"(?:自己|我们?|也|但|可)*不[种养产]的?")
"""That what is traded is not of one's own make."""
_FOR_WHOM = re.compile(
    r"(?:给|(?<![业营务型品围主别])为|替|向|从)[^,。;!?做搞卖]{0,6}$|(?:卖|[销发送]往)[^,。;!?做搞产养种]{0,10}$"
)
"""For whom something is done, or whose goods are sold, may stand in a place: 给泽州的|铸造厂供涂料, 卖阳城的|陶瓷."""
_BOUGHT = re.compile(r"(?:换|买|更新|添|购置|引进)了[^,。;!?]{0,6}$")
_FROM, _COMES = re.compile(r"从(?!中)[^,。;!?收]{0,6}$"), re.compile(r"[里那]?[进收拉买批拿][的货来]?(?=$|[,。;!? ])")
"""What is bought from is no trade: 货从阳城|陶瓷厂进."""
_STANDS_IN = re.compile("(?:就|都|也|全|开|设|建|位于)?在(?!做|搞|弄|建|办|申|产|生)")
_ITS_SALE = re.compile(r"卖[了出]")
_LONG_NUMBER = re.compile(r"[0-9]{7}")
_FAR = 12
"""A time said apart from its figure stands at most so many characters before it."""


def told_trade(survey: Survey, fact: Fact, sums: Iterable[Told]) -> Told | None:
    """Return what is done, by name or by the frame that it is said in; ``sums`` are the figures told."""
    own = as_meant(survey, fact, _speaking_of_it(survey, fact, _uncounted(survey, sums)))
    reading = _read(survey, fact, own) if own else None
    told = settled(survey, fact, own, reading) if reading else None
    if told is None:
        return _unnamed(survey, fact)
    named = {option for one in anchors_of(fact, own) for option in one.options}
    if isinstance(reading, Understood) and reading.value not in named:
        kept = _unnamed(survey, fact)
        if kept and kept.values[0] in named:
            # Whoever keeps it sells his own: 两百箱蜂,卖蜂蜜.
            return kept
    return told


def telling(survey: Survey, fact: Fact, told: Told) -> set[int]:
    """Return where the cells stand that name what is told of a fact; those it rests on where none does."""
    named = [
        one for one in survey.own(fact) for each in anchors_of(fact, [one]) if set(each.options) & set(told.values)
    ]
    return {cell.start for cell in named} or set(told.at)


def is_done(survey: Survey, cell: Cell) -> bool:
    """Whether what a trade and a project are both called is a trade here: 搞培训的."""
    first = cell.anchors[0]
    done = DOES.search(survey.said, cell.start, first.start) or survey.slice([first]).endswith("卖")
    if len(cell.facts) < 2 or not done or HAD.search(survey.text(cell)):
        return False
    return not UNDERWAY.search(survey.said[survey.clauses[cell.clause].start : cell.end])


def _speaking_of_it(survey: Survey, fact: Fact, uncounted: set[int]) -> list[Cell]:
    """Return the cells that name what is done; those that name it by the way only where no other does."""
    own = [cell for cell in survey.own(fact) if _is_trade(survey, fact, cell, uncounted)]
    own = [cell for cell in own if not _is_of_store(survey, fact, cell)]
    # A project called like a trade tells none beside another: 搞了培训,做服装的.
    own = [cell for cell in own if not cell.facts & survey.kinds.lists or is_done(survey, cell)] or [
        cell for cell in own if not UNDERWAY.search(survey.said, cell.start, cell.end)
    ]
    return [cell for cell in own if not _is_by_the_way(survey, cell)] or own


def _uncounted(survey: Survey, sums: Iterable[Told]) -> set[int]:
    """Return the clauses with a figure that none of the sums told is."""
    counted = {at for one in sums for at in one.at}
    return {
        cell.clause
        for cell in survey.cells
        if (SUM in cell.facts and not any(cell.start - _FAR <= at < cell.end for at in counted))
        or _LONG_NUMBER.search(survey.said, cell.start, cell.end)
    }


def _is_trade(survey: Survey, fact: Fact, cell: Cell, uncounted: set[int]) -> bool:
    """Whether a cell speaks of what is done, not of what a figure that counts for nothing is of: 欠银行三百万."""
    said, first = survey.said, anchors_of(fact, [cell])[0]
    if first.end - first.start == 1 and OTHER_DEED.match(said, first.start):
        return False  # 养着二十台车
    # 技改换了|鸡舍设备: what is bought may be named right behind another fact.
    clause = said[survey.clauses[cell.clause].start : first.start]
    if _FROM.search(clause) and _COMES.match(said, first.end):
        return False
    words, before = survey.text(cell), said[cell.start : first.start]
    if DOES.search(before) or DOES.match(said[first.start]):
        return True
    if (NEEDS.search(before) or _BOUGHT.search(clause)) and worked_up(words) == words:
        return False
    # What a project and a trade are both called is no trade where it is said to be had.
    return not (cell.facts & survey.kinds.lists and HAD.search(words)) and cell.clause not in uncounted


def _is_of_store(survey: Survey, fact: Fact, cell: Cell) -> bool:
    """Whether a cell only says what is kept in a place where the enterprise is not: 沁水那边|就是个仓库."""
    places = [
        (other.clause, one)
        for other in survey.cells
        for one in other.anchors
        if survey.kinds.of(one) == "choice" and one.fact != fact.id
    ]
    here = [one for clause, one in places if clause == cell.clause and holds_store(survey.said, one)]
    return any(one.fact == place.fact and one != place for place in here for _, one in places)


def _is_by_the_way(survey: Survey, cell: Cell) -> bool:
    """Whether what is named in a cell is hardly what is done: 去年设备老坏, 门店在城区."""
    first, end = cell.anchors[0], cell.anchors[-1].end
    if _STANDS_IN.match(survey.said, end):
        return True
    if _ITS_SALE.match(survey.said, end) and any(one.start < first.start for one in survey.dates):
        # 去年收茧子卖了三百万 tells what was sold of what is grown.
        return True
    if DOES.search(survey.said, cell.start, first.start) or DOES.match(survey.said[first.start]):
        return False
    lists = survey.kinds.lists
    return bool(survey.days(cell)) or any(one.clause == cell.clause and one.facts & lists for one in survey.cells)


def _read(survey: Survey, fact: Fact, own: Sequence[Cell]) -> Reading[str]:
    """Read a trade out of its words; of several meanings the one that the clause leaves: 党参我们种了."""
    words = survey.words([survey.with_before(cell, _FOR_WHOM) for cell in own])
    reading = read_trade(fact, worked_up(",".join([words, *_made(survey, own)])))
    if not isinstance(reading, Several) or len({cell.clause for cell in own}) > 1:
        return reading
    whole = read_trade(fact, survey.said[own[0].start : survey.clauses[own[0].clause].told])
    return whole if isinstance(whole, Understood) and whole.value in reading.values else reading


def _made(survey: Survey, own: Sequence[Cell]) -> list[str]:
    """Return the words behind a trade that only say whether it is one's own make: 卖白酒的,自己烧, 收猪的,不养."""
    after = [cell for before, cell in pairwise(survey.cells) if before in own and cell not in own]
    # 自己养 names too many trades to be one.
    words = [survey.words([cell]) for cell in after if all(len(one.options) > MOST for one in cell.anchors)]
    return [each for each in words if OWN_MAKE.search(each) or _NOT_MADE.fullmatch(each)]


def _unnamed(survey: Survey, fact: Fact) -> Told | None:
    """Read a trade that no name tells but a frame, a piece of a name or a misspelling may: 养甲鱼的."""
    for cell in survey.cells:
        words = survey.said[max((one.end for one in cell.anchors), default=cell.start) : cell.end]
        if SUM in cell.facts or _TALKS_OF_SUMS.search(survey.text(cell)) or not _DONE.search(words):
            continue
        reading = read_trade(fact, worked_up(",".join([words, *_made(survey, [cell])])))
        if isinstance(reading, Understood):
            return Told((reading.value,), words.strip(), (cell.start,))
    return None
