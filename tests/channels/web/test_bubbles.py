"""What a page shows of what was said."""

from datetime import UTC, datetime, timedelta

from bot.channels.web.bubbles import bubbles, since
from bot.dialogue import MENU, Choice, Reply
from bot.service import Line

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
YES, NO = Choice("a.x.yes", "是"), Choice("a.x.no", "否")


def huiqi(number: int, text: str, *choices: Choice, at: int, replaces: str = "") -> Line:
    return Line(number, NOON + timedelta(seconds=at), "huiqi", Reply(text, choices), replaces)


def owner(text: str = "", tap: str = "", *, at: int) -> Line:
    return Line(0, NOON + timedelta(seconds=at), "owner", Reply(text, (Choice(tap, ""),) if tap else ()), "")


def test_a_tap_shows_the_label_of_the_choice() -> None:
    shown = bubbles([huiqi(1, "吗？", YES, NO, at=1), owner(tap="a.x.yes", at=2), huiqi(2, "好", at=2)])
    assert [(bubble.who, bubble.reply.text) for bubble in shown] == [
        ("huiqi", "吗？"),
        ("owner", "是"),
        ("huiqi", "好"),
    ]


def test_a_tap_of_the_menu_shows_its_label_too() -> None:
    assert [bubble.reply.text for bubble in bubbles([owner(tap=MENU[0].id, at=1)])] == [MENU[0].label]


def test_a_tap_on_what_was_never_shown_is_no_bubble() -> None:
    assert bubbles([owner(tap="c.start.", at=1), owner(tap="<b>", at=2)]) == ()


def test_a_reply_in_place_stands_where_the_first_stood_under_its_key() -> None:
    tick, ticked = Choice("t.x.a", "☐ 甲"), Choice("t.x.a", "☑ 甲")
    lines = [
        huiqi(1, "哪些？", tick, at=1),
        owner(tap="t.x.a", at=2),
        huiqi(2, "哪些？", ticked, at=2, replaces="1"),
        owner(tap="t.x.a", at=3),
        huiqi(3, "哪些？", tick, at=3, replaces="1"),  # a second tap on what the page showed first
    ]
    (shown,) = bubbles(lines)
    assert (shown.key, shown.line, shown.reply.choices) == ("k1", 3, (tick,))


def test_a_reply_in_place_of_what_is_no_longer_there_is_added() -> None:
    shown = bubbles([owner(tap="t.x.a", at=2), huiqi(2, "哪些？", Choice("t.x.a", "☑ 甲"), at=2, replaces="1")])
    assert [bubble.key for bubble in shown] == ["k2"]


def test_the_buttons_said_last_are_live_and_stay_so_when_staff_speak() -> None:
    lines = [
        huiqi(1, "旧的", YES, at=1),
        huiqi(2, "答案", NO, at=2),
        huiqi(3, "下一问", YES, at=2),
        Line(4, NOON + timedelta(seconds=3), "staff", Reply("您好"), ""),
    ]
    assert [bubble.key for bubble in bubbles(lines) if bubble.live] == ["k2", "k3"]
    assert [(bubble.key, bubble.now) for bubble in bubbles(lines) if bubble.now] == [("k4", "top")]


def test_a_page_is_opened_at_the_last_of_several_replies_which_asks() -> None:
    lines = [huiqi(1, "旧的", YES, at=1), owner("说", at=2), huiqi(2, "答案", at=2)]
    assert [bubble.now for bubble in bubbles(lines)] == ["", "top", ""]
    assert [bubble.now for bubble in bubbles([*lines, huiqi(3, "下一问", YES, at=2)])] == ["", "", "", "low"]


def test_a_page_is_brought_up_to_date_from_a_bubble_on_or_whole() -> None:
    shown = bubbles([huiqi(number, "。", at=number) for number in range(1, 5)])
    assert [bubble.key for bubble in since(shown, "k3")] == ["k3", "k4"]
    assert len(since(shown, "k99")) == 4
