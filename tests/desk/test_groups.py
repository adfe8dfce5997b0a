"""The page of groups: what people asked in vain, those of most people first."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.grouped import group_questions
from bot.desk.groups import MOST_GROUPS
from bot.dialogue import Kept, Message
from bot.service import KeptQuestion
from bot.storage import Store
from tests.databases import Sqlite
from tests.desk.served import Served, desk_served
from tests.helpers import content

START = datetime(2026, 11, 20, tzinfo=UTC)
ATTACK = "<script>alert(1)</script>能不能给钱"


def kept(number: int, text: str, chat: str, why: str = "out_of_scope", state: str = "open") -> KeptQuestion:
    return KeptQuestion(number, START + timedelta(hours=number), "web", chat, text, why, state)


def keep(store: Store, *questions: tuple[str, str, str]) -> None:
    """Keep questions for staff: text, chat, why."""
    with store.transaction() as tx:
        for number, (text, chat, why) in enumerate(questions):
            message = Message("web", chat, f"{chat}-{number}", text)
            tx.keep_question(message, Kept(text, why), START + timedelta(minutes=number))


def test_a_group_counts_people_phrasings_reasons_and_days() -> None:
    asked = [
        kept(1, "出口退税在哪办", "a"),
        kept(2, "出口退税去哪里办理", "b", "wrong", "closed"),
        kept(3, "出口退税在哪办", "a"),
        kept(4, "外地企业能申请吗", "c"),
    ]
    first, second = group_questions(asked, content().wording)
    assert (first.text, first.people, first.count, first.open, first.id) == ("出口退税在哪办", 2, 3, 2, 1)
    assert first.texts == (("出口退税在哪办", 2), ("出口退税去哪里办理", 1))
    assert first.whys == (("out_of_scope", 2), ("wrong", 1))
    assert (first.first, first.last) == (asked[0].at, asked[2].at)
    assert second.people == 1
    assert group_questions(asked[::-1], content().wording) == (first, second)


@pytest.fixture
def asked(served: Served) -> Served:
    keep(
        served.store,
        ("出口退税在哪办", "a", "out_of_scope"),
        ("请问出口退税去哪里办理呀", "b", "none_meant"),
        ("外地企业能申请吗", "c", "wrong"),
        ("给我转人工", "d", "person"),
        (ATTACK, "e", "out_of_scope"),
        ("奖补的钱从哪里出", "f", "wrong"),
    )
    return served


def test_the_page_shows_them_and_chooses_by_reason(asked: Served) -> None:
    browser = asked.staff()
    page = browser.get("/desk/groups").text
    assert page.index("出口退税在哪办") < page.index("外地企业能申请吗")
    assert "2 人" in page
    assert "请问出口退税去哪里办理呀" in page
    assert "给我转人工" not in page
    assert "给我转人工" in browser.get("/desk/groups?why=person").text
    assert "外地企业" not in browser.get("/desk/groups?why=person").text
    assert browser.get("/desk/groups?why=%3Cscript%3E").status_code == 200


def test_what_is_answered_by_now_is_marked(asked: Served) -> None:
    page = asked.staff().get("/desk/groups").text
    cards = page.split("<article")[1:]
    assert [("现在有问答了" in card) for card in cards if "奖补的钱从哪里出" in card] == [True]
    assert [("现在有问答了" in card) for card in cards if "外地企业" in card] == [False]


def test_what_was_asked_is_shown_as_text(asked: Served) -> None:
    page = asked.staff(role="editor").get("/desk/groups").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;能不能给钱" in page
    assert "<script>alert" not in page


def test_only_editors_are_offered_to_write(asked: Served) -> None:
    assert "/desk/draft" not in asked.staff().get("/desk/groups").text
    assert "/desk/draft?kind=faq" in asked.staff("李编", "editor").get("/desk/groups").text
    assert asked.staff("周看", "viewer").get("/desk/groups").status_code == 403


def test_the_page_stays_short(served: Served) -> None:
    words = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    texts = [f"{words[n % 20 :][:4]}{words[n // 20 :][:5]}第{n}种" for n in range(300)]
    keep(served.store, *((text, str(n), "wrong") for n, text in enumerate(texts)))
    page = served.staff().get("/desk/groups").text
    assert page.count("<article") <= MOST_GROUPS
    assert "共 300 个问题" in page


def test_without_questions_it_says_so(served: Served) -> None:
    assert "现在没有这样的问题" in served.staff().get("/desk/groups").text


def test_two_desks_of_one_process_do_not_share_their_groups(
    served: Served, sqlite: Sqlite, opened: Callable[[str], Store]
) -> None:
    keep(served.store, ("出口退税在哪办", "a", "out_of_scope"))
    assert "出口退税" in served.staff().get("/desk/groups").text
    with desk_served(opened(sqlite.fresh())) as other:
        keep(other.store, ("外地企业能申请吗", "b", "out_of_scope"))
        page = other.staff().get("/desk/groups").text
    assert "外地企业" in page
    assert "出口退税" not in page
