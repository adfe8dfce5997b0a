"""What a question is about, and what stands before it; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, each, told_by, yuan

TOLD: Told = {
    "questions tell nothing": {
        "质量认证能补多少": {},
        "小巨人呢": {},
        "能领啥": {},
        "养蜂有补贴吗": {},
        "要是评上小巨人能拿多少": {},
        "如果去年营收5亿呢": {},
        "个体户能申请吗": {},
        "山西精品，能补多少": {},
        "营收达到五亿奖多少": {},
        "丝绸能补多少": {},
        "没评上小巨人还能补吗": {},
        "专精特新和小巨人能一起领吗": {},
    },
    "what stands before a question": {
        "评上了山西精品有没有奖": {"certifications": {"shanxi_quality": None}},
        "我在高平养猪能领啥": {"sector": "pigs", "county": "gaoping"},
        "我们去年五亿能奖多少": {"revenue": yuan(500_000_000, 2024)},
        "我们协会能申请吗": {"applicant": "organisation"},
        "高平丝绸能补多少": {"sector": "silk", "county": "gaoping"},
        "铸造，五亿，能补多少": {"sector": "casting", "revenue": yuan(500_000_000)},
        "你好，我在泽州做铸造，请问技改补多少": {"sector": "casting", "county": "zezhou"},
        "去年营收五亿，今年能到十亿的话奖多少": {"revenue": yuan(500_000_000, 2024)},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
