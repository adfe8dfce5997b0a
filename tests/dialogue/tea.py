"""Another city's content: two measures on tea, beside the same words of questions."""

from pathlib import Path

from bot.content import Content, load
from tests.copies import intents_copied

SOURCE = """# 丙市支持茶业发展若干措施

## 第一条 品牌奖励

对获评“好茶”称号的企业，一次性奖励 7 万元。申报材料为营业执照和证书复印件，每年3月底前提交。〔责任单位：丙市茶业局〕

## 第二条 展销补助

对参加省外茶博会的企业，给予一定补助。〔责任单位：丙市商务局〕

咨询电话：0356-1234567，本措施自 2025 年 1 月 1 日起施行，有效期至 2027 年 12 月 31 日。
"""

POLICY = """
id: tea
title: 丙市支持茶业发展若干措施
short: 茶业措施
number: 丙政〔2025〕1号
issuer: 丙市人民政府
issued: 2025-01-01
valid: {from: 2025-01-01, until: 2027-12-31, quote: 本措施自 2025 年 1 月 1 日起施行，有效期至 2027 年 12 月 31 日。}
articles:
  - number: 一
    heading: 品牌奖励
    departments: [丙市茶业局]
    measures:
      - id: good-tea
        name: 好茶称号奖励
        topics: [好茶称号]
        conditions: {fact: titles, newly: good_tea}
        award: {fixed: 7万元}
        quote: 对获评“好茶”称号的企业，一次性奖励 7 万元。
        examples:
          - {given: {titles: {good_tea: 2025}}, pays: 7万元}
  - number: 二
    heading: 展销补助
    departments: [丙市商务局]
    measures:
      - id: tea-fair
        name: 茶博会补助
        topics: [茶博会]
        conditions: {fact: titles, newly: fair}
        award: {unstated: 给予一定补助}
        quote: 对参加省外茶博会的企业，给予一定补助。
        examples:
          - {given: {titles: {fair: 2025}}, pays: unstated}
"""

FACTS = """
- id: titles
  kind: choices
  name: 称号与活动
  ask: 取得过哪些？
  hint: 点选
  none: 都没有
  dated: yes
  ask_when: 什么时候的？
  options:
    - {id: good_tea, label: 好茶}
    - {id: fair, label: 参加茶博会}
"""

OFFICES = """
- region: 丙市
  offices:
    - {name: 丙市茶业局}
    - {name: 丙市商务局, telephone: 0356-7654321}
"""


def tea_content(root: Path, source: str = SOURCE, policy: str = POLICY) -> Content:
    """Write the content into an empty folder and load it."""
    intents_copied(root)
    write(root / "policy_data/tea/source.md", source)
    write(root / "policy_data/tea/policy.yaml", policy)
    write(root / "policy_data/facts.yaml", FACTS)
    write(root / "policy_data/departments.yaml", OFFICES)
    write(root / "intents/tea.yaml", "good-tea: 好茶奖 好茶牌子")
    return load(root)


def write(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
