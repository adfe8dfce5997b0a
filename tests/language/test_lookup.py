"""Looking for many names at once finds what looking for each by itself finds."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.lookup import Lookup

WORDS = st.text("甲乙丙丁", min_size=1, max_size=4)


@given(st.sets(WORDS), st.text("甲乙丙丁", max_size=12))
def test_every_place_of_every_name_is_found_the_longest_first(names: set[str], text: str) -> None:
    found = Lookup(names).places(text)
    assert sorted(found) == sorted(
        (at, at + len(name)) for name in names for at in range(len(text)) if text.startswith(name, at)
    )
    assert found == sorted(found, key=lambda place: (place[0] - place[1], place[0]))


def test_a_name_cut_short_by_the_end_of_the_text_is_not_found_twice() -> None:
    assert Lookup({"小巨人", "小微企业上规"}).places("老小巨人") == [(1, 4)]
