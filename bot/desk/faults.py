"""Faults of the content in the words of those who edit it at the desk; others stay as `huiqi check` says them."""

import re

from bot.content import Fault

_WORDS = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (
            r"the quote is not in article (\S+?): (.*?); it stands outside this article",
            r"这句原文不在第{0}条里，在别的条里：{1}",
        ),
        (r"the quote is not in article (\S+?): (.*)", r"第{0}条里没有这句原文：{1}。请从原文复制，一个字都不改"),
        (
            r"(\S+) is no telephone number of departments.yaml.*",
            "答复里的电话 {0} 不在部门表里。先去“部门电话”填好，再写进答复",
        ),
        (r"(\S+) is no website of departments.yaml.*", "答复里的网址 {0} 不在部门表里。先去“部门电话”填好，再写进答复"),
        (r"(\S+) is not in its quote; an answer states no sum.*", "答复里的 {0} 在所摘原文里没有。金额只能照原文写"),
        (
            r"(\S+) is not in its quote; an answer states no date.*",
            "答复里的“{0}”在所摘原文里没有。日期和数字只能照原文写",
        ),
        (r"(\S+) is not in its quote; write sums.*", "答复里的“{0}”在所摘原文里没有。请照原文的写法写"),
        (
            r"(\S+) is not in its quote; an answer sets no time.*",
            "答复里的“{0}”在所摘原文里没有。期限只能照原文写；答复会用很久，也别从今天算",
        ),
        (r"(\S+) is a promise; .*", "答复里的“{0}”是打包票，所摘原文里没有。能不能领由责任单位定"),
        (r"(.+) is too short to tell what is asked.*", "问法“{0}”太短，看不出问什么。请写成完整的问题"),
        (r"(.+) is an example of (.+) already.*", "问法“{0}”现在已有别的答法（{1}），换个更具体的说法"),
        (r"(.+) stands under (\S+) already.*", "“{0}”在问答 {1} 里已经有了"),
        (r"(.+) stands twice; take one away", "“{0}”写了两遍，去掉一个"),
        (r"another entry has this id already", "这个编号已经有了，换一个"),
        (r"is longer than (\d+) characters; say less", "答复超过 {0} 字，请写短些"),
        (r"(.+)… is longer than (\d+) characters.*", "问法“{0}…”超过 {1} 字，只留下问的那一句"),
        (r"has (\d+) phrasings; (\d+) are enough", "问法有 {0} 句，{1} 句就够了"),
    )
)


def say_fault(fault: Fault) -> str:
    """Return what is wrong in Chinese, or in the words of `huiqi check`."""
    for pattern, said in _WORDS:
        found = pattern.fullmatch(fault.problem)
        if found:
            return said.format(*found.groups())
    return fault.problem
