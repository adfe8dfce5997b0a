"""Asking: the screen of a question, for a thumb and for typing alike, never more than eight buttons."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.content import (
    UNBOUNDED,
    Amount,
    Fact,
    Option,
    Verdict,
    inside,
    read_when,
    write_amount,
    write_when,
)
from bot.dialogue.buttons import BACK, KEEP, MORE, NEITHER, WHY, button
from bot.dialogue.reply import MOST_CHOICES, Choice, Reply
from bot.dialogue.spans import Span, spans
from bot.dialogue.talk import Talk
from bot.matching import Question

OUTDATED = "这个按钮已经过时了，请再选一次。"


def ask(talk: Talk, note: str = "", *, in_place: bool = False) -> Reply:
    """Return the screen of the pending question, under a note (what was just taken, or what was not understood)."""
    fact = talk.pending
    if fact is None:
        raise LookupError("no question is pending")
    if fact.kind == "choices":
        return _ask_choices(talk, fact, note, in_place)
    if fact.kind == "money":
        return _ask_money(talk, fact, note)
    if len(fact.groups) > 1:
        return _ask_grouped(talk, fact, note, in_place)
    answers = [button("answer", fact.id, option.id, label=option.label) for option in fact.options]
    return _page(talk, fact, note, answers, in_place=in_place)


def unsure(fact: Fact) -> Choice:
    """Make the button for "do not know"."""
    return button("skip", fact.id, "unknown", label="不清楚")


def way_back(talk: Talk) -> tuple[Choice, ...]:
    """Make the button for the question before, or for leaving an answer as it is; none at the first one."""
    if again(talk):
        return (KEEP,)
    return (BACK,) if talk.conversation.answers else ()


def again(talk: Talk) -> bool:
    """Whether an answer is asked again because its owner wants to change it, rather than to know more of it."""
    fact = talk.pending
    if fact is None or fact.id not in talk.conversation.answers:
        return False
    return "date" not in talk.conversation.step and rough(talk, fact) is None


def rough(talk: Talk, fact: Fact) -> Amount | None:
    """Return the figure that the question asks to narrow; None where it asks for one."""
    known = talk.profile.known.get(fact.id)
    still_open = any(question.fact is fact for question in talk.questions)
    return known if still_open and isinstance(known, Amount) else None


def did_you_mean(talk: Talk, choices: list[Choice], ticked: Sequence[str] = ()) -> Reply:
    """Offer the likeliest meanings; ``ticked`` are options that are sure beside them."""
    return talk.page("did_you_mean", (*choices[: MOST_CHOICES - 1], NEITHER), ticked=ticked)


def items_to_date(talk: Talk, fact: Fact, held: dict[str, str | None]) -> list[str]:
    """Return the ticked options whose day still decides something."""
    newly = talk.house.newly.get(fact.id, ())
    spans_held = {option: read_when(day) if day else None for option, day in held.items()}
    return [
        option
        for option, when in spans_held.items()
        if any(option in leaf.options and inside(when, leaf.window) is Verdict.UNKNOWN for leaf in newly)
    ]


def date_button(fact: Fact, item: str, span: Span) -> Choice:
    """Make the button for when an option, or with an empty ``item`` every one ticked, was achieved."""
    return button("date", fact.id, f"{item}.{write_when(span.when)}", label=span.label)


def ranges(question: Question, known: Amount | None) -> list[Amount]:
    """Return the ranges between the sums that matter; one tap tells as much as the rules can use."""
    low, high = (known.low, known.high) if known else (0, UNBOUNDED)
    edges = [low, *(limit for limit in question.limits if low < limit <= high), high + 1]
    found = [Amount(first, min(after - 1, UNBOUNDED)) for first, after in pairwise(edges)]
    return found if len(found) > 1 else []


def _ask_money(talk: Talk, fact: Fact, note: str) -> Reply:
    question = talk.question(fact.id)
    known = rough(talk, fact)
    found = ranges(question, known)
    refuse = button("skip", fact.id, "wont_say", label="不方便说")
    answers = [button("figure", fact.id, f"{r.low}-{r.high}", label=_range_label(r)) for r in found[: MOST_CHOICES - 1]]
    about = write_amount(known) if known else ""
    return _page(talk, fact, note, answers, rough=about, exact=question.exact, extra=(refuse,))


def _range_label(amount: Amount) -> str:
    return write_amount(amount).replace("以上、不到", "～")


def _ask_grouped(talk: Talk, fact: Fact, note: str, in_place: bool) -> Reply:
    group = talk.conversation.step.get("group")
    if not isinstance(group, int) or not 0 <= group < len(fact.groups):
        return _page(talk, fact, note, _group_buttons(fact, {}), in_place=in_place)
    chosen = fact.groups[group]
    answers = [button("answer", fact.id, option.id, label=option.label) for option in chosen.options]
    other = button("group", fact.id, "back", label="看其他类")
    return _page(talk, fact, note, [*answers, other], group=chosen.label, in_place=in_place)


def _ask_choices(talk: Talk, fact: Fact, note: str, in_place: bool) -> Reply:
    step = talk.conversation.step
    if "date" in step:
        return _ask_date(talk, fact, note, in_place)
    held: dict[str, str | None] = step.get("held", {})
    ticked = [option.label for option in fact.options if option.id in held]
    done = (
        button("done", fact.id, label=f"选好了（{len(held)} 项）") if held else button("none", fact.id, label=fact.none)
    )
    group = step.get("group")
    if len(fact.groups) > 1 and not (isinstance(group, int) and 0 <= group < len(fact.groups)):
        answers = [*_group_buttons(fact, held), done]
        return _page(talk, fact, note, answers, ticked=ticked, in_place=in_place)
    shown = fact.groups[group if isinstance(group, int) and len(fact.groups) > 1 else 0]
    answers = [tick_button(fact, option, held) for option in shown.options]
    if len(fact.groups) > 1:
        answers.append(button("group", fact.id, "back", label="返回分类"))
    return _page(
        talk,
        fact,
        note,
        [*answers, done] if held else answers,
        group=shown.label,
        ticked=ticked,
        in_place=in_place,
    )


def _group_buttons(fact: Fact, held: dict[str, str | None]) -> list[Choice]:
    buttons = []
    for place, group in enumerate(fact.groups):
        count = sum(option.id in held for option in group.options)
        buttons.append(
            button("group", fact.id, str(place), label=f"{group.label}（已选 {count}）" if count else group.label)
        )
    return buttons


def tick_button(fact: Fact, option: Option, held: dict[str, str | None]) -> Choice:
    """Make the button of an option, with a check mark where it is held."""
    return button("tick", fact.id, option.id, label=("☑ " if option.id in held else "☐ ") + option.label)


def _ask_date(talk: Talk, fact: Fact, note: str, in_place: bool) -> Reply:
    """Ask when: for all items at once while they may share a year, else for the next one."""
    step = talk.conversation.step
    items = items_to_date(talk, fact, step["held"])
    one = step["date"] if step["date"] in items else ""
    windows = [leaf.window for leaf in talk.house.newly.get(fact.id, ()) if set(leaf.options) & set(items)]
    answers = [date_button(fact, one, span) for span in spans(windows, talk.today)]
    if not one and len(items) > 1:
        answers.append(button("one_by_one", fact.id, label="不是同一年，逐项选"))
    asked = [fact.option(one).label] if one else [fact.option(item).label for item in items]
    return _page(talk, fact, note, answers[: MOST_CHOICES - 2], items=asked, in_place=in_place)


def _page(
    talk: Talk,
    fact: Fact,
    note: str,
    answers: Sequence[Choice],
    *,
    group: str = "",
    ticked: Sequence[str] = (),
    items: Sequence[str] = (),
    rough: str = "",
    exact: bool = False,
    extra: Sequence[Choice] = (),
    in_place: bool = False,
) -> Reply:
    # Asked again, one need not answer at all; 不清楚 stands behind "more" too, where there is no room for both.
    usual = [KEEP, *extra, unsure(fact), WHY] if again(talk) else [unsure(fact), *extra, WHY, *way_back(talk)]
    page = talk.page(
        "question",
        _fill(answers, usual),
        in_place=in_place,
        note=note,
        ask=fact.ask.replace("{year}", str(talk.today.year - 1)),
        ask_when=fact.ask_when,
        hint=fact.hint,
        group=group,
        ticked=ticked,
        items=items,
        rough=rough,
        exact=exact,
    )
    return replace(page, progress=talk.progress)


def _fill(answers: Sequence[Choice], usual: Sequence[Choice]) -> tuple[Choice, ...]:
    """Add the usual buttons as far as eight go; the rest stands behind "more"."""
    room = MOST_CHOICES - len(answers)
    if room >= len(usual):
        return (*answers, *usual)
    return (*answers, *usual[: max(room - 1, 0)], *((MORE,) if room else ()))
