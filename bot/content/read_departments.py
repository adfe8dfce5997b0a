"""`departments` of an article or a measure -> the offices that the text names for it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.content.policy import Departments
from bot.content.reader import Reader
from bot.content.source import Quote, Source, normal_form
from bot.content.yaml_lines import Items, Keys, Node, Text

_BETWEEN = re.compile("[、,;和与及]*")
"""What may stand between the offices of a list, as `normal_form` writes it."""
_BRACKETED = re.compile("〔[^〕]*[局委府办][^〕]*〕")


class Stretch(NamedTuple):
    """A stretch of the source in which names are looked for; ``missed`` says that one is not there."""

    source: Source
    start: int
    end: int
    missed: str


def of_article(number: str, source: Source, start: int, end: int) -> Stretch:
    """Return the stretch of an article."""
    hint = "named elsewhere in the text? Write {names: [...], quote: ...}"
    return Stretch(source, start, end, f"is not in article {number}, which ends where the next one begins; {hint}")


def read_departments(node: Node, where: str, article: Stretch, reader: Reader) -> Departments:
    """Read offices that stand in the article, or ``{names, quote}`` with a passage from anywhere; ``[]`` is none."""
    where = f"{where}, departments"
    if isinstance(node, Keys):
        return _quoted(node, where, article.source, reader)
    if isinstance(node, Items) and not node:
        return _none(node, where, article, reader)
    names = reader.texts(node, where)
    return Departments(tuple(map(str, names)), _listed(names, where, article, reader))


def _quoted(keys: Keys, where: str, source: Source, reader: Reader) -> Departments:
    reader.keys(keys, where, ("names", "quote"))
    names, passage = reader.texts(keys["names"], where), reader.text(keys["quote"], where)
    if not names:
        raise reader.refuse(keys, where, "names is empty; where the text names no office, write departments: []")
    quote = source.find(passage)
    if quote is None:
        raise reader.refuse(passage, where, f"the quote is not in the source text: {passage[:40]}")
    there = Stretch(source, quote.start, quote.end, "is not in its quote")
    return Departments(tuple(map(str, names)), _listed(names, where, there, reader), quote)


def _none(node: Node, where: str, article: Stretch, reader: Reader) -> Departments:
    """Take it that the text names no office; a list in brackets says otherwise."""
    bracketed = _BRACKETED.search(article.source.text, article.start, article.end)
    if bracketed:
        reader.fault(node, where, f"is empty, but the article names {normal_form(bracketed[0], {})[:40]}")
    return Departments(())


def _listed(names: Sequence[Text], where: str, there: Stretch, reader: Reader) -> bool:
    """Find the names, which must stand there in this order; return whether nothing but commas parts them."""
    found: list[Quote] = []
    for name in names:
        quote = there.source.find(name, found[-1].end if found else there.start, there.end)
        if quote is None:
            stands = there.source.find(name, there.start, there.end)
            reader.fault(name, where, f"{name} {'stands in another order there' if stands else there.missed}")
        else:
            found.append(quote)
    gaps = (there.source.text[one.end : other.start] for one, other in pairwise(found))
    return len(found) > 1 and all(_BETWEEN.fullmatch(normal_form(gap, {})) for gap in gaps)
