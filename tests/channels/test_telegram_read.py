from typing import Any

import pytest
import telegram

from bot.channels.telegram import read_update
from bot.channels.telegram.read import EDITED, ONLY_IN_PRIVATE, READERS, Heard
from bot.dialogue import Message

PRIVATE = {"id": 7, "type": "private"}
OWNER = {"id": 7, "is_bot": False, "first_name": "王"}
GROUP = {"id": -5, "type": "group", "title": "专业镇"}


def heard(**content: object) -> Heard | None:
    return read_update({"update_id": 91, **content})


def read(**content: object) -> Message | None:
    found = heard(**content)
    assert found is None or found.instead is None
    return found.message if found else None


def membership(chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    bot = {"id": 4839, "is_bot": True, "first_name": "惠企"}
    rights = dict.fromkeys(
        (
            *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
            *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
            *("can_post_stories", "can_edit_stories", "can_delete_stories"),
        ),
        False,
    )
    old, new = ({"status": status, "user": bot, "until_date": 0, **rights} for status in (before, after))
    return {"chat": chat, "from": OWNER, "date": 1700000000, "old_chat_member": old, "new_chat_member": new}


def message(chat: dict[str, Any] = PRIVATE, **content: object) -> dict[str, Any]:
    return {"message_id": 3, "date": 1700000000, "chat": chat, "from": OWNER, **content}


def tap(chat: dict[str, Any] = PRIVATE, date: int = 1700000000, **content: object) -> dict[str, Any]:
    shown = {"message_id": 3, "date": date, "chat": chat}
    return {"id": "1", "from": OWNER, "chat_instance": "1", "message": shown, **content}


@pytest.mark.parametrize(
    ("typed", "text", "source"),
    [
        ("我们做铸造", "我们做铸造", ""),
        ("/start", "/start", ""),
        ("/start expo-2023_A", "/start", "expo-2023_A"),
        ("/start@huiqi_bot expo", "/start", "expo"),
        ("/start 展会", "/start", ""),
        ("/start two words", "/start", ""),
        ("/start " + "x" * 64, "/start", "x" * 64),
        ("/start " + "x" * 65, "/start", ""),
        ("/help@huiqi_bot", "/help", ""),
        ("/HELP", "/help", ""),
        ("/help@huiqi_bot 金额", "/help 金额", ""),
        ("2/3 @huiqi_bot", "2/3 @huiqi_bot", ""),
        ("/", "/", ""),
        ("半个\ud83d字", "半个\ufffd字", ""),
        ("空\0字", "空\ufffd字", ""),
        ("整个\U0001f600字", "整个\U0001f600字", ""),
    ],
)
def test_typed_text_is_read(typed: str, text: str, source: str) -> None:
    assert read(message=message(text=typed)) == Message("telegram", "7", "91", text=text, source=source)


def test_a_tap_carries_the_choice_and_where_it_stood() -> None:
    assert read(callback_query=tap(data="revenue:1")) == Message(
        "telegram", "7", "91", choice="revenue:1", shown_in="3"
    )


def test_a_tap_on_a_message_too_old_to_be_shown_still_counts() -> None:
    read_tap = read(callback_query=tap(data="revenue:1", date=0))
    assert read_tap is not None
    assert read_tap.choice == "revenue:1"


FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "营业执照"},
        {"voice": {**FILE, "duration": 2}},
        {"document": FILE},
        {
            "sticker": {
                **FILE,
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
        {"contact": {"phone_number": "1", "first_name": "王"}},
        {"location": {"longitude": 112.8, "latitude": 35.5}},
        {"dice": {"emoji": "🎲", "value": 1}},
    ],
    ids=lambda content: next(iter(content)),
)
def test_what_is_no_text_becomes_a_message_without_text(content: dict[str, Any]) -> None:
    assert read(message=message(**content)) == Message("telegram", "7", "91")


@pytest.mark.parametrize(
    "content",
    [
        {"message": message(GROUP, text="你好")},
        {"callback_query": tap(GROUP, data="x")},
        {"callback_query": {**tap(data="x"), "message": None}},
        {"callback_query": tap(game_short_name="x")},
        {"edited_message": message(GROUP, text="改了")},
        {"edited_message": message(location={"longitude": 112.8, "latitude": 35.5})},
        {"my_chat_member": membership(GROUP, "member", "left")},
        {"my_chat_member": membership(GROUP, "member", "administrator")},
        {"my_chat_member": membership({"id": -6, "type": "channel", "title": "x"}, "left", "administrator")},
        {"my_chat_member": membership(PRIVATE, "kicked", "member")},
        {"edited_channel_post": message({"id": -6, "type": "channel", "title": "x"}, text="公告")},
        {"message": message(GROUP, new_chat_members=[OWNER])},
        {"channel_post": message({"id": -6, "type": "channel", "title": "x"}, text="公告")},
        {"message": message(pinned_message=message(text="旧"))},
        {"message": message(write_access_allowed={"from_request": True})},
        {},
    ],
)
def test_silence(content: dict[str, Any]) -> None:
    assert heard(**content) is None


def test_an_edited_text_is_told_that_it_has_no_effect() -> None:
    assert heard(edited_message=message(text="改了")) == (Message("telegram", "7", "91"), EDITED)


@pytest.mark.parametrize("kind", ["group", "supergroup"])
@pytest.mark.parametrize(("before", "after"), [("left", "member"), ("kicked", "member"), ("left", "administrator")])
def test_a_group_is_told_once_where_the_bot_answers(kind: str, before: str, after: str) -> None:
    added = membership({**GROUP, "type": kind}, before, after)
    assert heard(my_chat_member=added) == (Message("telegram", "-5", "91"), ONLY_IN_PRIVATE)


def test_telegram_is_asked_for_no_other_kinds_of_update() -> None:
    assert set(READERS) <= set(telegram.Update.ALL_TYPES)
