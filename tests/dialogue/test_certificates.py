"""Certificates with their days, as people tell of several at once; today is 2025-06-01."""

from datetime import date

import pytest

from bot.dialogue import read_answer
from tests.helpers import content

TODAY = date(2025, 6, 1)

TOLD = {
    "三晋老字号 二零二三": {"sanjin_brand": "2023"},
    "9001二零二一 山西精品二零二四": {"quality_system": "2021", "shanxi_quality": "2024"},
    "咱县好几家评上三晋老字号，我家是晋城老字号，22年的": {"jincheng_brand": "2022"},
    "附近几家都拿了山西精品，我们拿的是9001": {"quality_system": None},
    "咱镇上好几家都有9001，我们也有，22年的": {"quality_system": "2022"},
    "咱县就我一家三晋老字号": {"sanjin_brand": None},
    "有上市的想法": {},
    "想上市北交所": {},
    "要上市，北交所": {},
    "想上新三板，四板已经挂牌了": {"listed": None},
    "么有": {},
    "一个都冇": {},
    "9001莫有，专精特新有": {"specialised_sme": None},
    "有就零零一": {"quality_system": None},
    "三晋老字号和晋城老字号都有，头一个22年，后一个去年": {"sanjin_brand": "2022", "jincheng_brand": "2024"},
    "山西精品、专精特新，第一个2023，第二个没下来": {"shanxi_quality": "2023"},
    "9001和绿色体系都过了，9001是2023年6月，绿色今年3月": {"quality_system": "2023-06", "green_system": "2025-03"},
    "iso9001，还有绿色体系认证，都是去年十月发的证": {"quality_system": "2024-10", "green_system": "2024-10"},
    "9001今年初也过了 1月份吧": {"quality_system": "2025-01"},
    "质量体系去年过的别的没有": {"quality_system": "2024"},
    "四年前评的市级农业产业化龙头": {"agri_leader": "2021"},
    "拿过山西精品，大概2021年吧": {"shanxi_quality": "2021"},
    "山西静品 25年1月": {"shanxi_quality": "2025-01"},
    "专精特新在申报 估计年底": {},
    "都报过 都没批": {},
    "公司小，一项也没": {},
    "都没有 除了个质量管理体系": {"quality_system": None},
    "小巨人没评上 手里只有省里的专精特新": {"specialised_sme": None},
    "专精特新去年复核没过给摘了 现在就剩个质量体系": {"quality_system": None},
    "质量体系去年到期没换证 小巨人23年的还有效": {"little_giant": "2023"},
    "山西精品申请了没下文 就一个9001": {"quality_system": None},
    "没有 山西精品 有 小巨人": {"little_giant": None},
    "评上了 山西精品 小巨人": {"shanxi_quality": None, "little_giant": None},
    "专精特新是二零二二年拿的然后那个质量体系是去年五月份过的": {
        "specialised_sme": "2022",
        "quality_system": "2024-05",
    },
    "质量体系，认证，去年，十月，二十六号，下来的": {"quality_system": "2024-10-26"},
    "中介说帮我们跑专精特新，钱交了半年没信儿": {},
    "都没有哈，我们刚起步": {},
    "啥也没呢才注册": {},
    "还没有呢，去年才开的": {},
    "省农业龙头、山西精品（都是2023年）、ISO9001（24年5月）": {
        "agri_leader": "2023",
        "shanxi_quality": "2023",
        "quality_system": "2024-05",
    },
    "专精特新(2022年)、小巨人、ISO9001(都是2024年)": {
        "specialised_sme": "2022",
        "little_giant": "2024",
        "quality_system": "2024",
    },
    "市级农业龙头，哪年的我得问问老板": {"agri_leader": None},
    "会计说有科技型中小企业和质量体系，日期她也没查到": {"tech_sme": None, "quality_system": None},
    "三晋老字号，哪年评的不晓得": {"sanjin_brand": None},
    "山西精品，哪天下来要看公示结果": {},
    "我个人是山西省工艺美术大师，厂子没啥": {"master_provincial": None},
    "本人国家级非遗传承人，一八年评的，企业这边没有": {"heir_national": "2018"},
    "本人省级工艺美术大师，工作室没认定过": {"master_provincial": None},
    "省级单向冠军，去年": {"champion_provincial": "2024"},
    "老板说山西精品，公司没拿到": {},
    "山西惊品，上个月刚公告": {"shanxi_quality": "2025-05"},
    "龙头企业，市级，去年七月批的，还有地标保护工程也是去年": {"agri_leader": "2024-07", "geo_project": "2024"},
}


@pytest.mark.parametrize(("text", "held"), TOLD.items(), ids=TOLD)
def test_each_is_held_since_the_day_said_of_it(text: str, held: dict[str, str | None]) -> None:
    answer = read_answer(content().facts["certifications"], text, TODAY)
    assert (answer["outcome"], answer.get("value")) == ("understood", held)
