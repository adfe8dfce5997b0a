"""The result: amounts first, then basis, office and doubts; details unfold one at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from bot.content import Measure, Policy, hotlines
from bot.dialogue.buttons import CHANGE, GO_ON, RESTART, RESULT, SEE, button, steering
from bot.dialogue.cards import sheet
from bot.dialogue.found import found_events
from bot.dialogue.in_quotes import in_quotes
from bot.dialogue.reply import Choice, Reply, Sheet
from bot.dialogue.stated import answers_of, to_apply
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent
from bot.matching import Finding, Status, find

_LISTED = 4
"""So many findings have a button of their own under the result; the others stand behind "all"."""
_PAGE = 6
"""So many stand on one page of a list, beside two buttons to go on and back."""


_LIKELY = (Status.ELIGIBLE, Status.POSSIBLE)

LISTS = ("all", "services", "unmatched")
"""The lists behind the result, as the conversation's view names them."""


class Outcome(NamedTuple):
    """The findings of one profile, sorted as the owner reads them."""

    certain: tuple[Finding, ...]
    unstated: tuple[Finding, ...]
    possible: tuple[Finding, ...]
    earlier: tuple[Finding, ...]
    near: tuple[Finding, ...]
    late: tuple[Finding, ...]
    services: tuple[Finding, ...]

    @property
    def listed(self) -> tuple[Finding, ...]:
        """Those with a page of their own, in order."""
        return (*self.certain, *self.unstated, *self.possible, *self.late)

    @property
    def nothing(self) -> bool:
        """Whether no award applies or may apply."""
        return not (self.certain or self.unstated or self.possible or self.earlier)


def outcome(findings: Iterable[Finding]) -> Outcome:
    """Sort findings: sums first and largest first; what a service or a figure near a step is stands apart.

    Services of a policy that has ended stand among the others, for the text does not say that they stop that day.
    """
    found = tuple(findings)
    paying = [finding for finding in found if finding.measure.award.paying]
    eligible = [finding for finding in paying if finding.status is Status.ELIGIBLE]
    return Outcome(
        certain=tuple(sorted((f for f in eligible if f.certain is not None), key=lambda f: -(f.certain or 0))),
        unstated=tuple(f for f in eligible if f.certain is None),
        possible=tuple(sorted((f for f in paying if f.status is Status.POSSIBLE), key=lambda f: -(f.most or 0))),
        earlier=tuple(f for f in paying if f.earlier),
        near=tuple(f for f in paying if f.shortfall and f.status is not Status.LAPSED),
        late=tuple(f for f in paying if f.status in {Status.LAPSED, Status.NOT_YET}),
        services=tuple(f for f in found if not f.measure.award.paying and f.status in {*_LIKELY, Status.LAPSED}),
    )


def result(talk: Talk, note: str = "") -> Reply:
    """Return the result of what is known now."""
    found = _found(talk)
    view = _view(talk, found, note)
    page = talk.page("result", _result_choices(talk, found), **view)
    return replace(page, sheet=_sheet(talk, found, view))


def unchanged(talk: Talk, note: str) -> Reply:
    """Say what can be done now, where a message after the result changed nothing in it."""
    on = GO_ON if talk.questions else RESTART
    example = next((talk.facts[key].name for key in talk.conversation.answers if key in talk.facts), "答案")
    return talk.page("unchanged", (SEE, CHANGE, on), note=note, example=example)


def sheet_of(talk: Talk) -> Sheet:
    """Return the result of what is known now as a sheet."""
    found = _found(talk)
    return _sheet(talk, found, _view(talk, found, ""))


def _found(talk: Talk) -> Outcome:
    """Sort what is found; to whom nothing has been told yet, nothing of theirs can be too late or too early."""
    found = outcome(talk.findings)
    return found if talk.conversation.answers else found._replace(late=())


def _view(talk: Talk, found: Outcome, note: str) -> dict[str, Any]:
    return {
        "note": note,
        "found": found,
        "total": sum(finding.most or 0 for finding in found.certain),
        "policies": _policies(found) or talk.policies,
        "whom": any(measure.departments.names for measure in talk.house.content.measures),
        "today": talk.today,
        "names": {fact.id: fact.name for fact in talk.facts.values()},
        "hotlines": hotlines(talk.policies),
    }


def _sheet(talk: Talk, found: Outcome, view: dict[str, Any]) -> Sheet:
    groups = [(name, getattr(found, name)) for name in ("certain", "unstated", "possible", "earlier", "near", "late")]
    return sheet(talk.house.pages, groups, view, finding_button, partial(to_apply, talk.house.content))


def show_result(talk: Talk, intent: Intent) -> Turn:
    """Show the result now, whatever is still open."""
    del intent
    again = talk.conversation.view in {"result", *LISTS}
    talk = talk.but(pending="", view="result", step={})
    return talk.turn(result(talk), events=(Event("result"), *(() if again else found_events(talk))))


def show_finding(talk: Talk, intent: Intent) -> Turn:
    """Show one finding whole: basis, conditions, offices, doubts."""
    measure = _measure(talk, f"{intent.fact}/{intent.value}")
    if measure is None:
        return talk.turn(result(talk, note="这一项已经不在政策数据里了。"))
    finding = find(measure, talk.profile.known, talk.today)
    names = {fact.id: fact.name for fact in talk.facts.values()}
    choices = (*_other_years(talk, [finding]), RESULT, CHANGE)
    return talk.turn(
        talk.page(
            "finding",
            choices,
            finding=finding,
            names=names,
            today=talk.today,
            needs=to_apply(talk.house.content, finding),
            answers=answers_of(talk.house.content, measure),
        ),
        events=(Event("finding", {"measure": f"{intent.fact}/{intent.value}"}),),
    )


def show_view(talk: Talk, intent: Intent) -> Turn:
    """Show a list behind the result: every finding, the services, or why nothing else matched."""
    if intent.fact not in LISTS:
        return show_result(talk, intent)
    talk = talk.but(view=intent.fact, step={"page": intent.number or 0})
    return talk.turn(screen_of_list(talk))


def screen_of_list(talk: Talk) -> Reply:
    """Return the list that the conversation's view names."""
    view = talk.conversation.view
    if view == "services":
        return _services(talk)
    if view == "unmatched":
        findings = talk.house.paying.explain(talk.profile, talk.today)
        return _list(talk, [f for f in findings if f.status is Status.NOT_ELIGIBLE], "这些奖励没匹配上，点开看原因：")
    return _list(talk, _found(talk).listed, "全部匹配结果，点开看依据和找谁：")


def finding_button(finding: Finding) -> Choice:
    """Make the button that opens a finding."""
    measure = finding.measure
    label = measure.name if len(measure.name) <= _LONGEST else measure.name[: _LONGEST - 1] + "…"
    return button("finding", measure.policy.id, measure.id, label=label)


_LONGEST = 18


def _result_choices(talk: Talk, found: Outcome) -> tuple[Choice, ...]:
    listed, again = found.listed, _other_years(talk, found.earlier)[:1]
    choices = [*again, *(finding_button(finding) for finding in listed[: _LISTED - len(again)])]
    if len(listed) > _LISTED - len(again):
        choices.append(button("view", "all", "0", label=f"全部 {len(listed)} 项"))
    if found.services:
        choices.append(button("view", "services", "0", label=f"服务类支持 {len(found.services)} 项"))
    if not listed:
        choices.append(button("view", "unmatched", "0", label="为什么没有？"))
    if talk.questions:
        return (*choices, CHANGE, GO_ON)
    return (*choices, CHANGE, RESTART)


def _other_years(talk: Talk, findings: Iterable[Finding]) -> list[Choice]:
    """Make the buttons that ask again for a figure that another year may be better for."""
    figures = dict.fromkeys(finding.earlier.fact for finding in findings if finding.earlier)
    return [button("edit", fact_id, label=f"改{in_quotes(talk.facts[fact_id].name)}") for fact_id in figures]


def _services(talk: Talk) -> Reply:
    services = outcome(talk.findings).services
    more = talk.but(thorough=True).questions
    choices = [steering("thorough", f"再答 {len(more)} 问，问全")] if more else []
    ended = _ended(services)
    return _list(talk, services, f"不发钱的支持，点开看原文和找谁{ended}：", choices)


def _ended(findings: Iterable[Finding]) -> str:
    """Say that a policy of these has ended and, unless the text of one says more, that it is silent on what then."""
    ended = [finding.measure.policy for finding in findings if finding.ended]
    silent = "" if any(policy.late for policy in ended) else "，还受不受理原文没写"
    return f"（政策已到期{silent}）" if ended else ""


def _list(talk: Talk, findings: Sequence[Finding], title: str, extra: Sequence[Choice] = ()) -> Reply:
    size = _PAGE - len(extra)
    pages = max(1, -(-len(findings) // size))
    page = min(int(talk.conversation.step.get("page", 0)), pages - 1)
    shown = findings[page * size : (page + 1) * size]
    choices = [finding_button(finding) for finding in shown]
    if pages > 1:
        choices.append(
            button("view", talk.conversation.view, str((page + 1) % pages), label=f"下一页（{page + 1}/{pages}）")
        )
    return talk.page(
        "list",
        (*choices, *extra, RESULT),
        title=title,
        findings=shown,
        names={f.id: f.name for f in talk.facts.values()},
    )


def _policies(found: Outcome) -> tuple[Policy, ...]:
    return tuple({id(f.measure.policy): f.measure.policy for f in (*found.listed, *found.near)}.values())


def _measure(talk: Talk, name: str) -> Measure | None:
    try:
        return talk.house.content.measure(name)
    except KeyError:
        return None
