"""A result as cards: the same findings and the same words as its text, in parts that a page can set."""

from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

from bot.dialogue.pages import Pages
from bot.dialogue.reply import Card, Choice, Part, Sheet
from bot.dialogue.stated import ToApply
from bot.matching import Finding

Groups = Iterable[tuple[str, tuple[Finding, ...]]]


def sheet(
    pages: Pages,
    groups: Groups,
    view: Mapping[str, Any],
    button: Callable[[Finding], Choice],
    needs: Callable[[Finding], ToApply],
) -> Sheet:
    """Return the sheet of a result: ``groups`` are named as the blocks of its template that head them."""
    parts = tuple(
        Part(
            pages.block("result", group, **view),
            tuple(_card(pages, group, finding, view, button(finding), needs(finding)) for finding in findings),
        )
        for group, findings in groups
        if findings
    )
    return Sheet(pages.block("result", "lead", **view), parts, pages.block("result", "foot", **view))


def _card(pages: Pages, group: str, finding: Finding, view: Mapping[str, Any], choice: Choice, needs: ToApply) -> Card:
    measure = finding.measure
    amount = "" if group in {"earlier", "near", "late"} else pages.part("pays", finding)
    return Card(
        name=measure.name,
        amount=amount,
        note=_NOTES[group](pages, finding, view),
        basis=f"{measure.policy.cited}{measure.article.title}",
        quotes=tuple(quote.plain for quote in measure.basis),
        reasons=tuple(reason.words for reason in finding.reasons),
        offices=finding.offices,
        listed=measure.departments.listed,
        named=measure.departments.quote.plain if measure.departments.quote else "",
        doubts=finding.doubts,
        choice=choice,
        stated=tuple(quote.plain for quote in needs.stated),
        silent=needs.silent,
    )


def _words(finding: Finding) -> str:
    words = finding.measure.award.words
    return f"原文：“{words}”" if words else ""


def _short(pages: Pages, finding: Finding, view: Mapping[str, Any]) -> str:
    short = pages.block("result", "short", **{**view, "finding": finding})
    ended = f"；{pages.block('result', 'too_late', **view)}" if finding.ended else ""
    return unescape(short + ended)


_NOTES: Mapping[str, Callable[[Pages, Finding, Mapping[str, Any]], str]] = {
    "certain": lambda _, __, ___: "",
    "unstated": lambda _, finding, __: _words(finding),
    "possible": lambda pages, finding, view: f"要知道：{pages.part('lacks', finding, view['names'])}",
    "earlier": lambda pages, finding, view: pages.part("elsewhen", finding, view["names"]),
    "near": _short,
    "late": lambda pages, finding, view: unescape(pages.block("result", "lapse", **{**view, "finding": finding})),
}
