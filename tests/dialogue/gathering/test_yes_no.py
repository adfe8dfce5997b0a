"""Yes and no, said of what the enterprise is; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, each, told_by, yuan

TOLD: Told = {
    "yes and no": {
        "不属于专业镇，陶瓷，阳城": {"sector": "ceramics", "specialty_town": "no", "county": "yangcheng"},
        "不是主导产业，也不在专业镇，开超市": {"sector": "commerce", "leading_industry": "no", "specialty_town": "no"},
        "在专业镇，涉农，蚕桑": {"sector": "sericulture", "specialty_town": "yes", "agricultural": "yes"},
        "主导产业我们算，铸造": {"sector": "casting", "leading_industry": "yes"},
        "不知道是不是主导产业，做琉璃的": {"sector": "ceramics"},
        "应该算涉农吧，养鸡的": {"sector": "other_farming"},
        "非涉农，缫丝": {"sector": "silk", "agricultural": "no"},
        "涉农不涉农我说不清，种菌菇的，去年四百万": {"sector": "other_farming", "revenue": yuan(4_000_000, 2024)},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
