"""Whom to turn to: one office for all or nearly all is said once, and what differs is told apart."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.content import Content
from bot.dialogue import Asker, Conversation, Dialogue, Message
from bot.dialogue.whom import whom_of
from tests.dialogue.tea import POLICY, SOURCE, tea_content
from tests.helpers import content

TODAY = date(2025, 6, 1)


def said(asker: Asker, text: str) -> str:
    return str(asker.ask(text, "", TODAY)["text"])


@pytest.fixture(scope="module")
def one_office_content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root: Path = tmp_path_factory.mktemp("tea")
    source, policy = (text.replace("丙市商务局", "丙市茶业局") for text in (SOURCE, POLICY))
    return tea_content(root, source, policy)


@pytest.fixture(scope="module")
def one_office(one_office_content: Content) -> Asker:
    return Asker(one_office_content)


@pytest.fixture(scope="module")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return Asker(tea_content(tmp_path_factory.mktemp("tea")))


@pytest.mark.parametrize("text", ["找谁", "去哪里申报", "找哪个部门"])
def test_the_office_of_all_is_said_once(one_office: Asker, text: str) -> None:
    shown = said(one_office, text)
    assert shown.startswith("都找丙市茶业局\n")
    assert shown.count("丙市茶业局") == 1
    assert "说一下您问哪一项" not in shown


def test_whose_awards_all_have_that_office_is_not_told_it_for_each(one_office_content: Content) -> None:
    dialogue, now, conversation = Dialogue(one_office_content), datetime(2025, 6, 1, 4, tzinfo=UTC), Conversation()
    for text in ("开始", "好茶和参加茶博会都是2025年的", "选好了", "找谁"):
        turn = dialogue.respond(conversation, Message("test", "1", "1", text=text), now)
        conversation = turn.conversation or Conversation()
    assert dict(conversation.answers["titles"]) == {"good_tea": "2025", "fair": "2025"}
    assert turn.replies[0].text.startswith("<b>都找丙市茶业局</b>")


def test_offices_that_differ_are_told_for_each(two_offices: Asker) -> None:
    shown = said(two_offices, "找谁")
    assert "· 第一条 品牌奖励：丙市茶业局" in shown
    assert "· 第二条 展销补助：丙市商务局" in shown
    assert "都找" not in shown


def test_only_offices_that_differ_are_said_to(one_office: Asker, two_offices: Asker) -> None:
    assert "责任单位不一样" in said(two_offices, "网址是什么")
    shown = said(one_office, "网址是什么")
    assert "责任单位不一样" not in shown
    assert "可以问丙市茶业局。" in shown


def test_what_differs_from_the_office_of_nearly_all_is_told_apart(tmp_path: Path) -> None:
    article = (
        "  - {{number: {0}, heading: 宣传之{0}, departments: [丙市茶业局], grants_nothing: [第{0}次宣传茶业。]}}\n"
    )
    passage = "## 第{0}条 宣传之{0}\n\n第{0}次宣传茶业。〔责任单位：丙市茶业局〕\n\n"
    more, told = ("".join(each.format(number) for number in "三四") for each in (article, passage))
    shown = said(Asker(tea_content(tmp_path, SOURCE.replace("咨询电话", told + "咨询电话"), POLICY + more)), "找谁")
    assert shown.startswith("除了下面几项，都找丙市茶业局\n│ · 第二条 展销补助：丙市商务局\n")


def test_no_office_stands_for_all_where_it_is_first_for_half() -> None:
    (policy,) = content().policies
    found = whom_of(content(), policy)
    assert (found.usual, found.differ, found.more) == ((), True, True)
    assert len(found.apart) == len(content().articles)
