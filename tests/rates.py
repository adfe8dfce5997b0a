"""The real content with an award that is a share of a figure, of which the real policy has none."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import Content, load
from tests.copies import content_copied
from tests.helpers import JINCHENG

MEASURE = f"{JINCHENG}/floor-area"
_SENTENCE = "工业用地提高容积率不增收土地价款。"
_WAS = f"""
        award: {{no_money: 不增收土地价款}}
        quote: {_SENTENCE}
        open: {{see: scope}}
        examples:
          - {{given: {{projects: [industrial_land]}}, pays: no_money}}
"""


@cache
def with_a_rate(*, capped: bool = True) -> Content:
    """Return content in which who has industrial land is paid 70 % of the revenue, at most 100万元 if ``capped``."""
    cap, up_to = ("，最高100万元", ", up_to: 100万元") if capped else ("", "")
    sentence = f"工业企业按年营业收入的70%给予补助{cap}。"
    award = f"""
        award: {{rate: {{fact: revenue, percent: 70%{up_to}}}}}
        quote: {sentence}
        examples:
          - {{given: {{projects: [industrial_land], revenue: 100万元}}, pays: 70万元}}
          - {{given: {{projects: [industrial_land]}}, finds: possible}}
"""
    with TemporaryDirectory() as folder:
        policy = content_copied(Path(folder)) / "policy_data" / JINCHENG
        _replace(policy / "source.md", _SENTENCE, sentence)
        _replace(policy / "policy.yaml", _WAS, award)
        return load(Path(folder))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
