"""Who applies, and who is only named; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, between, each, told_by

TOLD: Told = {
    "who applies": {
        "我是阳城养蚕的，以个人名义申请行不行": {"sector": "sericulture", "applicant": "person", "county": "yangcheng"},
        "我们是替专业镇来申报的，阳城陶瓷": {"sector": "ceramics", "applicant": "town", "county": "yangcheng"},
        "我们镇政府想申请，泽州大阳的，镇上主要是铁器": {"sector": "casting", "applicant": "town", "county": "zezhou"},
        "合作社欠我们饲料款，高平的饲料厂": {"sector": "other_manufacturing", "county": "gaoping"},
        "合作社统一收我家的茧，阳城养蚕": {"sector": "sericulture", "county": "yangcheng"},
        "我们在巴公园区里头，做铸管": {"sector": "casting", "county": "zezhou"},
        "我是园区管委会的，泽州巴公": {"applicant": "town", "county": "zezhou"},
        "以合作社名义申请，种党参": {"sector": "herb_growing", "applicant": "organisation"},
        "本合作社种植党参，位于陵川县平城镇，年销售额约三百万": {
            "sector": "herb_growing",
            "revenue": between(2_850_000, 3_150_000),
            "applicant": "organisation",
            "county": "lingchuan",
        },
        "在高平养猪的个体户能申请吗": {"sector": "pigs", "applicant": "self_employed", "county": "gaoping"},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
