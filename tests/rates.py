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
def with_a_rate(*, capped: bool = True, ceiling: bool = False) -> Content:
    """Return that content."""
    with TemporaryDirectory() as folder:
        return load(save(Path(folder), capped=capped, ceiling=ceiling))


def save(root: Path, *, capped: bool = True, ceiling: bool = False) -> Path:
    """Write content in which who has industrial land is paid 70 % of the revenue, at most 100万元 if ``capped``.

    With ``ceiling`` the share is 不超过70%.
    """
    cap, up_to = ("，最高100万元", ", up_to: 100万元") if capped else ("", "")
    share, word, most = ("不超过年营业收入的70%", "at_most", "最高") if ceiling else ("年营业收入的70%", "percent", "")
    sentence = f"工业企业按{share}给予补助{cap}。"
    award = f"""
        award: {{rate: {{fact: revenue, {word}: 70%{up_to}}}}}
        quote: {sentence}
        examples:
          - {{given: {{projects: [industrial_land], revenue: 100万元}}, pays: {most}70万元}}
          - {{given: {{projects: [industrial_land]}}, finds: possible}}
"""
    policy = content_copied(root) / "policy_data" / JINCHENG
    _replace(policy / "source.md", _SENTENCE, sentence)
    _replace(policy / "policy.yaml", _WAS, award)
    return root


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
