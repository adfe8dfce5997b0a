"""A name that is not written out in full: a piece of it (小巨人), or a misspelling."""

import re

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from bot.language.options.named import Name, Names, plain
from bot.language.reading import NotUnderstood, Reading, Several, Understood

MOST = 3
"""So many options are offered back at most."""

SURE = 80.0
"""From this likeness, 0 to 100, a misspelt name of four or more characters is taken.

One wrong in five, or one left out.
"""

ASK = 60.0
"""From this likeness a name is worth asking back: three characters of five."""

MARGIN = 10.0
"""A misspelt name is taken only if the next option is so much less like the text."""

MOST_LIKE = 20
"""So many likenesses are looked at."""

FRAGMENT = 0.4
"""The end of a name (琉璃) stands for it if it is this much of it, has two characters and fits no other."""

MOST_OF_IT = 0.7
"""Any other piece of a name stands for it if it is this much of it."""

NOT_CHOSEN = NotUnderstood("没看出是哪一项，请从选项里点一个，或照选项上的字写")
_TOO_SHORT = NotUnderstood("字太少，看不出是哪一项，请多写几个字或从选项里点一个")

# Characters that make another thing of a name, not a misspelling of it: 市级 is not 省级, ISO9001 not
# ISO14001.
_TELLING = frozenset("国省市县区乡镇村一二三四五六七八九十甲乙丙首非不未无大中小主参内外上下低东南西北前后新科创食农")
_LATIN = re.compile(r"[a-z0-9]+")
_FILLER = re.compile(
    r"^(?:我们|我|公司|企业|是|有|做|的|了|属于|在|搞|干|获得|拿到|评上|过|已经|就是|应该|大概)+|(?:的|了|吧|呢|啊|企业|公司|行业|这个|那个)+$"
)


def like(part: str, known: Names) -> Reading[str]:
    """Read a text in which no name is written out: a piece of a name, or a misspelling of one."""
    short = plain(part)[0]
    core = _FILLER.sub("", short) or short
    fragment = _fragment(core, known)
    if fragment:
        return fragment
    best: dict[str, tuple[float, Name]] = {}
    for score, name in _scored(short, known):
        best.setdefault(name.option, (score, name))
    ranked = list(best.values())
    if not ranked:
        return NOT_CHOSEN
    score, name = ranked[0]
    clear = len(ranked) == 1 or score - ranked[1][0] >= MARGIN
    if clear and score >= SURE and len(name.text) >= 4 and not _telling(short, name.text):
        return Understood(name.option, part)
    if len(ranked) == 1:
        return _is_it(name)
    return Several(tuple(name.option for _, name in ranked[:MOST]), part)


def _is_it(name: Name) -> NotUnderstood:
    return NotUnderstood(f"您是说“{name.label}”吗？是的话请点它或照着写，不是请换个说法")


def _fragment(core: str, known: Names) -> Reading[str] | None:
    """Read a piece of a name: 小巨人 fits one, 老字号 several.

    A lone character or a small piece is not enough.
    """
    fits = [name for name in known if core and core in name.text]
    # The option of which it is the greatest part comes first; equal ones stay in the order handed in.
    options = tuple(dict.fromkeys(name.option for name in sorted(fits, key=lambda name: len(name.text))))
    if len(options) > 1:
        return Several(options[:MOST], core)
    if not options:
        return None
    if len(core) < 2:
        return _TOO_SHORT
    if any(len(core) >= (FRAGMENT if name.text.endswith(core) else MOST_OF_IT) * len(name.text) for name in fits):
        return Understood(options[0], core)
    return _is_it(fits[0])


def _scored(text: str, known: Names) -> list[tuple[float, Name]]:
    """Return the names like the likest stretch of a text with their likeness, likest first.

    A text shorter than a name is held against the whole of it. Names of three characters or fewer are not:
    one character of theirs in common is chance.
    """
    long = [name for name in known if len(name.text) > 3]
    found = [
        (score, at, name)
        for names, scorer in (
            ([name for name in long if len(name.text) <= len(text)], fuzz.partial_ratio),
            ([name for name in long if len(name.text) > len(text)], fuzz.ratio),
        )
        for (_, score, at) in process.extract(
            text, [name.text for name in names], scorer=scorer, score_cutoff=ASK, limit=MOST_LIKE
        )
        for name in (names[at],)
    ]
    return [(score, name) for score, _, name in sorted(found, key=lambda one: (-one[0], one[1]))]


def _telling(text: str, name: str) -> bool:
    """Whether what differs between a name and the likest stretch of a text is a figure.

    A letter or a telling word.
    """
    if not set(_LATIN.findall(name)) <= set(_LATIN.findall(text)):
        return True
    at = fuzz.partial_ratio_alignment(text, name) if len(text) >= len(name) else None
    stretch = text[at.src_start : at.src_end] if at else text
    differs = {
        character
        for op in Levenshtein.editops(stretch, name)
        for character in (
            stretch[op.src_pos : op.src_pos + 1] if op.tag != "insert" else "",
            name[op.dest_pos : op.dest_pos + 1] if op.tag != "delete" else "",
        )
    }
    return any(character in _TELLING or character.isascii() for character in differs - {""})
