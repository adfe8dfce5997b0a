"""What one of the staff is called: an account of the desk by its name, who writes in the group by what they show there.

That name changes at will, so the Telegram id stands beside it and says who it is. An account cannot be called so: in
its name, brackets as wide as these are made narrow.
"""

import re

_ID = re.compile(r"（Telegram \d+）\Z")
LONGEST = 30
"""Characters of the name that somebody shows in Telegram."""


def name_in_telegram(shown: str, telegram_id: int) -> str:
    """Return what stands for who shows this name in Telegram.

    >>> name_in_telegram("张三", 800001)
    '张三（Telegram 800001）'
    """
    return f"{shown[:LONGEST]}（Telegram {telegram_id}）"


def is_same(one: str, other: str) -> bool:
    """Whether two names are one person's."""
    return _identity(one) == _identity(other)


def _identity(name: str) -> str:
    found = _ID.search(name)
    return found[0] if found else name
