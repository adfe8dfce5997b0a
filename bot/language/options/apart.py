"""Names of something else made unreadable in a text, so that no part is read: 钟家庄 is no 家装, 町店 no shop."""

from collections.abc import Mapping, Sequence

from bot.language.options.named import named_in, plain_names

_UNREADABLE = "某"


def without(said: str, names: Mapping[str, Sequence[str]], other: str) -> str:
    """Return a normalised text of the same length without the names of the option ``other``.

    Those inside a longer name of another option stay: 泽州铁器.
    """
    blank = list(said)
    for named in named_in(said, plain_names(names)):
        if named.options == (other,):
            blank[named.start : named.end] = _UNREADABLE * (named.end - named.start)
    return "".join(blank)
