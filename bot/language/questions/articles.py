"""Which article of a document a message asks for by its number: `第八条说的啥`."""

import re
from collections.abc import Mapping, Sequence

_FIGURES = "一二三四五六七八九"
_NUMBERED = re.compile(rf"第([0-9]{{1,2}}|[{_FIGURES}十]{{1,3}})条")
_OF_ANOTHER = re.compile(r"(?:法典?|条例|办法|细则|合同|协议|章程|守则)》?的?$")
"""Before the number: it is an article of something else."""


def _spelt(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_FIGURES[tens - 1]}十"
    return ten + (_FIGURES[ones - 1] if ones else "")


_NUMBERS = {spelt: number for number in range(1, 100) for spelt in (_spelt(number), str(number))}


class Articles:
    """Topics of articles by their numbers, as documents write them: 八, 第八条, 8."""

    def __init__(self, topics: Mapping[str, Sequence[str]]) -> None:
        self._topics: dict[int, tuple[str, ...]] = {}
        for written, each in topics.items():
            number = _NUMBERS.get(written.strip("第条款 "))
            if number:
                self._topics[number] = (*self._topics.get(number, ()), *each)

    def asked(self, text: str) -> tuple[str, ...] | None:
        """Return the topics of the first article that a normalised text names by its number; None where it names none.

        Of an article that no document has, and of another law's, there are no topics.
        """
        found = _NUMBERED.search(text)
        if not found:
            return None
        return () if _OF_ANOTHER.search(text[: found.start()]) else self._topics.get(_NUMBERS.get(found[1], 0), ())
