"""Templates -> text. A template words a reply; it never decides one."""

from collections.abc import Callable, Hashable
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.content import say_when, write_amount, write_sum
from bot.dialogue.in_quotes import in_quotes
from bot.dialogue.recent import Recent

MOST_KEPT = 4096


class Pages:
    """The templates, each compiled when first shown; everything put into them is escaped."""

    def __init__(self, *, keeps: bool) -> None:
        """Make them ready; ``keeps`` is whether questions for staff are stored, so that no page promises too much."""
        self._kept: Recent[str] = Recent(MOST_KEPT)
        folder = Path(__file__).parent / "templates"
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["keeps"] = keeps
        self._environment.filters |= {
            "sum": write_sum,
            "amount": write_amount,
            "when": say_when,
            "in_quotes": in_quotes,
        }

    def kept(self, key: Hashable, render: Callable[[], str]) -> str:
        """Return the text put into words before under a key that says all it depends on; else render it now."""
        return self._kept.get(key, render)

    def render(self, page: str, **view: Any) -> Markup:
        """Return a page as a reply's text, safe to put into another; raises UndefinedError where a name is lacking."""
        return Markup(self._environment.get_template(f"{page}.j2").render(view).strip())  # noqa: S704 - what it escaped itself

    def block(self, page: str, block: str, **view: Any) -> str:
        """Return one block of a page alone, so that the same words need not be written twice."""
        template = self._environment.get_template(f"{page}.j2")
        return "".join(template.blocks[block](template.new_context(view))).strip()

    def part(self, name: str, *args: Any) -> str:
        """Return what a macro of `_parts.j2` makes of its arguments, as plain text."""
        macro = getattr(self._environment.get_template("_parts.j2").module, name)
        return unescape(str(macro(*args)).strip())
