import asyncio
from collections.abc import Sequence

import pytest

from bot.channels.telegram.together import Together


class Doubles:
    """Doubles numbers, and remembers how they came."""

    def __init__(self) -> None:
        self.lots: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.lots.append(list(numbers))
        if 0 in numbers:
            raise ValueError("nothing to double")
        return [2 * number for number in numbers]


async def test_what_comes_in_one_turn_of_the_loop_is_done_in_one_go_and_each_gets_its_own() -> None:
    doubles = Doubles()
    together = Together(doubles)
    assert await asyncio.gather(*(together(number) for number in (1, 2, 3))) == [2, 4, 6]
    assert await together(4) == 8
    assert doubles.lots == [[1, 2, 3], [4]]


async def test_an_error_is_everybodys_and_the_next_lot_is_done() -> None:
    together = Together(Doubles())
    ended = await asyncio.gather(together(0), together(1), return_exceptions=True)
    assert [type(error) for error in ended] == [ValueError] * 2
    assert await together(1) == 2


@pytest.mark.parametrize("number", [1, 0], ids=["done", "failed"])
async def test_who_gives_up_waiting_keeps_nobody_else_from_a_result(number: int) -> None:
    doubles = Doubles()
    together = Together(doubles)
    hasty = asyncio.create_task(together(number))
    patient = asyncio.create_task(together(2))
    await asyncio.sleep(0)
    hasty.cancel()
    ended = await asyncio.gather(hasty, patient, return_exceptions=True)
    assert isinstance(ended[0], asyncio.CancelledError)
    assert ended[1] == 4 or isinstance(ended[1], ValueError)
    assert doubles.lots == [[number, 2]]
