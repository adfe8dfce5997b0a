"""What sounds alike is heard alike, by whichever thread asks, and whatever else was asked before."""

from threading import Barrier, Thread

import pytest

from bot.language import sounds
from bot.language.sounds import heard


def test_what_sounds_alike_is_heard_alike_in_the_same_length() -> None:
    assert heard("质量认正") == heard("志量任证") != heard("质量认真吗")
    assert len(heard("山西老字号A级!")) == 8
    assert heard("山东") != heard("山西")
    assert heard("三西") == heard("山西"), "Jin speakers mix up s and sh"


class Meeting(dict[str, str]):
    """A table at which two threads have looked before either writes in it."""

    def __init__(self) -> None:
        self._both = Barrier(2, timeout=5)

    def setdefault(self, syllable: str, stand: str = "") -> str:
        self._both.wait()
        return super().setdefault(syllable, stand)


def test_two_threads_give_two_syllables_two_stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "_STANDS", Meeting())
    sounds._sound.cache_clear()
    found = {}

    def hear(character: str) -> None:
        found[character] = heard(character)

    threads = [Thread(target=hear, args=(character,)) for character in "铸镁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sounds._sound.cache_clear()
    assert found["铸"] != found["镁"]


def test_no_number_of_strange_characters_uses_up_what_stands_for_sounds() -> None:
    strange = "".join(map(chr, range(0x40000, 0x40000 + 140_000)))
    assert heard(strange) == strange
