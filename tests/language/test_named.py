"""Names in a text: what they are held against each other for must not take long, whatever is typed."""

from bot.content import load
from bot.dialogue.read import names
from bot.language.options.frames import framed
from bot.language.options.named import MOST_NAMES, named_in, plain_names
from tests.helpers import ROOT

KNOWN = plain_names(names(load(ROOT).facts["sector"]))


def test_a_text_of_nothing_but_names_gives_so_many() -> None:
    for word in ("铸造", "养", "种药材", "卖"):
        text = word * 500
        found = named_in(text, KNOWN)
        assert len(found) <= MOST_NAMES
        assert len(framed(text, found, KNOWN)) <= 2 * MOST_NAMES


def test_the_longest_names_are_kept() -> None:
    (first, *_) = named_in("球墨铸铁管" + "铁" * 500, KNOWN)
    assert (first.start, first.end) == (0, 5)
