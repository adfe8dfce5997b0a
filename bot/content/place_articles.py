"""Where each article of a document begins and ends, by the number and heading that it is printed with."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.content.reader import Reader
from bot.content.source import Quote, Source, normal_form
from bot.content.yaml_lines import Keys

_NUMERALS = "零一二三四五六七八九十百0-9"
_NUMBER_ROOM = 20
"""The number of an article stands within so many characters before its heading: ``**（二）``, ``第 2 条``."""
_BEFORE_NUMBER = "第（(*#_ \t\u3000"
_CLOSES_HEADING = ("】", "〕", "》", "]")
_SECTION = re.compile(
    r"[\s*#]*(?:#|[一二三四五六七八九十]+\s*、|[(（][一二三四五六七八九十]+[)）])[^。；;，,：:]{0,40}"
)
"""A line that is the title of a section: ``二、支持范围``, ``(一)固定资产投资奖励``."""
_PRINTED_NUMBER, _OTHER_NUMBER = re.compile(rf"第[{_NUMERALS}]+条"), re.compile(rf"\(?[{_NUMERALS}]+[、.)]")
"""The number of a clause that no article is listed for, as `normal_form` writes it: ``第二十条``, ``(十七)``."""
_TAIL = 12
"""So many last characters of an article tell where it ends."""


class Place(NamedTuple):
    """An article in the source: its number stands at ``begins``, its text from ``start`` to ``end``.

    ``printed`` is its number as printed where that is 第七条, and empty where it is another form.
    """

    begins: int
    start: int
    end: int
    printed: str


def place_articles(
    items: Iterable[Keys], source: Source, closing: Sequence[Quote], reader: Reader
) -> list[tuple[Keys, Place]]:
    """Find each article behind the one before; it runs to the next one.

    The last one runs to the line that begins with a passage of the policy itself, else to the end of the text.
    """
    found: list[tuple[Keys, Place]] = []
    for keys in items:
        with reader.going_on():
            after = found[-1][1].start if found else 0
            found.append((keys, _place(keys, source, after, reader)))
    ends = [without_titles(source, place.start, following.begins) for (_, place), (_, following) in pairwise(found)]
    stops = [quote.start for quote in closing if found and _closes(source.text, quote, found[-1][1])]
    ends.append(min(stops, default=len(source.text)))
    return [(keys, place._replace(end=end)) for (keys, place), end in zip(found, ends, strict=False)]


def _closes(text: str, clause: Quote, last: Place) -> bool:
    """Whether the last article ends before a clause: it begins a line, or follows a number as articles have.

    A closing clause may itself be an article, the last one; and within 第十条, what （九） stands before is of it.
    """
    if clause.start <= last.start or not text[last.start : clause.start].strip():
        return False
    before = normal_form(text[text.rfind("\n", 0, clause.start) + 1 : clause.start], {})
    return not before or bool((_PRINTED_NUMBER if last.printed else _OTHER_NUMBER).fullmatch(before))


def where_it_stands(quote: Quote, numbered: Sequence[tuple[str, Place]], source: Source) -> str:
    """Say where a passage stands, for whoever looked for it in another article: ``in article 十``."""
    before = [(number, place) for number, place in numbered if place.start <= quote.start]
    if not before:
        return f"before the first article, {numbered[0][0]}"
    number, place = before[-1]
    if quote.end <= place.end:
        return f"in article {number}"
    tail = source.text[place.start : place.end].split()
    runs_on = "across the end of" if quote.start < place.end else "behind"
    return f"{runs_on} article {number}, which ends with “…{''.join(tail)[-_TAIL:]}”"


def without_titles(source: Source, start: int, end: int) -> int:
    """Return where a stretch before an article ends, the titles of sections at its end left out."""
    lines = source.text[start:end].splitlines(keepends=True)
    while lines and (not lines[-1].strip(" \t\n\u3000") or _SECTION.fullmatch(lines[-1].strip())):
        lines.pop()
    return start + sum(map(len, lines))


def _place(keys: Keys, source: Source, after: int, reader: Reader) -> Place:
    number = str(reader.text(keys["number"], "article"))
    if "heading" not in keys:
        return _numbered(keys, number, source, after, reader)
    passage = reader.text(keys["heading"], number)
    heading = source.find(passage, after)
    if heading is None:
        raise reader.refuse(passage, number, f"the heading is not in the source text: {passage[:40]}")
    standing = source.find_last(number, max(after, heading.start - _NUMBER_ROOM), heading.start)
    if standing is None or not _is_its_number(source.text, standing, heading):
        reader.fault(keys["number"], number, f"{number} does not stand before the heading in the source")
        return Place(heading.start, heading.end, heading.end, "")
    printed = source.text[standing.end : heading.start].strip().startswith("条")
    begins = standing.start - _room_before(source.text[: standing.start])
    # 【培育对象】 is closed before its text begins.
    start = heading.end + source.text.startswith(_CLOSES_HEADING, heading.end)
    return Place(begins, start, start, f"第{number}条" if printed else "")


def _numbered(keys: Keys, number: str, source: Source, after: int, reader: Reader) -> Place:
    """Find an article without a heading: a line begins with its number, ``第七条``."""
    wanted, at = f"第{number}条", after
    while found := source.find(wanted, at):
        line = source.text[source.text.rfind("\n", 0, found.start) + 1 : found.start]
        if not line.strip(_BEFORE_NUMBER):
            return Place(found.start - len(line), found.end, found.end, wanted)
        at = found.end
    raise reader.refuse(keys["number"], number, f"no line begins with {wanted}; give the heading, its first words")


def _is_its_number(text: str, number: Quote, heading: Quote) -> bool:
    """Whether the number stands just before the heading, and is no part of another: ``二`` of ``十二``."""
    before, between = text[: number.start][-1:], normal_form(text[number.end : heading.start], {})
    return not re.match(rf"[{_NUMERALS}]", before) and bool(re.fullmatch(rf"(?![{_NUMERALS}])\W*\w?\W*", between))


def _room_before(text: str) -> int:
    return len(text) - len(text.rstrip(_BEFORE_NUMBER))
