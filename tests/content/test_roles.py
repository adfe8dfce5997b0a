"""What facts are in a conversation: said with a role, or by the order they are asked in."""

from pathlib import Path

from bot.content import PLANS, TRADE, TURNOVER, load
from tests.copies import content_copied

ROOT = Path(__file__).parents[2]


def test_the_first_choice_and_the_first_figure_have_the_roles_that_none_is_given(tmp_path: Path) -> None:
    facts = content_copied(tmp_path) / "policy_data" / "facts.yaml"
    said = facts.read_text(encoding="utf-8")
    facts.write_text(said.replace("  role: trade\n", "").replace("  role: turnover\n", ""), encoding="utf-8")
    assert "role: trade" not in facts.read_text(encoding="utf-8")
    roles = {fact.id: fact.role for fact in load(tmp_path).facts.values() if fact.role}
    assert roles == {"sector": TRADE, "revenue": TURNOVER, "projects": PLANS}
