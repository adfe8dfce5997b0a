"""What is read from answers about certifications, trades and counties: every mechanism by a few examples."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue.read import days_said, read_answer

FACTS = load(Path(__file__).parents[2]).facts
FACT = FACTS["certifications"]
TODAY = date(2025, 6, 1)
BOTH = ("shanxi_quality", "jincheng_brand")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("山西精品、晋城老字号", (None, None)),
        ("2024年拿了山西精品、晋城老字号", ("2024", "2024")),
        ("山西精品 2024年，还有晋城老字号", ("2024", None)),
        ("去年山西精品，今年晋城老字号", ("2024", "2025")),
        ("山西精品，去年，晋城老字号，2023年12月", ("2024", "2023-12")),
        ("去年，山西精品、晋城老字号", ("2024", "2024")),
        ("山西精品和晋城老字号，明年", (None, None)),
    ],
)
def test_a_day_belongs_to_what_its_clause_names(text: str, days: tuple[str | None, str | None]) -> None:
    said = days_said(FACT, BOTH, text, TODAY)
    assert (said["shanxi_quality"], said["jincheng_brand"]) == days


ASKED = "asked back"
HELD: dict[str, dict[str, dict[str, str | None] | str]] = {
    "a no governs what follows it, or what it follows": {
        "没有小巨人有专精特新": {"specialised_sme": None},
        "9001有绿色认证没有": {"quality_system": None},
        "山西精品没评上晋城老字号评上了": {"jincheng_brand": None},
        "专精特新、小巨人都没有": {},
        "专精特新，小巨人，9001都没有": {},
        "拿了专精特新 山西精品还没评上": {"specialised_sme": None},
        "申请了专精特新和小巨人没通过": {},
        "专精特新23年小巨人没有": {"specialised_sme": "2023"},
        "我说的是省级单项冠军不是国家级的": {"champion_provincial": None},
    },
    "a later claim holds": {
        "小巨人22年没评上23年评上了": {"little_giant": "2023"},
        "申请过专精特新，没通过": {},
        "山西精品22年申请的23年才下来": {"shanxi_quality": "2023"},
        "三晋老字号被摘牌了": {},
        "9001以前有，现在没了": {},
    },
    "not yet is no": {
        "打算今年拿下小巨人": {},
        "山西精品材料刚交上去": {},
        "科小明年做": {},
        "专精特新在市里初审过了": {},
    },
    "a word with a 没 or 不 that denies nothing": {
        "专精特新没问题，早就有了": {"specialised_sme": None},
        "不光有专精特新，还有小巨人": {"specialised_sme": None, "little_giant": None},
        "专精特新有，没别的": {"specialised_sme": None},
        "专精特新有，但补贴没拿到": {"specialised_sme": None},
    },
    "what is excepted": {
        "除了科小别的都没有": {"tech_sme": None},
        "除了三晋老字号，还有山西精品": {"sanjin_brand": None, "shanxi_quality": None},
        "除了小巨人，专精特新、科小都有": {"specialised_sme": None, "tech_sme": None},
        "除了9001，其他都在申请": {"quality_system": None},
        "都没有，除了9001": {"quality_system": None},
    },
    "somebody else's is not ours": {
        "隔壁厂是小巨人，我们没有": {},
        "隔壁家有专精特新，我们也有，前年的": {"specialised_sme": "2023"},
        "同行都拿了山西精品我们只有晋城老字号": {"jincheng_brand": None},
    },
    "what nobody can tell is asked": {
        "应该有个9001吧": ASKED,
        "小巨人是啥": ASKED,
        "专精特新拿过，又说没有": ASKED,
        "山西精品冷饭热炒": ASKED,
        "老字号": ASKED,
        "国家级的": ASKED,
    },
    "levels": {
        "单项冠军是省里评的，22年": {"champion_provincial": "2022"},
        "单项冠军，国家级省级都有": {"champion_national": None, "champion_provincial": None},
        "老字号，省级的，去年": {"sanjin_brand": "2024"},
        "省级单项冠军2023年拿的，国家级的今年刚下来": {"champion_provincial": "2023", "champion_national": "2025"},
        "市级非遗传承人": ASKED,
        "山西精品等省里批": {},
    },
    "a common end said once": {
        "质量、绿色两个体系都认证了": {"quality_system": None, "green_system": None},
        "三晋、晋城老字号都有，中华的在报": {"sanjin_brand": None, "jincheng_brand": None},
        "我们在晋城，三晋老字号": {"sanjin_brand": None},
    },
    "days": {
        "专精特新 2023年 科小 2024年": {"specialised_sme": "2023", "tech_sme": "2024"},
        "23年的专精特新和24年的小巨人": {"specialised_sme": "2023", "little_giant": "2024"},
        "三晋老字号、山西精品分别是22年和24年": {"sanjin_brand": "2022", "shanxi_quality": "2024"},
        "去年3月拿的山西精品，同年9月拿的晋城老字号": {"shanxi_quality": "2024-03", "jincheng_brand": "2024-09"},
        "专精特新是23年拿的，第二年又拿了小巨人": {"specialised_sme": "2023", "little_giant": "2024"},
        "专精特新是23年拿的，科小也是": {"specialised_sme": "2023", "tech_sme": "2023"},
        "【2024年】山西精品；【2023年】专精特新": {"shanxi_quality": "2024", "specialised_sme": "2023"},
        "专精特新证书2023年7月到2026年6月": {"specialised_sme": "2023-07"},
        "ISO 9001:2015": {"quality_system": None},
        "24.3.5发的小巨人证书": {"little_giant": "2024-03-05"},
        "厂子08年成立，9001是12年做的": {"quality_system": "2012"},
        "小巨人是第三批，21年": {"little_giant": "2021"},
    },
    "nothing at all": {
        "这些我们都没有": {},
        "新厂，还没顾上弄这些": {},
        "从没申请过这些": {},
    },
}
SECTORS = {
    "养甲鱼的": "other_farming",
    "承包了三百亩山坡栽连翘": "herb_growing",
    "以前贩煤 现在不干那个了 在县城开了个超市": "commerce",
    "收毛猪来杀好分割成冷鲜肉发超市": "farm_produce",
    "挂面厂的会计，替老板来问问": "farm_produce",
    "不养蚕 光收茧子缫丝": "silk",
    "原来喂猪 现在猪圈都拆了改种香菇": "other_farming",
    "给卡车厂浇刹车鼓毛坯": "casting",
    "种连翘": "herb_growing",
    "连翘种了三百亩": "herb_growing",
    "连翘饮片": "herb_processing",
    "倒腾药材": "commerce",
    "连翘": ASKED,
    "修手机": "other_services",
    "装修": "other",
    "做减速机的": "equipment",
    "弹簧厂": "equipment",
    "XX厂": ASKED,
    "瓷砖厂": "ceramics",
    "瓷砖专卖店": "commerce",
    "陶瓷批发": "commerce",
    "网上卖陶瓷": "commerce",
    "卖自己种的苹果": "other_farming",
    "康养中心": "tourism",
    "给煤矿做支架": "equipment",
    "铸钢件，给煤机厂配套": "casting",
    "铸造为主，也做点贸易": "casting",
    "从铸造转行做文旅了": "tourism",
    "以前挖煤，现在种连翘": "herb_growing",
    "种植加工一条龙，连翘": ASKED,
    "一边种药材一边开民宿": ASKED,
}
COUNTIES = {
    "我们在巴公": "zezhou",
    "米山镇": "gaoping",
    "北留": "yangcheng",
    "河北镇": "yangcheng",
    "河北": ASKED,
    "嘉峰那边": "qinshui",
    "礼义镇": "lingchuan",
    "经济技术开发区": "development_zone",
}


def taken(fact: str, text: str) -> object:
    answer = read_answer(FACTS[fact], text, TODAY)
    return answer["value"] if answer["outcome"] == "understood" else ASKED


@pytest.mark.parametrize(("text", "held"), [pair for cases in HELD.values() for pair in cases.items()])
def test_what_is_had_and_since_when(text: str, held: dict[str, str | None] | str) -> None:
    assert taken("certifications", text) == held


@pytest.mark.parametrize(("text", "sector"), SECTORS.items())
def test_what_a_firm_does(text: str, sector: str) -> None:
    assert taken("sector", text) == sector


@pytest.mark.parametrize(("text", "county"), COUNTIES.items())
def test_a_town_is_in_its_county(text: str, county: str) -> None:
    assert taken("county", text) == county


@pytest.mark.parametrize("text", ["历史最高5亿", "以前做到过5亿", "最好那年5亿"])
def test_the_most_there_ever_was_is_no_figure_of_the_last_year_but_one_of_the_years_before(text: str) -> None:
    assert read_answer(FACTS["revenue"], text, TODAY)["outcome"] == "not_understood"
    assert read_answer(FACTS["best_revenue_before"], text, TODAY)["value"] == {"low": 5 * 10**8, "high": 5 * 10**8}
