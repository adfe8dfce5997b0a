"""YAML and source text go in; checked, frozen objects come out, or every fault with file, line and the fix.

Nothing here knows an enterprise: it holds what the documents say and how answers are read and worded.
"""

from bot.content.as_json import facts_json, policies_json
from bot.content.conditions import (
    All,
    Any,
    Condition,
    Earlier,
    FirstReaches,
    Known,
    Leaf,
    Newly,
    Not,
    Shortfall,
    Window,
    inside,
)
from bot.content.coverage import Sentence, coverage
from bot.content.fact import PLANS, TRADE, TURNOVER, Fact, Group, Held, Option, Value, say_when
from bot.content.fault import ContentError, Fault
from bot.content.load import load
from bot.content.money import UNBOUNDED, Amount, read_sum, write_amount, write_bounds, write_sum
from bot.content.once import once_for_each
from bot.content.places import WHERE, place_names, spoken_names
from bot.content.policy import (
    ARTICLE,
    FAQ,
    OFFICE_ENDS,
    PASSAGE,
    Article,
    Award,
    Content,
    Departments,
    Doubt,
    Example,
    Faq,
    Measure,
    Office,
    Policy,
    Region,
    hotlines,
)
from bot.content.source import Quote
from bot.content.unstated_sums import unstated_sums
from bot.content.verdict import Verdict
from bot.content.when import LONG_AGO, SHANGHAI, When, read_day, read_when, write_when
from bot.content.wording import COMPUTED, GENERAL, PLACE, Aspect, General, Thresholds, Wording
from bot.content.yaml_lines import read_yaml_mapping

__all__ = [
    "ARTICLE",
    "COMPUTED",
    "FAQ",
    "GENERAL",
    "LONG_AGO",
    "OFFICE_ENDS",
    "PASSAGE",
    "PLACE",
    "PLANS",
    "SHANGHAI",
    "TRADE",
    "TURNOVER",
    "UNBOUNDED",
    "WHERE",
    "All",
    "Amount",
    "Any",
    "Article",
    "Aspect",
    "Award",
    "Condition",
    "Content",
    "ContentError",
    "Departments",
    "Doubt",
    "Earlier",
    "Example",
    "Fact",
    "Faq",
    "Fault",
    "FirstReaches",
    "General",
    "Group",
    "Held",
    "Known",
    "Leaf",
    "Measure",
    "Newly",
    "Not",
    "Office",
    "Option",
    "Policy",
    "Quote",
    "Region",
    "Sentence",
    "Shortfall",
    "Thresholds",
    "Value",
    "Verdict",
    "When",
    "Window",
    "Wording",
    "coverage",
    "facts_json",
    "hotlines",
    "inside",
    "load",
    "once_for_each",
    "place_names",
    "policies_json",
    "read_day",
    "read_sum",
    "read_when",
    "read_yaml_mapping",
    "say_when",
    "spoken_names",
    "unstated_sums",
    "write_amount",
    "write_bounds",
    "write_sum",
    "write_when",
]
