"""An older dossier opens in every later version, after a copy of it was made and read through."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.store import ledger as ledgers
from hisrg_desktop.store import upgrades
from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.store.upgrades import Upgrade
from tests.meeting.room import opened

KEPT = sorted((Path(__file__).parent / "kept").glob("version-*.hisrg"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "group.hisrg"
    shutil.copy(KEPT[0], path)
    return path


def next_version(monkeypatch: pytest.MonkeyPatch, upgrade: Upgrade) -> None:
    """As if the program were one version on."""
    monkeypatch.setattr(ledgers, "VERSION", upgrades.VERSION + 1)
    monkeypatch.setitem(upgrades.UPGRADES, upgrades.VERSION + 1, upgrade)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_kept_dossier_of_every_version_opens_and_goes_on(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "group.hisrg"
    shutil.copy(kept, path)
    room = opened(path)
    said = next(room.record.each(Comment))
    assert (said.number, said.text) == ("M-SOT-001", "Words of the first version.")
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == []
    room.redo()
    assert len(room.record.all(Comment)) == 2
    room.undo()
    assert room.desk.search("first versi").result(30) == [("comment", said.id)]
    room.desk.close()


def test_there_is_a_kept_dossier_of_todays_version() -> None:
    assert f"version-{upgrades.VERSION}" in {path.stem for path in KEPT}


def test_an_upgrade_runs_after_a_verified_copy_with_foreign_keys_off(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def rename(connection: Connection) -> None:
        copy = old.with_name(f"group.hisrg-version-{upgrades.VERSION}")
        with closing(sqlite3.connect(copy)) as raw:
            seen["whole"] = raw.execute("PRAGMA integrity_check").fetchone()[0]
            seen["copied"] = raw.execute("SELECT count(*) FROM person").fetchone()[0]
        seen["foreign keys"] = connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one()
        connection.exec_driver_sql("CREATE INDEX added_later ON person (country)")

    next_version(monkeypatch, rename)
    ledger = Ledger.open(old)
    assert seen == {"whole": "ok", "copied": len(ledger.load().all(Person)), "foreign keys": 0}
    raw = ledger._connection.exec_driver_sql
    assert raw("PRAGMA user_version").scalar_one() == upgrades.VERSION + 1
    assert raw("PRAGMA foreign_keys").scalar_one() == 1
    assert raw("SELECT name FROM sqlite_master WHERE name = 'added_later'").scalar_one() == "added_later"
    ledger._connection.rollback()
    assert ledger.verify() == []
    ledger.close()


def test_a_dossier_of_todays_version_is_not_copied(old: Path) -> None:
    Ledger.open(old).close()
    assert [p.name for p in old.parent.iterdir()] == ["group.hisrg"]


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def test_an_upgrade_that_fails_leaves_the_dossier_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(old)

    def fail(connection: Connection) -> None:
        connection.exec_driver_sql("DROP TABLE journal")
        raise ZeroDivisionError

    next_version(monkeypatch, fail)
    with pytest.raises(ZeroDivisionError):
        Ledger.open(old)
    monkeypatch.undo()
    assert contents(old) == before
    ledger = Ledger.open(old)
    assert ledger.verify() == []
    ledger.close()


def test_an_upgrade_that_leaves_rows_pointing_at_nothing_is_not_kept(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(old)
    next_version(monkeypatch, lambda connection: connection.exec_driver_sql("DELETE FROM person") and None)
    with pytest.raises(ValueError, match="rows point at nothing"):
        Ledger.open(old)
    assert contents(old) == before


def test_without_room_for_the_copy_nothing_is_upgraded(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(old)
    next_version(monkeypatch, lambda _: None)
    (old.parent / f"group.hisrg-version-{upgrades.VERSION}").mkdir()
    with pytest.raises((OSError, Unreadable)):
        Ledger.open(old)
    monkeypatch.undo()
    assert contents(old) == before
