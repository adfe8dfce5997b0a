"""Words that put a sum into the years before the last one: `历史最高5亿`, `以前做到过三个亿`."""

import re

from bot.language.sums.yearly import CLAUSE_END

_WORDS = (
    # some time before
    r"(?:以|之)前几年|以[前往]|之前|此前|先前|原[来先]|再?往前(?!走)|再早|(?<!上)前面(?!提)|前头(?![提说那])",
    r"往年|过往|从前|过去|早先|早年|早几年|头几年|前些年|前几年|历史|历年|疫情前|疫情之前",
    "从来?没|一直没",
    # the best there was, or was until then
    "[老原]来?的?[纪记]录|(?:高峰|巅峰|顶峰|峰值|鼎盛)(?:期|时期?|那年)?",
    r"(?:^|上市|改制|扩产|停产|搬迁|重组)前(?=最[高多好])|[\u4e00-\u9fff]{2}以来(?=最)",
    "(?:行情|生意)?好的?(?:时候|年[份景头]|那[几些]?年)",
    "最[好高多旺牛强火](?:的|那)*(?:一?年[份度头]?|时候|那会儿?|纪录)|最[好高]峰?",
)
BEFORE = re.compile("|".join(_WORDS))


def of_before(said: str, words: str) -> bool:
    """Whether the clause of a normalised text that the words of a sum end in speaks of the years before."""
    at = said.rfind(words.rsplit(",", maxsplit=1)[-1])
    start = max((mark.end() for mark in CLAUSE_END.finditer(said, 0, max(at, 0))), default=0)
    return bool(BEFORE.search(said, start, max(at, 0)))
