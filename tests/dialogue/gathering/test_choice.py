"""Where the enterprise is and what is taken back; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, between, each, told_by, yuan

TOLD: Told = {
    "where the works is, not the home": {
        "人在城区住，厂子在北义城，做铸铁炉具": {"sector": "casting", "county": "zezhou"},
        "我家住高平，厂在泽州巴公，铸造的": {"sector": "casting", "county": "zezhou"},
        "我是个人，做泥塑的，住城区": {"sector": "crafts", "applicant": "person", "county": "chengqu"},
        "阳城住宿，做民宿的": {"sector": "tourism", "county": "yangcheng"},
        "我们给泽州的铸造厂供涂料，自己厂在高平，化工涂料": {"sector": "new_materials", "county": "gaoping"},
    },
    "places where the enterprise is not": {
        "不在泽州了，前几个月搬到高平米山，还是做铸造": {"sector": "casting", "county": "gaoping"},
        "从陵川搬到高平了，做丝绸": {"sector": "silk", "county": "gaoping"},
        "沁水那边就是个仓库，公司在阳城，卖农机的": {"sector": "commerce", "county": "yangcheng"},
        "陵川只是个收购点，公司在高平，做药材加工": {"sector": "herb_processing", "county": "gaoping"},
        "我们厂在陵川，办事处在城区，加工党参": {"sector": "herb_processing", "county": "lingchuan"},
        "我们厂在阳城，老板是高平人，做陶瓷": {"sector": "ceramics", "county": "yangcheng"},
        "饲料厂在高平，泽州阳城都有经销商": {"sector": "other_manufacturing", "county": "gaoping"},
        "高平的，做丝绸，客户在泽州、城区": {"sector": "silk", "county": "gaoping"},
        "店在城区，货从阳城陶瓷厂进，卖瓷砖的": {"sector": "commerce", "county": "chengqu"},
        "高平有个门市": {"sector": "commerce", "county": "gaoping"},
        "高平的饲料厂，卖到泽州、阳城的猪场": {"sector": "other_manufacturing", "county": "gaoping"},
        "在高平，做泽州铁锅的": {"sector": "casting", "county": "gaoping"},
        "泽州的，卖高平黄梨、陵川党参，开网店": {"sector": "commerce", "county": "zezhou"},
        "电商公司，城区的，专门在抖音上卖阳城陶瓷、泽州铁锅": {
            "sector": "commerce",
            "county": "chengqu",
            "projects": {"online_sales": None},
        },
    },
    "whose and where": {
        "朋友在泽州搞铸造评上了专精特新，我在沁水养蜂": {"sector": "honey", "county": "qinshui"},
        "原来在城区，去年搬到开发区，做机器人零件": {"sector": "equipment", "county": "development_zone"},
        "我家住泽州，在高平开了个丝绸厂": {"sector": "silk", "county": "gaoping"},
        "卖到高平的，我们厂在阳城，陶瓷": {"sector": "ceramics", "county": "yangcheng"},
        "城区做软件的小公司，十几个人，一年三百万左右，科小去年入的库": {
            "sector": "other_services",
            "revenue": between(2_850_000, 3_150_000),
            "certifications": {"tech_sme": "2024"},
            "county": "chengqu",
        },
    },
    "what is taken back": {
        "阳城，不对，沁水的": {"county": "qinshui"},
        "前年一个亿，不对，前年九千万，去年一亿二": {
            "revenue": yuan(120_000_000, 2024),
            "best_revenue_before": yuan(90_000_000),
        },
        "去年4000万，不对4400万，没贷款": {"revenue": yuan(44_000_000, 2024)},
        "我们泽州下村的搞铸造去年营收五亿三说错了四亿三专精特新有": {
            "sector": "casting",
            "revenue": yuan(430_000_000, 2024),
            "certifications": {"specialised_sme": None},
            "county": "zezhou",
        },
        "去年4000万，阳城的，不对，沁水的，贷款300万，养羊": {
            "sector": "other_farming",
            "revenue": yuan(40_000_000, 2024),
            "projects": {"working_loan": None},
            "county": "qinshui",
        },
        "铸造，去年营收8000万，贷款500万，说错了600万": {
            "sector": "casting",
            "revenue": yuan(80_000_000, 2024),
            "projects": {"working_loan": None},
        },
        "铸造，去年8000万，以前最高7000万，不对，7500万": {
            "sector": "casting",
            "revenue": yuan(80_000_000, 2024),
            "best_revenue_before": yuan(75_000_000),
        },
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
