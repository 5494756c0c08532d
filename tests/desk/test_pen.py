"""A dossier handed over with its pen and back: written at one place only, and nothing that was done is lost or mixed."""

import errno
import shutil
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.pen import PEN, Pen, pen_away
from hisrg_desktop.store.backups import folder_of
from hisrg_desktop.store.lock import Held
from tests.meeting.room import Room, opened
from tests.store.files import tampered, verified


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "group.hisrg"


def handed(room: Room, stick: Path, to: str = "Ines Brandt") -> Path:
    room.clock.on(seconds=1)
    return room.desk.hand_over(stick, to).result(30)


def texts(room: Room) -> list[str]:
    return [comment.text for comment in room.record.each(Comment)]


def at_the_other_desk(stick: Path, *said: str) -> None:
    """Somebody takes words down in the copy, an hour later."""
    other = opened(stick)
    other.clock.on(hours=1)
    for words in said:
        other.said(words, "Okafor")
    other.desk.close()


def test_what_is_done_with_the_pen_comes_back_with_it(room: Room, stick: Path) -> None:
    room.said("Before.", "Okafor")
    handed(room, stick)
    at_the_other_desk(stick, "At the other desk.", "And more.")
    assert room.desk.take_back(stick).result(30) == 3
    assert texts(room) == ["Before.", "At the other desk.", "And more."]
    assert pen_away(room.record) is None
    room.said("After.", "Okafor")
    assert verified(room.desk.path) == []
    assert [e.act for e in room.desk.entries[-5:]] == ["TakeDown", "TakeDown", "HandOver", "ReceivePen", "TakeDown"]
    room.desk.close()
    again = opened(room.desk.path)
    assert texts(again) == ["Before.", "At the other desk.", "And more.", "After."]
    again.desk.close()


def test_while_the_pen_is_away_nothing_is_written_here_and_it_is_said_who_has_it(room: Room, stick: Path) -> None:
    handed(room, stick)
    with pytest.raises(OutOfOrder, match=r"The pen is with Ines Brandt since 04.03.2031, .*can only be read"):
        room.said("Words here.")
    with pytest.raises(OutOfOrder, match="The pen is with"):
        room.undo()
    with pytest.raises(OutOfOrder, match="only who has it can hand it on"):
        handed(room, stick.with_name("second.hisrg"))
    assert not stick.with_name("second.hisrg").exists()
    room.desk.close()
    again = opened(room.desk.path)
    with pytest.raises(OutOfOrder, match="The pen is with"):
        again.said("Words here.")
    again.desk.close()


def test_words_typed_while_the_pen_is_away_stay_kept(room: Room, stick: Path) -> None:
    handed(room, stick)
    room.desk.notes.keep("capture", "typed all the same")
    with pytest.raises(OutOfOrder):
        room.desk.do(TakeDown(text="typed all the same"), scratch="capture").result(30)
    room.desk.close()
    again = opened(room.desk.path)
    assert [kept.text for kept in again.desk.kept()] == ["typed all the same"]
    again.desk.close()


def test_a_plain_copy_of_the_file_left_behind_has_no_pen_either(room: Room, stick: Path, tmp_path: Path) -> None:
    handed(room, stick)
    room.desk.close()
    copied = opened(Path(shutil.copy(room.desk.path, tmp_path / "copied.hisrg")))
    with pytest.raises(OutOfOrder, match="The pen is with Ines Brandt"):
        copied.said("Words.")
    copied.desk.close()


def test_the_copy_is_one_whole_file_that_has_the_pen(room: Room, stick: Path) -> None:
    handed(room, stick)
    assert [path.name for path in stick.parent.iterdir()] == ["group.hisrg"]
    assert verified(stick) == []
    other = opened(stick)
    pen = other.record.get(Pen, PEN)
    assert (pen.holder, pen.away) == ("Ines Brandt", False)
    other.desk.close()


def test_once_the_pen_has_gone_back_the_copy_can_only_be_read(room: Room, stick: Path) -> None:
    handed(room, stick)
    at_the_other_desk(stick, "Words.")
    room.desk.take_back(stick).result(30)
    assert verified(stick) == []
    other = opened(stick)
    with pytest.raises(OutOfOrder, match="can only be read"):
        other.said("Too late.")
    other.desk.close()


def test_it_can_go_from_hand_to_hand_and_the_last_copy_comes_back(room: Room, stick: Path) -> None:
    handed(room, stick)
    at_the_other_desk(stick, "First.")
    other = opened(stick)
    other.clock.on(hours=2)
    handed(other, stick.with_name("mailed.hisrg"), "Tomo Vance")
    other.desk.close()
    at_the_other_desk(stick.with_name("mailed.hisrg"), "Second.")
    with pytest.raises(OutOfOrder, match=r"group.hisrg has no pen. The pen is with Tomo Vance since .*; take back"):
        room.desk.take_back(stick).result(30)
    room.desk.take_back(stick.with_name("mailed.hisrg")).result(30)
    assert texts(room) == ["First.", "Second."]


def test_it_can_be_handed_over_again_after_it_came_back(room: Room, stick: Path) -> None:
    for number in (1, 2, 3):
        handed(room, stick)
        at_the_other_desk(stick, f"Round {number}.")
        room.desk.take_back(stick).result(30)
        stick.unlink()
    assert texts(room) == ["Round 1.", "Round 2.", "Round 3."]
    assert verified(room.desk.path) == []


# --- what is refused -----------------------------------------------------------------------------------------------


def test_a_copy_taken_back_by_force_comes_too_late_and_the_way_out_is_said(room: Room, stick: Path) -> None:
    handed(room, stick)
    with pytest.raises(OutOfOrder, match="Say why the pen is taken back from Ines Brandt"):
        room.desk.take_by_force(" ").result(30)
    room.desk.take_by_force("The stick is lost.").result(30)
    assert room.desk.entries[-1].sentence == "Take the pen back from Ines Brandt: The stick is lost."
    assert room.record.get(Pen, PEN).why == "The stick is lost."
    room.said("It goes on here.")
    at_the_other_desk(stick, "Found again, and written to.")
    before = room.record
    with pytest.raises(
        OutOfOrder, match=r"does not continue this dossier: after entry \d+ other things.*Open it on its own"
    ):
        room.desk.take_back(stick).result(30)
    assert room.record is before
    assert texts(room) == ["It goes on here."]


def test_an_earlier_state_of_the_dossier_is_not_taken_back(room: Room, tmp_path: Path) -> None:
    earlier = room.desk.copy_elsewhere(tmp_path / "earlier.hisrg")
    room.said("Since then.")
    with pytest.raises(OutOfOrder, match=r"earlier.hisrg is an earlier state of this dossier; all that is in it"):
        room.desk.take_back(earlier).result(30)


def test_another_dossier_is_not_taken_back(room: Room, tmp_path: Path) -> None:
    Desk.create(tmp_path / "other.hisrg").close()
    other = Desk.open(tmp_path / "other.hisrg")
    other.do(TakeDown(text="Another group's words.")).result(30)
    other.close()
    with pytest.raises(OutOfOrder, match=r"other.hisrg is another dossier"):
        room.desk.take_back(tmp_path / "other.hisrg").result(30)


def test_a_damaged_copy_is_not_taken_back(room: Room, stick: Path) -> None:
    handed(room, stick)
    at_the_other_desk(stick, "Words.")
    tampered(stick, "UPDATE comment SET text = 'Other words.'")
    with pytest.raises(Unreadable, match=r"group.hisrg is damaged"):
        room.desk.take_back(stick).result(30)
    assert texts(room) == []


def test_a_copy_that_is_still_open_at_the_other_desk_is_not_taken_back(room: Room, stick: Path) -> None:
    handed(room, stick)
    other = opened(stick)
    with pytest.raises(Held, match="is open already"):
        room.desk.take_back(stick).result(30)
    other.desk.close()


def test_a_copy_is_never_written_over_a_file_that_is_there(room: Room, stick: Path) -> None:
    stick.write_bytes(b"somebody's")
    with pytest.raises(FileExistsError, match="is there already"):
        handed(room, stick)
    assert stick.read_bytes() == b"somebody's"
    assert pen_away(room.record) is None


# --- when the machine fails ------------------------------------------------------------------------------------------


def test_a_stick_that_cannot_be_written_leaves_the_pen_here(room: Room, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        handed(room, tmp_path / "no such stick" / "group.hisrg")
    assert pen_away(room.record) is None
    assert room.said("It goes on here.")


def test_a_copy_that_cannot_be_put_in_place_brings_the_pen_back(
    room: Room, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target) == stick:
            raise OSError(errno.EIO, "the stick was pulled out")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="pulled out"):
        handed(room, stick)
    assert pen_away(room.record) is None
    assert list(stick.parent.iterdir()) == []
    assert room.said("It goes on here.")


def test_before_taking_back_a_copy_of_what_was_here_is_kept(room: Room, stick: Path) -> None:
    handed(room, stick)
    at_the_other_desk(stick, "Words.")
    room.desk.take_back(stick).result(30)
    (kept,) = folder_of(room.desk.path).iterdir()
    assert "before taking back" in kept.name
    assert verified(kept) == []


def test_words_not_taken_down_at_the_other_desk_come_back_as_well(room: Room, stick: Path) -> None:
    handed(room, stick)
    other = opened(stick)
    other.desk.notes.keep("capture", "half a sentence there")
    other.desk.close()
    room.desk.take_back(stick).result(30)
    assert [kept.text for kept in room.desk.kept()] == ["half a sentence there"]


def test_undo_goes_past_the_pen_to_what_was_done_before(room: Room, stick: Path) -> None:
    room.said("Before.")
    handed(room, stick)
    room.desk.take_back(stick).result(30)
    room.undo()
    assert texts(room) == []
    assert pen_away(room.record) is None
