"""What is done, beside what is bought, sold on, kept or only named; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, each, told_by, yuan

TOLD: Told = {
    "sold online": {
        "人在阳城，做电商的，网上卖阳城琉璃": {
            "sector": "commerce",
            "projects": {"online_sales": None},
            "county": "yangcheng",
        },
        "沁水蜂蜜，自己有厂灌装，也在网上卖": {
            "sector": "honey",
            "projects": {"online_sales": None},
            "county": "qinshui",
        },
        "高平做潞绸的，网店卖得不错": {"sector": "silk", "projects": {"online_sales": None}, "county": "gaoping"},
    },
    "what is resold or kept, as it is dictated": {
        "高平倒煤的，去年2000万": {"sector": "commerce", "revenue": yuan(20_000_000, 2024), "county": "gaoping"},
        "主要是卖药材不种，陵川崇文镇，个体": {
            "sector": "commerce",
            "applicant": "self_employed",
            "county": "lingchuan",
        },
        "高平，养住的，是合作社": {"sector": "pigs", "applicant": "organisation", "county": "gaoping"},
    },
    "beside a trade": {
        "沁水蜂蜜，网上一年卖不少": {"sector": "honey", "projects": {"online_sales": None}, "county": "qinshui"},
        "做电商的 城区 只卖陵川的小米 抖音快手都有店": {
            "sector": "commerce",
            "projects": {"online_sales": None},
            "county": "chengqu",
        },
        "卖白酒的作坊 自己烧 泽州山河镇": {"sector": "drinks", "county": "zezhou"},
        "没在网上卖过东西，做铁锅的": {"sector": "casting"},
        "阳城开民宿的，顺带在网上卖琉璃摆件": {
            "sector": "tourism",
            "projects": {"online_sales": None},
            "county": "yangcheng",
        },
        "替客户问：客户在泽州南村，做井盖": {"sector": "casting", "county": "zezhou"},
        "我家在阳城，厂子在高平": {"county": "gaoping"},
        "俺家在礼义 种苹果的": {"sector": "other_farming", "county": "lingchuan"},
        "协会是泽州铁器这行的": {"sector": "casting", "applicant": "organisation", "county": "zezhou"},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
