"""Searching the history: by word prefixes, in any language, with any input."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from samples.history_place import Place, a_take, takes

from maxwhisper_desktop.history import database as history_database
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore
from maxwhisper_desktop.text.wording import is_unspaced


def test_takes_are_found_newest_first_and_page_by_page(store: HistoryStore) -> None:
    for take in range(1, 8):
        store.keep(a_take(take))
    first = store.find(HistoryQuery(limit=3))
    assert takes(first) == [7, 6, 5]
    assert takes(store.find(HistoryQuery(before=5, limit=3))) == [4, 3, 2]
    assert takes(store.find(HistoryQuery("hello", before=2, limit=3))) == [1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kitchen", [1]),
        ("KITCH", [1]),
        ("garden kitchen", [1]),
        ("kitchen tomatoes", []),
        ("strasse", [3]),
        ("uber", [3]),
        ("don't", [2]),
        ("厨房", [4]),
        ("   ", [4, 3, 2, 1]),
        ("c++", [2]),
        ('"quoted', [2]),
        ("?", [3]),
    ],
)
def test_words_are_found_by_their_prefixes(
    place: Place, words: str, found: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def check() -> None:
        store = place.open()
        store.keep(a_take(1, "The kitchen moves to the garden side."))
        store.keep(a_take(2, 'Water the tomatoes, don\'t wait; C++ is "quoted".'))
        store.keep(a_take(3, "Liegt die Strasse über dem Fluss?"))
        store.keep(a_take(4, "我们把厨房搬到花园那边"))
        assert takes(store.find(HistoryQuery(words))) == found

    check()
    # A build of SQLite that has no full-text index finds the same.
    monkeypatch.setattr(history_database, "_INDEX", "no such statement")
    check()


def test_an_index_that_missed_takes_is_rebuilt(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(history_database, "_INDEX", "no such statement")
        place.open().keep(a_take(1, "kept without an index"))
    assert takes(place.open().find(HistoryQuery("index"))) == [1]


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(words=st.text(max_size=30) | st.text('"*^(){}:-+ ORANDNT', max_size=20))
def test_no_search_is_a_syntax_error(store: HistoryStore, words: str) -> None:
    assert isinstance(store.find(HistoryQuery(words)), list)


LETTERS = st.characters(max_codepoint=0x24F, categories=("Lu", "Ll")) | st.characters(
    min_codepoint=0x430, max_codepoint=0x44F
)


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=5),
    data=st.data(),
)
def test_a_text_is_found_by_the_prefix_of_each_word(
    store: HistoryStore, words: list[str], data: st.DataObject
) -> None:
    store.keep(a_take(1, " ".join(words)))
    word = data.draw(st.sampled_from(words))
    beginning = word[: data.draw(st.integers(1, len(word)))]
    assert not any(map(is_unspaced, word))
    assert takes(store.find(HistoryQuery(beginning))) == [1]
