"""Backups are whole copies, verified before they count, and they restore; what cannot be made leaves nothing behind."""

import shutil
from pathlib import Path

import pytest

from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.store import backups
from hisrg_desktop.store.backups import back_up, folder_of
from hisrg_desktop.store.ledger import Ledger
from tests.meeting.room import Room, opened
from tests.store.files import small, tampered, verified


def test_a_backup_made_while_the_dossier_is_written_is_whole_and_opens_as_it_was(room: Room) -> None:
    room.said("Words before the copy.", "Okafor")
    before = room.record
    made = room.desk.back_up("Morning: 1/2")
    room.said("Words after it.", "Okafor")
    assert made.parent == folder_of(room.desk.path)
    assert made.name == "group 2031-03-04 090003 Morning 12.hisrg"
    assert verified(made) == []
    again = opened(made)
    assert again.record == before
    again.said("It can be gone on with.", "Okafor")
    again.desk.close()


def test_a_backup_is_one_file_that_can_be_carried_about(room: Room) -> None:
    made = room.desk.back_up("Morning")
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_copy_that_is_not_whole_does_not_count_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = small(tmp_path / "group.hisrg")
    tampered(path, "UPDATE comment SET text = 'other words' WHERE id = 'c2'")
    with pytest.raises(Unreadable, match="the copy is not whole"):
        back_up(path, "one")
    assert list(folder_of(path).iterdir()) == []


def test_a_backup_that_fails_leaves_the_one_before_as_it_was(tmp_path: Path) -> None:
    path = small(tmp_path / "group.hisrg")
    made = back_up(path, "one")
    before = made.read_bytes()
    tampered(path, "UPDATE comment SET text = 'other words' WHERE id = 'c2'")
    with pytest.raises(Unreadable):
        back_up(path, "one")
    assert made.read_bytes() == before


def test_the_oldest_backups_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "KEPT", 3)
    path = small(tmp_path / "group.hisrg")
    for name in "abcde":
        back_up(path, name)
    assert sorted(p.stem for p in folder_of(path).iterdir()) == ["c", "d", "e"]


def test_a_backup_restores_what_a_damaged_file_lost(tmp_path: Path) -> None:
    path = small(tmp_path / "group.hisrg")
    ledger = Ledger.read(path)
    record = ledger.load()
    ledger.close()
    made = back_up(path, "one")
    path.write_bytes(b"\x00" * 4096)
    shutil.copy(made, path)
    ledger = Ledger.open(path)
    assert ledger.load() == record
    assert ledger.verify() == []
    ledger.close()
