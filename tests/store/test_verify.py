"""A silent change of recorded data is noticed, every time, and what it touched is named."""

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from hisrg_desktop.meeting.local_time import ZONE
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.record import added, replaced
from hisrg_desktop.store.ledger import Ledger
from tests.store.files import comment, person, put, small, tampered, verified


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = small(tmp_path_factory.mktemp("whole") / "group.hisrg")
    ledger = Ledger.open(path)
    data = b"a letter " * 3000
    put(ledger, [added(person("p9"))], {hashlib.sha256(data).hexdigest(): data})
    put(ledger, [replaced(comment("c2", "words 2", tags=("a", "b")), text="other words")])
    ledger.close()
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "group.hisrg"
    shutil.copy(whole, copy)
    return copy


def test_a_whole_file_has_no_fault(path: Path) -> None:
    assert verified(path) == []


def test_an_instant_told_on_the_clock_of_the_room_is_kept_as_the_journal_says(path: Path) -> None:
    ledger = Ledger.open(path)
    put(ledger, [added(comment("c9", "words", at=datetime(2021, 1, 11, 9, 30, tzinfo=ZONE)))])
    ledger.close()
    assert verified(path) == []


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("payload = replace(payload, 'words 3', 'words 8')", "What entry 3 changed is not what was recorded."),
        ("payload = CAST(replace(payload, 'w', x'FF') AS TEXT)", "What entry 3 changed is not what was recorded."),
        ("salt = x'00'", "What entry 3 changed is not what was recorded."),
        ("digest = x'00'", "What entry 3 changed is not what was recorded."),
        ("hash = x'00'", "Entry 3 of the journal is not as it was written."),
        ("at = '2031-03-04T09:00:04+00:00'", "Entry 3 of the journal is not as it was written."),
        ("at = replace(at, 'T', ' ')", "Entry 3 of the journal is not as it was written."),
        ("at = 'no time at all'", "Entry 3 of the journal is not as it was written."),
        ("\"by\" = 'Somebody else'", "What entry 3 changed is not what was recorded."),
        ("station = ''", "Entry 3 of the journal is not as it was written."),
        ("act = 'Undo'", "Entry 3 of the journal is not as it was written."),
        ("sentence = sentence || ' '", "What entry 3 changed is not what was recorded."),
        ("undoes = 1", "Entry 3 of the journal is not as it was written."),
        ("redoes = 1", "Entry 3 of the journal is not as it was written."),
        ("scratch = 'capture:1'", "Entry 3 of the journal is not as it was written."),
        ("payload = NULL", "What entry 3 changed is not in the journal any more."),
        ("payload = NULL, salt = NULL", "What entry 3 changed is not in the journal any more."),
        ("number = 300", "The journal has no entry 3."),
    ],
)
def test_a_changed_entry_is_named(path: Path, what: str, named: str) -> None:
    tampered(path, f"UPDATE journal SET {what} WHERE number = 3")
    assert verified(path) == [named]


def test_an_entry_taken_out_is_named(path: Path) -> None:
    tampered(path, "DELETE FROM journal WHERE number = 2")
    assert verified(path) == ["The journal has no entry 2."]


def test_the_last_entry_taken_out_is_noticed_by_its_rows(path: Path) -> None:
    tampered(path, "DELETE FROM journal WHERE number = 7")
    assert verified(path) == ["The comment c2 is not what the journal says."]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE comment SET text = 'never said' WHERE id = 'c3'", "The comment c3 is not what the journal says."),
        ("UPDATE comment SET struck = 1 WHERE id = 'c3'", "The comment c3 is not what the journal says."),
        ("UPDATE comment SET at = '2030-01-01 00:00:00.000000' WHERE id = 'c3'", "The comment c3 is not"),
        ("UPDATE comment SET at = 'never' WHERE id = 'c3'", "The comment c3 is not what the journal says."),
        ("UPDATE comment SET tags = '[\"a\"]' WHERE id = 'c3'", "The comment c3 is not what the journal says."),
        ("UPDATE comment SET tags = 'torn' WHERE id = 'c3'", "The comment c3 is not what the journal says."),
        ("UPDATE comment SET id = 'c33' WHERE id = 'c3'", "The comment c33 is not what the journal says."),
        ("DELETE FROM comment WHERE id = 'c3'", "The comment c3 is not there any more."),
        ("INSERT INTO comment SELECT 'cx', * FROM (SELECT * FROM comment LIMIT 0)", ""),
        ("UPDATE attachment_bytes SET bytes = zeroblob(9)", "The kept file "),
    ],
)
def test_a_row_changed_behind_the_journals_back_is_named(path: Path, statement: str, named: str) -> None:
    if not named:
        statement, named = _copied(path), "The comment cx is not what the journal says."
    tampered(path, statement)
    assert verified(path)[0].startswith(named)


def _copied(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        columns = [f'"{row[1]}"' for row in raw.execute("PRAGMA table_info(comment)") if row[1] != "id"]
    return f"INSERT INTO comment (id, {', '.join(columns)}) SELECT 'cx', {', '.join(columns)} FROM comment LIMIT 1"


def test_every_flipped_bit_in_journal_and_rows_is_noticed(path: Path, tmp_path: Path) -> None:
    """Bits of what is recorded, wherever it lies in the file: found by its words, flipped, put back."""
    whole = path.read_bytes()
    places = [n for word in (b"words 1", b"Person 4", b"Do number", b"Clerk", b"p9") for n in _all(whole, word)]
    assert len(places) > 20
    chance = random.Random(7)
    for place in places:
        damaged = bytearray(whole)
        damaged[place + chance.randrange(2)] ^= 1 << chance.randrange(7)
        copy = tmp_path / "flipped.hisrg"
        copy.write_bytes(bytes(damaged))
        assert found_wrong(copy), f"bit at {place}"


def _all(data: bytes, word: bytes) -> list[int]:
    return [n for n in range(len(data)) if data.startswith(word, n)]


def found_wrong(path: Path) -> bool:
    try:
        return bool(verified(path))
    except Unreadable:
        return True


def test_flips_anywhere_never_raise_anything_but_a_refusal(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(11)
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        copy = tmp_path / "flipped.hisrg"
        copy.write_bytes(bytes(damaged))
        found_wrong(copy)
