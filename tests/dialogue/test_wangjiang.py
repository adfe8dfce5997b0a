"""How what a policy says of all its money, and a name with quotation marks, reads to an owner."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.content import load
from bot.dialogue import Asker, Conversation, Dialogue, Message, Turn
from tests.wangjiang import POLICY, changed, wangjiang

TODAY, NOW = date(2026, 6, 1), datetime(2026, 6, 1, 4, tzinfo=UTC)
BARRED = "有下列情形之一的，不予支持："
BUDGET = "本办法所列限额均为上限，受年度预算控制，预算不足时按比例核减。"


def say(*texts: str) -> Turn:
    conversation = Conversation()
    dialogue = Dialogue(wangjiang())
    for text in ("开始", *texts):
        turn = dialogue.respond(conversation, Message("test", "1", "1", text=text), NOW)
        assert turn.conversation is not None
        conversation = turn.conversation
    return turn


def shown(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


def said(text: str) -> str:
    return str(Asker(wangjiang()).ask(text, "", TODAY)["text"])


def test_conditions_tell_the_policys_own_with_its_quote_apart_from_the_article() -> None:
    text = said("设计会展业首登阶要什么条件")
    assert "是“首登阶”；年营收达到 400万元；没有不予支持的情形\n" in text
    here, _, elsewhere = text.partition("第三条 小微企业“首登阶”奖励\n同一文件的其他条款：\n")
    assert "每家奖励8万元" in here
    assert BARRED not in here
    assert BARRED in elsewhere.partition("找谁")[0]
    assert f"还写明：\n│ {BUDGET}" in elsewhere


def test_what_all_can_be_had_tells_what_is_said_of_all_of_it() -> None:
    assert BUDGET in said("一共能领哪些")


def test_a_service_tells_none_of_it() -> None:
    text = said("推荐参加区外展销会要什么条件")
    assert text.startswith("推荐参加区外展销会：")
    assert BUDGET not in text
    assert BARRED not in text


def test_what_the_text_was_searched_for_in_vain_is_not_looked_up(tmp_path: Path) -> None:
    asked = "设计会展业奖励什么时候到账"
    assert said(asked).startswith("设计会展业“首登阶”奖励：到账时间原文没写")
    looking = Asker(load(changed(tmp_path, POLICY, "  payment: []\n", "")))
    assert "资金拨付时仍未结案" in str(looking.ask(asked, "", TODAY)["text"])


def test_a_finding_that_pays_shows_both_passages_and_a_result_the_one_of_sums() -> None:
    result = shown(say("家政服务业", "800万", "是", "看结果"))
    assert result.count(BUDGET) == 1
    finding = shown(say("家政服务业", "800万", "是", "看结果", "家政服务业“首登阶”奖励"))
    assert finding.index("依据") < finding.index("不低于300万元的家政") < finding.index("同一文件的其他条款：")
    assert finding.index("同一文件的其他条款：") < finding.index(BARRED) < finding.index("找谁") < finding.index(BUDGET)


def test_a_result_without_money_tells_nothing_of_sums() -> None:
    text = shown(say("家政服务业", "1万", "不是", "看结果"))
    assert "没有匹配到发钱的奖励" in text
    assert BUDGET not in text


def test_a_name_with_quotation_marks_gets_no_others() -> None:
    assert shown(say("家政服务业", "800万", "为什么问")).startswith("“首登阶”决定 <b>1 项</b>奖励")
    changing = say("家政服务业", "800万", "是", "改答案")
    assert [choice.label for choice in changing.replies[-1].choices][:3] == ["改“行业”", "改“年营收”", "改“首登阶”"]
