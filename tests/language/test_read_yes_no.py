import pytest

from bot.language import NotUnderstood, Several, Understood, read_yes_no

YES = [
    "是", "是的", "对", "嗯", "嗯嗯", "有", "有的", "有过", "算", "属于", "在", "可以",
    "对对对", "我们是", "我们公司是的", "嗯嗯是的", "没错", "没问题", "YES", "ｙ", "Y",
    "ok", "👍", "确实是",
]  # fmt: skip
NO = [
    "不是", "不是的", "没有", "否", "不", "没", "无", "不算", "不属于", "不在", "NO", "n",
    "应该不算", "应该不是", "没拿过", "还没有", "还没呢", "从来没有", "没有没有", "不不不",
    "我们公司不是", "没有获得过",
]  # fmt: skip
MAYBE = [
    "可能是", "大概有", "好像是", "应该是", "应该算吧", "估计属于", "我们应该算",
]  # fmt: skip
QUESTIONS = [
    "是不是要", "有吗", "是？", "算不算农业", "怎么算", "什么是主导产业", "是这样么",
    "有没有要求",
]  # fmt: skip
NEITHER = [
    "有限公司", "在太原", "现在", "1", "铸造", "是农业企业", "不是没有", "没有不是",
    "不一定", "部分是", "不知道", "不清楚", "是的，没有", "没有，但是去年有", "哈哈",
    "算了", "算了吧", "算了算了", "行了", "对了", "我们算了",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_yes(text: str) -> None:
    reading = read_yes_no(text)
    assert isinstance(reading, Understood)
    assert reading.value is True


@pytest.mark.parametrize("text", NO)
def test_a_no(text: str) -> None:
    reading = read_yes_no(text)
    assert isinstance(reading, Understood)
    assert reading.value is False


@pytest.mark.parametrize("text", MAYBE)
def test_half_a_yes_is_asked_back(text: str) -> None:
    assert read_yes_no(text) == Several((True, False), text)


@pytest.mark.parametrize("text", ["可能不是", "好像没有"])
def test_half_a_no_is_asked_back(text: str) -> None:
    assert read_yes_no(text) == Several((False, True), text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_no_answer(text: str) -> None:
    assert read_yes_no(text) == NotUnderstood("这像是一个问题。要回答请直接写“是”或“不是”")


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither_is_not_taken(text: str) -> None:
    assert isinstance(read_yes_no(text), NotUnderstood)


def test_a_first_clause_that_answers_is_taken_with_what_follows() -> None:
    assert read_yes_no("是的，我们2020年就搬来了") == Understood(value=True, words="是的,我们2020年就搬来了")
    assert read_yes_no("没有，正在申请") == Understood(value=False, words="没有,正在申请")
