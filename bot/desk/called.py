"""What ids are called in the content in force; one that is there no more is called by itself."""

from collections.abc import Callable, Mapping

from bot.codes import CHANNELS
from bot.content import Content
from bot.dialogue import county_facts, label_of, sector_facts

GROUPS = {
    "day": "日期",
    "channel": "渠道",
    "source": "来源",
    "fact": "情况",
    "topic": "主题",
    "after": "先问的主题",
    "wanted": "奖励或主题",
    "aspect": "问法",
    "measure": "奖励",
    "policy": "政策",
    "county": "县（市、区）",
    "sector": "行业",
}
"""What a row is about, as the head of a column."""
NOTHING = {"source": "（直接来的）", "topic": "（没有主题）", "wanted": "（没有主题）"}
UNKNOWN = "（未说明）"


class Called:
    """Names for ids, by what kind of id they are."""

    def __init__(self, content: Content) -> None:
        options = {
            fact.id: {option.id: option.label for option in fact.options} for fact in content.facts.values()
        }  # fmt: skip
        counties = county_facts(content)
        sectors = sector_facts(content)
        self._content = content
        self._tables: Mapping[str, Mapping[str, str]] = {
            "channel": CHANNELS,
            "fact": {fact.id: fact.name for fact in content.facts.values()},
            "aspect": {aspect.id: aspect.label for aspect in content.wording.aspects.values()},
            "policy": {policy.id: policy.short for policy in content.policies},
            "county": {key: label for fact in counties for key, label in options[fact].items()},
            "sector": {key: label for fact in sectors for key, label in options[fact].items()},
        }
        self._of: Mapping[str, Callable[[str], str]] = dict.fromkeys(
            ("topic", "after", "wanted", "measure"), self._topic
        )

    def __call__(self, kind: str, value: str) -> str:
        """Return the name of an id."""
        if not value:
            return NOTHING.get(kind, UNKNOWN)
        return self._of[kind](value) if kind in self._of else self._tables.get(kind, {}).get(value, value)

    def choices(self, kind: str) -> Mapping[str, str]:
        """Return what a filter offers: ids with their names."""
        return self._tables[kind]

    def _topic(self, topic: str) -> str:
        try:
            return label_of(self._content, topic)
        except KeyError:
            return topic
