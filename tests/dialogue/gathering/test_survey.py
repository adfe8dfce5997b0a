"""Clauses in any order, run on, and in other characters; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, between, each, told_by, yuan

TOLD: Told = {
    "in one breath": {
        "去年也就三千万吧以前没有过这么多最高的时候两千二": {
            "revenue": yuan(30_000_000, 2024),
            "best_revenue_before": yuan(22_000_000),
        },
        "我们是高平的潞绸厂在专业镇里面去年一千七百万": {
            "sector": "silk",
            "revenue": yuan(17_000_000, 2024),
            "specialty_town": "yes",
            "county": "gaoping",
        },
    },
    "clauses in any order": {
        "高平的，养猪，去年一千二百万": {"sector": "pigs", "revenue": yuan(12_000_000, 2024), "county": "gaoping"},
        "去年营收六亿三，做铸管的，在泽州": {
            "sector": "casting",
            "revenue": yuan(630_000_000, 2024),
            "county": "zezhou",
        },
        "做陶瓷的厂子在阳城，去年三个多亿，前年两亿八": {
            "sector": "ceramics",
            "revenue": between(300_000_000, 399_999_999, 2024),
            "best_revenue_before": yuan(280_000_000),
            "county": "yangcheng",
        },
        "沁水嘉峰 液压支架 去年3.2亿 前年2.8亿 小巨人2023": {
            "sector": "equipment",
            "revenue": yuan(320_000_000, 2024),
            "certifications": {"little_giant": "2023"},
            "best_revenue_before": yuan(280_000_000),
            "county": "qinshui",
        },
        "营收：去年2.4亿，前年2.1亿；行业：陶瓷；县区：阳城": {
            "sector": "ceramics",
            "revenue": yuan(240_000_000, 2024),
            "best_revenue_before": yuan(210_000_000),
            "county": "yangcheng",
        },
    },
    "run on without a mark": {
        "泽州铸造去年五亿前年四亿八": {
            "sector": "casting",
            "revenue": yuan(500_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
            "county": "zezhou",
        },
        "我们在高平做丝绸去年营收十亿山西精品也评上了": {
            "sector": "silk",
            "revenue": yuan(1_000_000_000, 2024),
            "certifications": {"shanxi_quality": None},
            "county": "gaoping",
        },
        "做铸件的去年八千万没有认证": {"sector": "casting", "revenue": yuan(80_000_000, 2024), "certifications": {}},
        "涉农的养鸡场去年三百万": {"sector": "other_farming", "revenue": yuan(3_000_000, 2024), "agricultural": "yes"},
        "阳城陶瓷厂前年三亿去年四亿主导产业": {
            "sector": "ceramics",
            "revenue": yuan(400_000_000, 2024),
            "leading_industry": "yes",
            "best_revenue_before": yuan(300_000_000),
            "county": "yangcheng",
        },
    },
    "traditional and misspelt": {
        "高平養豬場，去年營收三千萬，屬於涉農企業": {
            "sector": "pigs",
            "revenue": yuan(30_000_000, 2024),
            "agricultural": "yes",
            "county": "gaoping",
        },
        "陽城縣做瓷磚，一年兩個億，不在專業鎮": {
            "sector": "ceramics",
            "revenue": yuan(200_000_000),
            "specialty_town": "no",
            "county": "yangcheng",
        },
        "做翻沙的，泽洲，去年三千万": {"sector": "casting", "revenue": yuan(30_000_000, 2024)},
    },
    "what only stands around it": {
        "开旅行社的，门店在城区": {"sector": "tourism", "county": "chengqu"},
        "高平跑货运 养着二十台车": {"sector": "other_services", "county": "gaoping"},
        "一年养三百张蚕种 阳城次营的": {"sector": "sericulture", "county": "yangcheng"},
        "黄芩柴胡都种，陵川": {"sector": "herb_growing", "county": "lingchuan"},
        "我替合作社问的，养羊，涉农肯定算": {
            "sector": "other_farming",
            "applicant": "organisation",
            "agricultural": "yes",
        },
        "高平养猪的，去年出栏两千头卖了四百六十万": {
            "sector": "pigs",
            "revenue": yuan(4_600_000, 2024),
            "county": "gaoping",
        },
        "去年行情好卖了九百二十万，以前最多的一年才七百万": {
            "revenue": yuan(9_200_000, 2024),
            "best_revenue_before": yuan(7_000_000),
        },
        "去年五百五十万比哪年都高 我问过老板了以前最高就四百八十万": {
            "revenue": yuan(5_500_000, 2024),
            "best_revenue_before": yuan(4_800_000),
        },
        "孩子让我发给你：去年三百一十万": {"revenue": yuan(3_100_000, 2024)},
        "小米加工厂，我是会计小李": {"sector": "farm_produce"},
        "主导产业肯定不是": {"leading_industry": "no"},
        "贷着流动资金的款呢想问利息补不补": {"projects": {"working_loan": None}},
        "去年猪价不行亏了 不过营收还有2200万 以前顶天3000万": {
            "revenue": yuan(22_000_000, 2024),
            "best_revenue_before": yuan(30_000_000),
        },
        "2024年营业收入1.86亿元，此前最高年度1.72亿元": {
            "revenue": yuan(186_000_000, 2024),
            "best_revenue_before": yuan(172_000_000),
        },
    },
    "what is said around a fact leaves it be": {
        "公司无认定，行业为铸造，在泽州": {"sector": "casting", "certifications": {}, "county": "zezhou"},
        "隔壁厂是小巨人，我们就一个9001，24年办的": {"certifications": {"quality_system": "2024"}},
        "本人省级工艺美术大师，2016年评的，在阳城做珐华，公司没有认定": {
            "sector": "ceramics",
            "certifications": {"master_provincial": "2016"},
            "applicant": "person",
            "county": "yangcheng",
        },
        "养蚕的，阳城，三十来户人家的合作社": {
            "sector": "sericulture",
            "applicant": "organisation",
            "county": "yangcheng",
        },
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
