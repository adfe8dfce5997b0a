"""Figures of turnover among other figures; today is 2025-06-01."""

from typing import Any

from tests.dialogue.gathering.told import Told, between, each, told_by, yuan

TOLD: Told = {
    "sums of something else": {
        "我厂做光机电，工人三百多，厂房两万平，去年三亿五": {"sector": "equipment", "revenue": yuan(350_000_000, 2024)},
        "手机13935612345，泽州铸造，去年4亿": {
            "sector": "casting",
            "revenue": yuan(400_000_000, 2024),
            "county": "zezhou",
        },
        "投资一个亿建的厂，还没营收": {},
        "技改花了八百万，去年营收2.3亿，机械加工": {
            "sector": "equipment",
            "revenue": yuan(230_000_000, 2024),
            "projects": {"upgrade": None},
        },
        "欠银行三百万，开酒店，陵川": {"sector": "tourism", "county": "lingchuan"},
        "利润五百万，做丝巾的": {"sector": "silk"},
        "机器一台八十万，买了三台，做五金制品": {"sector": "light_industry"},
        "今年目标五个亿，去年四亿一，铸造": {"sector": "casting", "revenue": yuan(410_000_000, 2024)},
        "营收3亿，其中出口1亿，铸件": {"sector": "casting", "revenue": yuan(300_000_000)},
        "做化肥的，去年比前年多卖了五千万": {"sector": "new_materials"},
        "补贴拿了五十万，养猪的，去年两千万": {"sector": "pigs", "revenue": yuan(20_000_000, 2024)},
        "马村养猪，存栏八千，去年1.1亿，以前最高九千万，算涉农": {
            "sector": "pigs",
            "revenue": yuan(110_000_000, 2024),
            "agricultural": "yes",
            "best_revenue_before": yuan(90_000_000),
            "county": "gaoping",
        },
    },
    "years": {
        "2023年3.6亿，2024年4.1亿，铸造": {
            "sector": "casting",
            "revenue": yuan(410_000_000, 2024),
            "best_revenue_before": yuan(360_000_000),
        },
        "前年营收两个亿，丝绸": {"sector": "silk", "revenue": yuan(200_000_000, 2023)},
        "营收大概4.8个亿，最高那年5.2亿": {
            "revenue": between(456_000_000, 504_000_000),
            "best_revenue_before": yuan(520_000_000),
        },
        "以前最好的时候做到过九个亿，去年七亿": {
            "revenue": yuan(700_000_000, 2024),
            "best_revenue_before": yuan(900_000_000),
        },
        "最近五年最好是22年六个亿，去年五个亿，煤机": {
            "sector": "equipment",
            "revenue": yuan(500_000_000, 2024),
            "best_revenue_before": yuan(600_000_000),
        },
        "今年上半年做了两亿，去年全年三亿九": {"revenue": yuan(390_000_000, 2024)},
        "厂里搞了绿色工厂改造，陶瓷行业，去年5.05亿首次破5亿，能不能奖": {
            "sector": "ceramics",
            "revenue": yuan(505_000_000, 2024),
        },
        "去年十个亿差一点，前年九个亿，铸管": {
            "sector": "casting",
            "revenue": between(900_000_000, 999_999_999, 2024),
            "best_revenue_before": yuan(900_000_000),
        },
    },
    "a year said before holds": {
        "去年投了2000万，营收6000万": {"revenue": yuan(60_000_000, 2024)},
        "前年活多，营收九千万，去年活少，营收七千万": {
            "revenue": yuan(70_000_000, 2024),
            "best_revenue_before": yuan(90_000_000),
        },
        "去年做了技改，营收6000万": {"revenue": yuan(60_000_000), "projects": {"upgrade": "2024"}},
    },
    "sums of several parts": {
        "铸造，1到10月7000万，11、12月又做了1500万，9001有": {
            "sector": "casting",
            "revenue": yuan(85_000_000),
            "certifications": {"quality_system": None},
        },
        "泽州铸造，上半年3000万，下半年4000万，投了500万技改": {
            "sector": "casting",
            "revenue": yuan(70_000_000),
            "projects": {"upgrade": None},
            "county": "zezhou",
        },
        "铸造，上半年投了300万，下半年400万": {"sector": "casting"},
        "营收啊，去年平均每个月8万，陵川的农家乐": {
            "sector": "tourism",
            "revenue": yuan(960_000, 2024),
            "county": "lingchuan",
        },
        "铸造，去年外销1800万，正好占总收入的一半": {"sector": "casting", "revenue": yuan(36_000_000, 2024)},
        "铸造，集团一共五个亿，我们厂占四成": {"sector": "casting", "revenue": yuan(200_000_000)},
        "铸造，线上200万占三成": {"sector": "casting"},
        "铸造，主营业务收入4860万，其他业务收入140万": {"sector": "casting", "revenue": yuan(50_000_000)},
        "铸造，去年铸件1800万，加工费200万，就这两块，9001有": {
            "sector": "casting",
            "revenue": yuan(20_000_000, 2024),
            "certifications": {"quality_system": None},
        },
        "铸造，主营业务收入4860万，其他业务收入大概140万": {"sector": "casting"},
    },
    "the best year before": {
        "铸管，去年5.3个亿，以前没上过5亿最多4.8亿": {
            "sector": "casting",
            "revenue": yuan(530_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
        },
        "铸管，去年5.3个亿，历史上没破过5亿，最高4.8亿": {
            "sector": "casting",
            "revenue": yuan(530_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
        },
        "铸管，2024年5.3亿，之前年份最高4.8亿": {
            "sector": "casting",
            "revenue": yuan(530_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
        },
        "铸管，去年5.3亿，过去峰值4.8亿": {
            "sector": "casting",
            "revenue": yuan(530_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
        },
        "铸管，去年5.3亿，去年之前最好成绩4.8亿": {
            "sector": "casting",
            "revenue": yuan(530_000_000, 2024),
            "best_revenue_before": yuan(480_000_000),
        },
    },
    "a sum half remembered or misspelt": {
        "丝绸，去年收入记不清了大概三千万": {"sector": "silk", "revenue": between(28_500_000, 31_500_000, 2024)},
        "丝绸，去年具体忘了，反正三千万这个数": {"sector": "silk", "revenue": yuan(30_000_000, 2024)},
        "铸造，去年迎收七千万": {"sector": "casting", "revenue": yuan(70_000_000, 2024)},
        "铸造，应收账款七千万": {"sector": "casting"},
    },
}


@each(TOLD)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert told_by(text) == told
