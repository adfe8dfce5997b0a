"""Looking for many names at once in a text: the time grows with the text, not with the number of names."""

from collections.abc import Collection
from operator import add


class Lookup:
    """Names that are looked for together."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._single = frozenset(name for name in names if len(name) == 1)
        sizes: dict[str, set[int]] = {}
        for name in names:
            if name not in self._single:
                sizes.setdefault(name[:2], set()).add(len(name))
        # By two characters, since the first alone opens many names.
        self._sizes = {opening: tuple(each) for opening, each in sizes.items()}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand, as ``(start, end)``, the longest first, of equally long ones the leftmost."""
        names, sizes, last = self._names, self._sizes, len(text)
        found = [
            (-size, at)
            for at, opening in enumerate(map(add, text, text[1:]))
            if opening in sizes
            for size in sizes[opening]
            if at + size <= last and text[at : at + size] in names
        ]
        if self._single:
            found += [(-1, at) for at, character in enumerate(text) if character in self._single]
        return [(at, at - size) for size, at in sorted(found)]
