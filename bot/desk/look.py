"""How the desk looks: templates with everything escaped, times as people say them, the navigation."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.accounts import may
from bot.codes import CHANNELS, WHY
from bot.content import SHANGHAI, write_sum
from bot.http import FIELD

NAVIGATION = (
    ("队列", "/queue"),
    ("问题归类", "/groups"),
    ("内容", "/content"),
    ("统计", "/figures"),
    ("记录", "/records"),
)
"""The links at the top; each is shown to whoever may open it, once its page is there."""
ROLE_NAMES = {"viewer": "查看员", "answerer": "答复员", "editor": "编辑员"}
LATE = timedelta(days=1)


class Look:
    """The templates, each compiled when first shown."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "navigation": NAVIGATION,
            "role_names": ROLE_NAMES,
            "may": may,
            "token_field": _token_field,
        }
        self._environment.filters |= {
            "moment": say_moment,
            "sum": write_sum,
            "since": say_since,
            "in_words": lambda about: " ".join(ROLE_NAMES.get(word, word) for word in about.split(" ")),
            "is_late": is_late,
            "why": lambda why: WHY.get(why, "没答上"),
            "channel": lambda channel: CHANNELS.get(channel, channel),
        }

    def render(self, template: str, **view: Any) -> str:
        """Return a page; raises UndefinedError where a name is lacking."""
        return self._environment.get_template(template).render(view)


@pass_context
def _token_field(context: Context) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, context["token"])


def say_moment(moment: datetime) -> str:
    """Say when something was, in Shanghai."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def say_since(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, in the largest unit that it fills."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // (24 * 60)} 天"


def is_late(moment: datetime, now: datetime) -> bool:
    """Whether somebody has waited for longer than anybody should."""
    return now - moment > LATE
