"""Search: words and their beginnings, without diacritics, newest first, whatever is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.record import added, removed, replaced
from hisrg_desktop.store.ledger import Ledger
from tests.store.files import comment, put


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.create(tmp_path / "group.hisrg")
    for key, text in (
        ("c1", "Sécurité des zones d’extraction"),
        ("c2", "the safety zones around landing pads"),
        ("c3", "registration of objects: Łódź, naïve, ŘEZNÍČKOVÁ"),
        ("c4", 'safety OR NOT, "quoted" NEAR here'),
    ):
        put(ledger, [added(comment(key, text))])
    yield ledger
    ledger.close()


def found(ledger: Ledger, words: str, limit: int = 100) -> list[str]:
    return [key for _, key in ledger.search(words, limit)]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("securite", ["c1"]),
        ("SÉCURITÉ", ["c1"]),
        ("reznickova", ["c3"]),
        ("naive", ["c3"]),
        ("saf", ["c4", "c2"]),
        ("zon", ["c2", "c1"]),
        ("safety zones", ["c2"]),
        ("zones safety", ["c2"]),
        ("land pad", ["c2"]),
        ("c4", ["c4"]),
        ("nothing of this", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_and_their_beginnings_are_found_newest_first(ledger: Ledger, words: str, keys: list[str]) -> None:
    assert found(ledger, words) == keys


@pytest.mark.parametrize(
    "words", ['"', '"safety', 'safety"', "safety OR", "NOT", "*", "safety*", "(", "a:b", "-", "^x"]
)
def test_quotes_and_operators_are_words_and_never_raise(ledger: Ledger, words: str) -> None:
    found(ledger, words)


def test_operators_are_found_as_words(ledger: Ledger) -> None:
    assert found(ledger, "safety OR NOT") == ["c4"]
    assert found(ledger, '"quoted" NEAR') == ["c4"]
    assert found(ledger, "safety NOT zones") == []


@given(st.text(st.characters(), max_size=30))
@example('\ud800 \x00 "')
@example("²")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(ledger: Ledger, words: str) -> None:
    assert set(found(ledger, words)) <= {"c1", "c2", "c3", "c4"}


def test_no_more_are_given_than_asked_for_and_they_are_the_newest(ledger: Ledger) -> None:
    assert found(ledger, "safety", limit=1) == ["c4"]


def test_an_edited_row_is_found_by_its_new_words_only_and_keeps_its_place(ledger: Ledger) -> None:
    old = comment("c2", "the safety zones around landing pads")
    put(ledger, [replaced(old, text="safety margins")])
    assert found(ledger, "zones") == ["c1"]
    assert found(ledger, "margins") == ["c2"]
    assert found(ledger, "safety") == ["c4", "c2"]


def test_a_row_taken_off_is_not_found_and_is_found_again_when_put_back(ledger: Ledger) -> None:
    row = comment("c2", "the safety zones around landing pads")
    put(ledger, [removed(row)])
    assert found(ledger, "landing") == []
    put(ledger, [added(row)])
    assert found(ledger, "landing") == ["c2"]


def test_struck_words_are_still_found(ledger: Ledger) -> None:
    put(ledger, [replaced(comment("c2", "the safety zones around landing pads"), struck=True)])
    assert found(ledger, "landing") == ["c2"]
    assert ledger.verify() == []
