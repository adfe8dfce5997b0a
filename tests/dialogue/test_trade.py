"""What an enterprise does, as owners and clerks put it when they are asked; today is 2025-06-01."""

from datetime import date

import pytest

from bot.dialogue import read_answer
from tests.helpers import content

TODAY = date(2025, 6, 1)

ONE = {
    "commerce": [
        "倒药材的，收上来转手卖给亳州",
        "倒煤的",
        "倒蜂蜜的",
        "买进卖出，小米核桃啥都倒",
        "蜂蜜是收来的，转手卖",
        "我是羊贩子",
        "卖药材不种",
        "收上来的药材再卖出去，从中挣个差价",
        "我是贩猪的，从村里收了往郑州屠宰场送",
        "倒腾苹果的，果园里收了往广州发",
        "卖土特产，小米核桃山楂都有，从农户收的",
        "开农机店的，收割机旋耕机都有",
        "卖黄梨、党参",
        "卖化肥、农药、种子",
    ],
    "other_services": [
        "开饭店的，主打十大碗",
        "饭店 主打猪头肉",
        "开饭馆的，特色是羊肉烩面",
        "龙港公园旁边开饭店",
    ],
    "tourism": ["开农家乐的，能住能吃能采摘", "农家乐 带住宿采摘"],
    "farm_produce": [
        "做糕点的老铺子",
        "酿醋的老字号铺子",
        "小米杂粮加工，装袋走超市",
        "给饭店供豆腐",
        "做小米的，装袋卖超市",
        "小米加工，自己脱壳自己包装",
    ],
    "herb_processing": ["党参加工包装，卖药店", "从农户手里收连翘，蒸煮烘干，自己一亩不种"],
    "other_manufacturing": [
        "塑钢门窗加工安装",
        "断桥铝门窗，加工带安装",
        "给猪场供饲料",
        "猪饲料厂，自己有配方，自己磨料出袋",
        "饲料加工，玉米豆粕进来，颗粒料出去",
    ],
    "new_materials": ["给铸造厂供涂料的", "给农户供的有机肥，自己发酵自己装袋"],
    "other_farming": [
        "山上那片山楂园是我的，卖鲜果",
        "茶园是我的",
        "西红柿棚是我家的",
        "养羊的，羊贩子上门收",
        "沟里那片核桃林是我承包的，卖干果",
        "香菇木耳，出菇棚四十个",
        "草莓，大棚六个",
    ],
    "herb_growing": [
        "山上连翘坡是我承包的",
        "给药厂供党参，自己种的",
        "种药材的，卖给二道贩子",
        "种连翘和黄芩，山上包了五百亩",
        "种党参的，坡地上包了三百亩",
        "黄芩，山上两百亩",
    ],
    "pigs": ["养住的", "养驻，一百来头", "自己养的猪自己卖"],
    "honey": ["养疯的", "沁水蜂蜜，自己有厂灌装"],
    "casting": ["泽州铁器，手工打的", "倒井盖的", "翻砂的，中频炉两台，模具外协"],
    "drinks": ["烧酒坊，高粱酒，纯粮食的", "白酒作坊，高粱的，自己酿"],
    "ceramics": ["给汾酒那边烧酒瓶子的，陶瓷的不是玻璃的"],
    "silk": [
        "高平丝绸被面",
        "蚕丝被，自己拉胎自己缝",
        "真丝围巾，自己印花自己锁边",
        "缫丝厂，茧子从阳城收",
        "织丝绸的，机器二十台，丝从浙江买",
        "真丝旗袍，量身定做，绣娘手工绣",
    ],
    "light_industry": ["做鞋面的", "给酒店供的洗发水沐浴露小瓶子，自己灌装的", "给学校做校服，布料自己裁"],
}
PLACES = ["钟家庄", "我们在北石店", "町店的", "马村镇上", "白桑的", "董封园区", "经济技术开发区"]
NONE = [
    "党参，厂区占地三十亩",
    "打工在铸造厂，自己做剪纸",
    "桑园，自己缫丝",
    "往铸造厂送煤的",
    "我们在巴公园区里头，规上企业",
    "在北留工业园区",
    "城区产业园",
    "倒闭了",
]


@pytest.mark.parametrize(
    ("text", "option"), [(text, option) for option, texts in ONE.items() for text in texts], ids=lambda one: one
)
def test_what_is_done_is_told_from_what_is_said_around_it(text: str, option: str) -> None:
    answer = read_answer(content().facts["sector"], text, TODAY)
    assert (answer["outcome"], answer.get("value")) == ("understood", option)


@pytest.mark.parametrize("text", PLACES)
def test_no_part_of_a_places_name_is_a_trade(text: str) -> None:
    trade = content().facts["sector"]
    assert read_answer(trade, text, TODAY)["outcome"] == "not_understood"
    assert read_answer(trade, f"{text}做铸件", TODAY)["value"] == "casting"


@pytest.mark.parametrize("text", NONE)
def test_where_a_works_stands_is_not_what_it_does(text: str) -> None:
    assert read_answer(content().facts["sector"], text, TODAY)["outcome"] != "understood"
