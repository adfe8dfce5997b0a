"""Which button typed words pick, and what stands under the buttons that steer."""

import json

import pytest

from bot.dialogue import Choice, Conversation, tone
from bot.dialogue import buttons as named
from bot.dialogue.buttons import ANOTHER, GO_ON, KEEP, button, read_id
from bot.dialogue.pick import pick, pick_ticks
from bot.dialogue.respond import HANDLERS
from tests.helpers import content

STEERING = [each for each in vars(named).values() if isinstance(each, Choice)]
SECTOR, REVENUE = content().facts["sector"], content().facts["revenue"]

GROUPS = (
    button("group", "sector", "0", label="铸造与制造"),
    button("group", "certifications", "1", label="认证与品牌（已选 2）"),
    button("skip", "sector", "unknown", label="不清楚"),
)
SUMS = (button("figure", "revenue", "0-1", label="低于5亿元"), button("skip", "revenue", "unknown", label="不清楚"))
WHICH_SUM = (button("figure", "revenue", "5-5", label="5元"), named.NEITHER)
TICKS = (button("tick", "projects", "a", label="☑ 技改"), button("tick", "projects", "b", label="☐ 上市"), GO_ON)
EITHER = (button("confirm", "sector", "casting", label="改成“铸造、铁器”"), KEEP)
LISTED = (button("edit", "sector", label="改“行业”"), button("edit", "revenue", label="改“年营收”"), KEEP)
ONE_TOPIC = (button("offered", "general:total", "about", label="能领多少"), ANOTHER)


def test_there_are_steering_buttons_and_each_leads_somewhere() -> None:
    assert len(STEERING) > 15
    for choice in STEERING:
        name, command, _ = read_id(choice.id)
        assert (name, command in HANDLERS) == ("command", True), choice


def test_a_button_is_drawn_by_what_it_does_and_not_by_its_label() -> None:
    onward = {choice.label for choice in STEERING if tone(choice) == "answer"}
    assert onward == {"接着答", "帮我算能领多少", "都不是", "让惠企接着答"}
    assert tone(KEEP) == tone(named.BACK) == "aside"


@pytest.mark.parametrize(
    ("shown", "text", "picked"),
    [
        (GROUPS, "铸造与制造", 0),
        (GROUPS, "认证与品牌", 1),
        (GROUPS, "1", 0),
        (GROUPS, "2.", 1),
        (GROUPS, "第三个", 2),
        (GROUPS, "选第二类吧", 1),
        (GROUPS, "我选1", 0),
        (GROUPS, "9", None),
        (GROUPS, "第五个", None),
        (GROUPS, "第二条", None),  # an article
        (GROUPS, "二", None),
        (GROUPS, "是", None),
        (TICKS, "上市", 1),
        (EITHER, "改成铸造、铁器", 0),
        (EITHER, "是的", 0),
        (EITHER, "不", 1),
        (EITHER, "也许吧", None),
        (ONE_TOPIC, "对", 0),
        (LISTED, "改行业", 0),
        (ONE_TOPIC, "不是", 1),
    ],
)
def test_words_pick_the_button_that_is_shown(shown: tuple[Choice, ...], text: str, picked: int | None) -> None:
    assert pick(shown, text, "", SECTOR) == (None if picked is None else shown[picked])


def test_a_number_is_an_answer_where_a_figure_is_asked_and_a_place_where_some_are_offered() -> None:
    assert pick(SUMS, "1", "", REVENUE) is None
    assert pick((GO_ON, named.BACK), "2", "", REVENUE) is None  # beside the question: why it is asked
    assert pick(SUMS, "第一个", "", REVENUE) == SUMS[0]
    assert pick(WHICH_SUM, "1", "", REVENUE) == WHICH_SUM[0]


def test_words_that_steer_elsewhere_agree_to_what_is_offered_only_where_they_say_so() -> None:
    assert pick(EITHER, "确定", "done", SECTOR) == pick(EITHER, "就改吧", "change", SECTOR) == EITHER[0]
    assert pick(EITHER, "改答案", "change", SECTOR) is None
    assert pick(ONE_TOPIC, "改", "change", SECTOR) is None


@pytest.mark.parametrize(
    ("text", "labels"), [("1、2", "技改、上市"), ("2 1", "上市、技改"), ("1、3", ""), ("1、9", "")]
)
def test_several_numbers_pick_options_alone(text: str, labels: str) -> None:
    assert pick_ticks(TICKS, text) == labels


def test_what_is_shown_is_kept_and_an_older_conversation_shows_nothing() -> None:
    kept = Conversation(shown=GROUPS)
    assert Conversation.from_json(kept.to_json()) == kept
    old = json.loads(kept.to_json()) | {"version": 3}
    del old["shown"]
    assert Conversation.from_json(json.dumps(old)) == Conversation()
