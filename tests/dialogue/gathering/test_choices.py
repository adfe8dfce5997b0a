"""Which options are had, done or planned, and since when; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, each, told_by, yuan

TOLD: Told = {
    "what is planned is not had": {
        "泽州 铸造 想上市北交所": {"sector": "casting", "projects": {"listing_plan": None}, "county": "zezhou"},
        "阳城陶瓷，要上市，北交所": {"sector": "ceramics", "county": "yangcheng"},
        "高平做煤机的，打算挂牌新三板，专精特新有": {
            "sector": "equipment",
            "certifications": {"specialised_sme": None},
            "projects": {"listing_plan": None},
            "county": "gaoping",
        },
        "阳城陶瓷已经新三板挂牌，想转北交所": {
            "sector": "ceramics",
            "certifications": {"listed": None},
            "projects": {"listing_plan": None},
            "county": "yangcheng",
        },
    },
    "several plans": {
        "想要块工业地，还要上自动化产线技改": {"projects": {"industrial_land": None, "upgrade": None}},
        "9001没有，别的也没有": {"certifications": {}},
    },
    "options with their days": {
        "晋城老字号22年，三晋老字号24年，做陈醋的": {
            "sector": "farm_produce",
            "certifications": {"jincheng_brand": "2022", "sanjin_brand": "2024"},
        },
        "国家级单项冠军23年，省级专精特新21年": {
            "certifications": {"champion_national": "2023", "specialised_sme": "2021"}
        },
        "上了5G项目，今年三月验收，做牙刷的": {"sector": "light_industry", "projects": {"digital": "2025-03"}},
        "牵头搞了国际标准，2024年5月": {"projects": {"standard_international": "2024-05"}},
        "绿色认证有，质量认证没有": {"certifications": {"green_system": None}},
        "我们做了技改，去年完工的，投了三千万": {"projects": {"upgrade": "2024"}},
    },
    "none of them": {
        "没有任何认证，个体工商户，开小卖部": {
            "sector": "commerce",
            "certifications": {},
            "applicant": "self_employed",
        },
        "没拿过什么称号，做面粉的，中型企业": {"sector": "farm_produce", "certifications": {}, "size": "medium"},
        "项目都没做过，小微企业，养羊": {"sector": "other_farming", "projects": {}},
    },
    "plans count where the question says so": {
        "想搞技改，还没动，做铸铁锅的": {"sector": "casting", "projects": {"upgrade": None}},
        "准备上市，去年营收12亿，前年11亿，铸管": {
            "sector": "casting",
            "revenue": yuan(1_200_000_000, 2024),
            "projects": {"listing_plan": None},
            "best_revenue_before": yuan(1_100_000_000),
        },
        "专精特新正在申报，小巨人也想报，铸造": {"sector": "casting"},
    },
    "names with a gap": {
        "想贷点款": {"projects": {"working_loan": None}},
        "贷不下款": {},
        "想拿块工业用地": {"projects": {"industrial_land": None}},
        "去年技改了一条线": {"projects": {"upgrade": "2024"}},
        "没上过技改也没5G，项目啥都没有": {"projects": {}},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
