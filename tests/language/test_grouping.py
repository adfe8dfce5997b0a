"""Questions put together by likeness: what belongs together, in what order, and how fast."""

import random
import time
from itertools import pairwise

import pytest

from bot.language import Question, group
from bot.language.questions.grouping import ALIKE
from bot.language.questions.likeness import Likeness
from tests.helpers import content

WORDING = content().wording


def grouped(*texts: str) -> list[list[str]]:
    asked = [Question(text, place, place) for place, text in enumerate(texts)]
    return [[texts[place] for place in places] for places in group(asked, WORDING)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("出口退税在哪办", "请问出口退税去哪里办理呀"),
        ("奖补资金什么时候到账", "奖补资金啥时候发下来"),
        ("贷款贴息几个点", "贷款贴息多少个点啊"),
        ("专项资金谁来出", "谁来出专项资金"),
        ("没有营业执照能申请吗", "没营业执照可以申请不"),
        ("食堂补帖发不发", "食堂补贴发不发"),
        ("外地企业能申请吗！！！", "您好，外地企业能申请吗"),
    ],
)
def test_the_same_question_in_other_words_is_one_group(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 1
    assert len(grouped(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("出口退税在哪办", "失业保险在哪办"),
        ("个体户能不能申请", "合作社能不能申请"),
        ("贷款贴息几个点", "贷款贴息找谁办"),
        ("没有营业执照能申请吗", "没有流水能申请吗"),
        ("请问一下孩子上学", "请问一下老人看病"),
    ],
)
def test_other_questions_stay_apart(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 2


def test_a_person_counts_once_and_most_people_come_first() -> None:
    loud = [Question("出口退税在哪办", "one person", place) for place in range(9)]
    many = [Question(text, text, 20 + place) for place, text in enumerate(["外地企业能申请吗", "外地企业可以申请吗"])]
    groups = group([*loud, *many], WORDING)
    assert [len(places) for places in groups] == [2, 9]


def test_what_most_people_say_stands_for_the_group() -> None:
    asked = [
        Question("出口退税去哪里办理", "a", 0),
        *(Question("出口退税在哪办", place, place) for place in range(1, 4)),
    ]
    ((first, *_),) = group(asked, WORDING)
    assert asked[first].text == "出口退税在哪办"


def test_the_order_they_come_in_does_not_matter() -> None:
    asked = made(400)
    wanted = {frozenset(asked[place] for place in places) for places in group(asked, WORDING)}
    assert 20 < len(wanted) < 400
    shuffled = random.Random(3).sample(asked, len(asked))
    assert {frozenset(shuffled[place] for place in places) for places in group(shuffled, WORDING)} == wanted


def test_every_question_is_in_one_group() -> None:
    asked = [*made(300), Question("", 1, 900), Question("？？", 2, 901), Question("\u200b", 3, 902)]
    places = [place for each in group(asked, WORDING) for place in each]
    assert sorted(places) == list(range(len(asked)))


def test_all_of_a_group_is_like_what_stands_for_it() -> None:
    likeness, asked = Likeness(WORDING), made(300)
    for first, *others in group(asked, WORDING):
        leader = likeness.hear(asked[first].text)
        assert all(likeness.of(likeness.hear(asked[place].text), leader) >= ALIKE for place in others)


def test_time_grows_with_the_questions_not_with_their_pairs() -> None:
    group(made(200), WORDING)  # sounds are learned once
    taken = []
    for size in (2500, 10_000):
        asked, start = made(size), time.process_time()
        group(asked, WORDING)
        taken.append(time.process_time() - start)
    # Four times the questions: sixteen times the pairs.
    assert taken[1] < 8 * taken[0] + 0.5, taken
    assert taken[1] < 15, "ten thousand questions take some seconds, even on a busy machine"


def made(size: int) -> list[Question]:
    """Make questions that are mostly no two the same, out of examples said in several ways."""
    rng = random.Random(7)
    texts = [text.replace("…", "这个") for aspect in WORDING.aspects.values() for text in aspect.examples]
    texts += [text for texts in WORDING.messages.values() for text in texts]
    before = ["", "请问", "老板", "麻烦问下", "那我们厂", "听说", "今年"]
    after = ["", "呀", "谢谢", "急", "可以吗", "行不行", "在不在"]
    asked = [
        Question(rng.choice(before) + rng.choice(texts) + rng.choice(after), rng.randrange(size), place)
        for place in range(size)
    ]
    assert all(one.order < other.order for one, other in pairwise(asked))
    return asked
