import pytest

from bot.language import NotUnderstood, Several, Understood, read_choice, read_choices

NAMES = {
    "zhonghua": ["中华老字号"],
    "sanjin": ["三晋老字号"],
    "jincheng": ["晋城老字号"],
    "jingpin": ["山西精品"],
    "zjtx": ["“专精特新”中小企业", "专精特新"],
    "xjr": ["专精特新“小巨人”企业", "小巨人", "专精特新小巨人"],
    "gaoxin": ["高新技术企业", "高企"],
    "iso": ["ISO9001"],
    "centre": ["省级企业技术中心"],
    "casting": ["铸造"],
    "machines": ["铸造设备"],
    "glaze": ["陶瓷琉璃"],
    "other": ["非农业"],
    "none": ["以上都没有", "都没有"],
}
OLD = ("zhonghua", "sanjin", "jincheng")

ONE = {
    "三晋老字号": "sanjin",
    "我们是三晋老字号企业": "sanjin",
    "专精特新": "zjtx",
    "“专精特新”": "zjtx",
    "专精特新小巨人": "xjr",
    "小巨人": "xjr",
    "铸造": "casting",
    "我们做铸造设备的": "machines",
    "ｉｓｏ９００１": "iso",
    "iso 9001": "iso",
    "高薪技术企业": "gaoxin",
    "高新技木企业": "gaoxin",
    "三晋老字好": "sanjin",
    "不是中华老字号，是三晋老字号": "sanjin",
    "非农业": "other",
    "我们是非农业": "other",
    "都没有": "none",
    "琉璃": "glaze",
}
MANY = {
    "老字号": OLD,
    "我们拿过老字号": OLD,
    "老字号企业": OLD,
    "铸": ("casting", "machines"),
    "特新": ("zjtx", "xjr"),
    "中华老字号和三晋老字号": ("zhonghua", "sanjin"),
}
NOT_ONE = [
    "", "😀", "哈哈", "做饭的", "不是铸造", "没有专精特新", "还没评上专精特新",
    "高企正在申请", "专精特新没通过", "准备申请山西精品",
    "市级企业技术中心", "ISO14001", "陶瓷玻璃", "没有", "iso90012",
]  # fmt: skip

SEVERAL_AT_ONCE: dict[str, tuple[str, ...]] = {
    "三晋老字号、高企": ("sanjin", "gaoxin"),
    "高企 山西精品": ("gaoxin", "jingpin"),
    "山西精品和高新技术企业": ("jingpin", "gaoxin"),
    "没有专精特新，有高企": ("gaoxin",),
    "专精特新没评上，高企有": ("gaoxin",),
    "山西精品没有，高企有": ("gaoxin",),
    "正在申请高企，已有山西精品": ("jingpin",),
    "不是三晋老字号，是中华老字号": ("zhonghua",),
    "专精特新小巨人": ("xjr",),
    "高企申请到了": ("gaoxin",),
    "高企通过了": ("gaoxin",),
    "专精特新、高薪技术企业": ("zjtx", "gaoxin"),
    "都没有": ("none",),
}
NONE_LEFT = [
    "没有专精特新",
    "没有专精特新和高企",
    "高企、小巨人都没有",
    "高企还没通过",
    "不是高企",
    "准备申请高企",
    "高企明年打算申请",
    "小巨人正在申请",
    "山西精品公示了，证书还没下",
]


@pytest.mark.parametrize(("text", "option"), ONE.items(), ids=ONE)
def test_one_option_named(text: str, option: str) -> None:
    reading = read_choice(text, NAMES)
    assert isinstance(reading, Understood)
    assert reading.value == option


@pytest.mark.parametrize(("text", "options"), MANY.items(), ids=MANY)
def test_what_fits_several_is_asked_back(text: str, options: tuple[str, ...]) -> None:
    reading = read_choice(text, NAMES)
    assert isinstance(reading, Several)
    assert reading.values == options


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_names_no_option_is_not_taken(text: str) -> None:
    assert isinstance(read_choice(text, NAMES), NotUnderstood)


@pytest.mark.parametrize(("text", "options"), SEVERAL_AT_ONCE.items(), ids=SEVERAL_AT_ONCE)
def test_all_options_named_in_the_order_written(text: str, options: tuple[str, ...]) -> None:
    reading = read_choices(text, NAMES)
    assert isinstance(reading, Understood)
    assert reading.value == options


@pytest.mark.parametrize("text", NONE_LEFT)
def test_options_not_had_or_not_yet_leave_nothing(text: str) -> None:
    assert read_choices(text, NAMES) == NotUnderstood(
        "听起来这些都还没有。如果都没有，请点“都没有”；如果有，请只写已经有的"
    )


def test_an_unclear_part_is_asked_beside_the_sure_ones() -> None:
    asked = (("gaoxin", "zhonghua"), ("gaoxin", "sanjin"), ("gaoxin", "jincheng"))
    assert read_choices("老字号和高企", NAMES) == Several(asked, "老字号和高企")


def test_two_unclear_parts_are_too_many_to_ask() -> None:
    assert read_choices("老字号，特新", NAMES) == NotUnderstood("有几处看不出是哪一项，请从选项里逐个点选")


def test_a_near_miss_names_the_option_it_may_be() -> None:
    assert read_choice("陶瓷玻璃", NAMES) == NotUnderstood("您是说“陶瓷琉璃”吗？是的话请点它或照着写，不是请换个说法")


def test_one_name_of_two_options_is_asked_back() -> None:
    assert read_choice("陵川", {"a": ["陵川"], "b": ["陵川", "陵川县"]}) == Several(("a", "b"), "陵川")


FRAMES = {
    "farm": ["养殖", "养", "养…", "蚕"],
    "silk": ["蚕", "缫丝"],
    "shop": ["卖", "卖…", "…店"],
    "works": ["…厂", "瓷砖"],
    "mill": ["…厂"],
    "bees": ["养", "蜂"],
}


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("养甲鱼", "farm"),
        ("养蜂", "bees"),
        ("卖瓷砖", "shop"),
        ("瓷砖厂", "works"),
        ("瓷砖店", "shop"),
        ("卖甲鱼的", "shop"),
    ],
)
def test_a_frame_stands_for_what_no_name_tells(text: str, option: str) -> None:
    reading = read_choice(text, FRAMES)
    assert isinstance(reading, Understood)
    assert reading.value == option


def test_a_frame_of_several_options_is_asked_back() -> None:
    assert read_choice("弹簧厂", FRAMES) == Several(("works", "mill"), "厂")


@pytest.mark.parametrize("text", ["康养", "保养", "卖", "卖的", "店", "小店"])
def test_a_frame_without_its_thing_stands_for_nothing(text: str) -> None:
    assert not (isinstance(reading := read_choice(text, FRAMES), Understood) and reading.value == "farm")


def test_no_options_at_all_is_not_understood() -> None:
    assert isinstance(read_choice("铸造", {}), NotUnderstood)
    assert isinstance(read_choices("铸造", {"a": []}), NotUnderstood)
