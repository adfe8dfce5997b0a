"""What is called by its place among the names before it, called by name: `A和B都有，头一个22年，后一个去年`."""

import re
from collections.abc import Callable, Sequence

from bot.language.normalise import normalise
from bot.language.options.named import Named, Names

_PLACE = re.compile(
    r"(?P<first>(?:头|前|第)一[个项样块](?!月|季)|前[个者项](?!月)|前[面头边]那?[个项样])"
    r"|(?P<second>第[二两][个项样块](?!月|季)|后一?[个者项](?!月)|后[面头边]那?[个项样]|另外?一[个项样块])"
    r"|(?P<third>第三[个项样块](?!月|季))"
)
_PLACES = ("first", "second", "third")


def by_name(said: str, known: Names, find: Callable[[str], Sequence[Named]]) -> str:
    """Return a text with each name in place of the words for its place, where ``find`` finds two or three before."""
    place = _PLACE.search(said)
    before = [one for one in find(said[: place.start()]) if len(one.options) == 1] if place else []
    if place is None or not 1 < len(before) <= len(_PLACES):
        return said
    labels = {name.option: normalise(name.label) for name in known}
    names = {at: labels[one.options[0]] for at, one in zip(_PLACES, before, strict=False)}
    # What is only listed before (A、B，第一个…) is said of there.
    only_listed = not said[before[-1].end : place.start()].strip(",:;、 ")
    return _PLACE.sub(lambda match: names.get(match.lastgroup or "", match[0]), said[place.start() * only_listed :])
