"""What a document states for whoever applies, and of the time after its end: quoted, or said not to be stated."""

from datetime import UTC, datetime
from pathlib import Path

from bot.content import Content
from bot.dialogue import Conversation, Dialogue, Message
from bot.dialogue.answer_pages import pages_of
from bot.dialogue.answer_to import answer_to
from bot.dialogue.pages import Pages
from tests.dialogue.tea import POLICY, SOURCE, tea_content

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
OWNER = Conversation(answers={"titles": {"good_tea": "2025-05"}})
LATE = "有效期满前已受理的，按本措施继续执行。"
COUNTED = "获评时间以证书所载日期为准。"


def ended(root: Path, more: str = "", said: str = "") -> Content:
    """Return the content with a document that has ended; ``more`` is added to its text, ``said`` to what is read."""
    policy = POLICY.replace("2027", "2025").replace("日。}", f"日。{said}}}")
    return tea_content(root, SOURCE.replace("2027", "2025") + more, policy)


def taps(other: Content, button: str) -> str:
    return Dialogue(other).respond(OWNER, Message("t", "c", "1", choice=button), NOW).replies[-1].text


def shown(other: Content) -> dict[str, str]:
    """Return all that tells an owner of a good tea that the document has ended."""
    pages = {"result": taps(other, "c.result."), "finding": taps(other, "f.tea.good-tea")}
    for aspect in ("amount", "when"):
        asked = [answer_to(other, "tea/good-tea", aspect, "", NOW.date())]
        (pages[aspect],) = pages_of(Pages(keeps=False), other, asked, NOW.date())
    return pages


def test_a_document_that_is_silent_on_what_comes_after_its_end_is_said_to_be(tmp_path: Path) -> None:
    for name, page in shown(ended(tmp_path)).items():
        assert "到期，还受不受理原文没写" in page, name


def test_what_a_document_states_of_the_time_after_its_end_is_quoted(tmp_path: Path) -> None:
    pages = shown(ended(tmp_path, LATE + COUNTED, f", late: {LATE}, counted: {COUNTED}"))
    for name, page in pages.items():
        assert f"到期，原文写的是：“{LATE}”" in page, name
        assert "没写" not in page.replace("地址：原文没写", ""), name
    assert f"按政策有效期内取得、达到的算；茶业措施原文写的是：“{COUNTED}”" in pages["result"]


def test_a_finding_quotes_what_its_document_says_for_whoever_applies(tmp_path: Path) -> None:
    tea = tea_content(tmp_path)
    page = taps(tea, "f.tea.good-tea")
    for sentence in ("咨询电话：0356-1234567", "申报材料为营业执照和证书复印件，每年3月底前提交。"):
        assert page.count(sentence) == 1
    assert [line for line in page.splitlines() if "没写" in line] == ["地址：原文没写。"]
    (card,) = (card for part in Dialogue(tea).report(OWNER, NOW).sheet.parts for card in part.cards)
    assert card.silent == ("地址",)
    assert any("0356-1234567" in sentence for sentence in card.stated)


def test_a_number_that_staff_know_is_not_said_to_be_lacking(tmp_path: Path) -> None:
    page = taps(tea_content(tmp_path), "f.tea.tea-fair")
    assert "丙市商务局，电话 0356-7654321" in page
    assert "地址：原文没写。" in page.splitlines()
