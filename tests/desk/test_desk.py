"""The desk: one door, one entry for each act, undo and redo by name, and a file that tells the same as memory."""

import threading
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk, News
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.capture import EditComment, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Recommend
from hisrg_desktop.meeting.counters import Counter
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.store.lock import Held, holder_of
from tests.meeting.room import HandClock, Room, opened, sit


class Nickname(Act):
    """Give somebody another name, and say so."""

    person: str
    name: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        there = record.get(Person, self.person)
        remark = Comment(
            id=moment.new_id(),
            number=f"S-{moment.next_number(record, 'nickname'):03d}",
            text=f"{there.name} is called {self.name}.",
            at=moment.at,
        )
        return [replaced(there, name=self.name), added(remark)]


def test_a_new_act_needs_no_code_for_undo_journal_or_storage(before_the_meeting: Room) -> None:
    room = before_the_meeting
    okafor = room.person("Okafor")
    before = room.record
    news = room.do(Nickname(person=okafor, name="Chi"))
    assert news
    assert (news.entry.act, news.entry.sentence) == ("Nickname", "Give somebody another name, and say so")
    after = room.record
    room.undo()
    assert room.record.all(Person) == before.all(Person)
    room.redo()
    assert room.record == after
    assert room.desk.search("called Chi").result()[0][0] == "comment"
    room.desk.close()
    again = opened(room.desk.path)
    assert again.record == after
    assert again.desk.look(lambda ledger: ledger.verify()).result() == []
    again.undo()
    assert again.record.get(Person, okafor).name == "Chidi Okafor"
    again.desk.close()


# --- undo and redo --------------------------------------------------------------------------------------------------


def test_undo_leaves_counters_alone_and_redo_gives_the_same_number_back(room: Room) -> None:
    comment = room.said("One.", "Okafor")
    room.undo()
    assert room.record.get(Counter, "comment:M-SOT").last == 1
    room.redo()
    assert room.record.get(Comment, comment.id) == comment
    assert room.said("Two.", "Okafor").number == "M-SOT-002"


def test_a_new_act_ends_what_could_be_done_again(room: Room) -> None:
    room.said("One.")
    room.undo()
    room.said("Two.")
    with pytest.raises(OutOfOrder, match="nothing to do again"):
        room.redo()


def test_undo_and_redo_go_through_several_entries_in_order(room: Room) -> None:
    said = [room.said(words).text for words in ("One.", "Two.", "Three.")]
    for _ in said:
        room.undo()
    assert [c.text for c in room.record.each(Comment)] == []
    for expected in (said[:1], said[:2], said):
        room.redo()
        assert [c.text for c in room.record.each(Comment)] == expected


def test_what_can_be_undone_and_done_again_is_the_same_after_reopening(room: Room) -> None:
    for words in ("One.", "Two.", "Three."):
        room.said(words)
    room.undo()
    room.undo()
    room.redo()
    room.undo(room.last - 5)
    known = room.desk.undoable
    room.desk.close()
    again = opened(room.desk.path)
    assert again.desk.undoable == known
    assert again.desk.entries == room.desk.entries
    again.redo()
    again.redo()
    assert [c.text for c in again.record.each(Comment)] == ["One.", "Two.", "Three."]
    again.desk.close()


def test_an_entry_that_was_built_on_is_taken_back_only_after_the_one_that_did(room: Room) -> None:
    comment = room.said("One.", "Okafor")
    taken_down = room.last
    room.do(EditComment(comment=comment.id, text="Once."))
    edited = room.last
    with pytest.raises(
        OutOfOrder, match=r"“Take down C. Okafor: One.” has been built on since by “Edit M-SOT-001”; take"
    ):
        room.undo(taken_down)
    room.undo(edited)
    room.undo(taken_down)
    assert not list(room.record.each(Comment))


def test_the_refusal_names_the_last_entry_still_standing(room: Room) -> None:
    comment = room.said("One.", "Okafor")
    taken_down = room.last
    room.do(EditComment(comment=comment.id, text="Once."))
    room.undo()
    room.do(StrikeOut(comment=comment.id))
    with pytest.raises(OutOfOrder, match="by “Strike out M-SOT-001”"):
        room.undo(taken_down)


def test_a_row_that_others_point_at_is_not_taken_back_from_under_them(room: Room) -> None:
    from hisrg_desktop.meeting.comments.proposals import Proposal, RecordSupport

    proposal = room.proposal("Okafor", "1.1", "Other words.")
    tabled = room.last
    room.do(RecordSupport(proposal=proposal.id, person=room.person("Lind"), stance="oppose"))
    with pytest.raises(OutOfOrder, match="has been built on since by “Astrid Lind opposes P-001”"):
        room.undo(tabled)
    assert room.record.find(Proposal, proposal.id)


def test_nothing_is_taken_back_twice_and_nothing_from_nothing(tmp_path: Path, room: Room) -> None:
    room.said("One.")
    number = room.last
    room.undo()
    with pytest.raises(OutOfOrder, match=r"“Take down the secretariat: One.” has been taken back already"):
        room.undo(number)
    with pytest.raises(OutOfOrder, match="There is no entry 9999"):
        room.undo(9999)
    empty = Desk.create(tmp_path / "empty.hisrg")
    with pytest.raises(OutOfOrder, match="nothing to take back"):
        empty.undo().result()
    empty.close()


def test_an_act_that_changes_nothing_makes_no_entry(room: Room) -> None:
    comment = room.said("One.")
    number = room.last
    room.do(Recommend(comments=(comment.id,), word="noted"))
    assert room.do(Recommend(comments=(comment.id,), word="noted")) is None
    assert room.last == number + 1


# --- as it stood ------------------------------------------------------------------------------------------------------


def test_the_record_as_it_stood_at_a_time(room: Room) -> None:
    stood: list[tuple[Record, object]] = []
    for words in ("One.", "Two.", "Three."):
        room.said(words, "Okafor")
        stood.append((room.record, room.clock.at))
    room.clock.on(minutes=1)
    room.undo()
    room.clock.on(minutes=1)
    room.do(CloseSitting(sitting=room.sitting.id))
    for record, at in stood:
        assert room.desk.as_it_stood(at).result() == record  # type: ignore[arg-type]
    assert not list(room.desk.as_it_stood(room.clock.at - timedelta(days=900)).result().each(Person))


def test_as_it_stood_tells_the_text_of_then(room: Room) -> None:
    from hisrg_desktop.meeting.text.amendments import CorrectEditorially
    from hisrg_desktop.meeting.text.parts import Provision

    room.do(CorrectEditorially(provision=room.place("1.1"), text="One."))
    at = room.clock.at
    room.clock.on(minutes=5)
    room.do(CorrectEditorially(provision=room.place("1.1"), text="Two."))
    assert room.desk.as_it_stood(at).result().get(Provision, room.place("1.1")).text == "One."


# --- time -------------------------------------------------------------------------------------------------------------


def test_a_clock_moved_back_puts_no_entry_before_the_last(room: Room) -> None:
    room.said("One.")
    latest = room.desk.entries[-1].at
    room.clock.on(hours=-3)
    room.said("Two.")
    room.undo()
    room.desk.close()
    again = opened(room.desk.path)
    again.clock.on(days=-400)
    again.said("Three.")
    times = [e.at for e in again.desk.entries]
    assert times == sorted(times)
    assert times[-1] == latest
    ids = [c.id for c in again.record.each(Comment)]
    assert ids == sorted(ids)
    again.desk.close()


# --- news and answers ---------------------------------------------------------------------------------------------------


def test_listeners_hear_of_every_entry_in_order(room: Room) -> None:
    heard: list[News] = []
    room.desk.listen(heard.append)
    room.said("One.")
    room.undo()
    assert [n.entry.act for n in heard] == ["TakeDown", "Undo"]
    assert heard[-1].record is room.record
    assert heard[-1].undoable == room.desk.undoable


def test_a_listener_that_fails_harms_neither_the_entry_nor_the_other_listeners(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[BaseException | None] = []
    heard: list[News] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_value))

    def fail(news: News) -> None:
        raise ZeroDivisionError

    room.desk.listen(fail)
    room.desk.listen(heard.append)
    assert room.said("One.").text == "One."
    assert [type(r) for r in reported] == [ZeroDivisionError]
    assert len(heard) == 1


def test_an_act_that_fails_by_our_mistake_leaves_the_desk_working(room: Room) -> None:
    class Broken(Act):
        """Do something impossible."""

        def decide(self, record: Record, moment: Moment) -> list[Change]:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        room.do(Broken())
    assert room.said("One.").text == "One."


def test_an_answer_nobody_wants_any_more_is_not_begun(room: Room) -> None:
    held, go_on = threading.Event(), threading.Event()

    def hold(_: Ledger) -> None:
        held.set()
        go_on.wait(30)

    room.desk.look(hold)
    held.wait(30)
    asked = room.desk.do(TakeDown(text="Never said."))
    assert asked.cancel()
    go_on.set()
    assert room.said("One.").text == "One."
    assert [c.text for c in room.record.each(Comment)] == ["One."]


def test_acts_asked_from_many_threads_are_done_one_after_the_other(room: Room) -> None:
    answers: list[Future[News | None]] = []

    def ask(name: int) -> None:
        answers.extend(room.desk.do(TakeDown(text=f"{name}-{n}")) for n in range(10))

    askers = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    numbers = sorted(news.entry.number for a in answers if (news := a.result(30)))
    assert len(numbers) == 40
    assert numbers == list(range(numbers[0], numbers[0] + 40))
    assert len({c.number for c in room.record.each(Comment)}) == 40


def test_who_did_it_is_clean_text(room: Room) -> None:
    news = room.desk.do(TakeDown(text="One."), by="Cl\ud800erk\x00").result(30)
    assert news
    assert news.entry.by == "Cl\ufffderk"


def test_attachments_are_kept_by_their_digest(room: Room) -> None:
    import hashlib

    data = b"the bytes of a letter" * 1000
    digest = hashlib.sha256(data).hexdigest()
    room.desk.do(AddPerson(name="Sender"), files={digest: data}).result(30)
    room.desk.do(AddPerson(name="Again"), files={digest: data}).result(30)
    assert room.desk.attachment(digest).result(30) == data
    assert room.desk.attachment("0" * 64).result(30) is None


# --- opening and closing --------------------------------------------------------------------------------------------------


def test_closing_does_what_was_asked_before_and_refuses_what_comes_after(dossier: Path) -> None:
    room = sit(opened(dossier))
    asked = [room.desk.do(TakeDown(text=str(n))) for n in range(20)]
    room.desk.close()
    assert all(a.done() and a.result() for a in asked)
    with pytest.raises(OutOfOrder, match=r"group.hisrg has been closed"):
        room.desk.do(TakeDown(text="Late.")).result(30)
    with pytest.raises(OutOfOrder, match="has been closed"):
        room.desk.search("late").result(30)
    room.desk.close()
    assert sorted(p.name for p in dossier.parent.iterdir()) == ["group.hisrg"]


def test_a_dossier_is_never_made_over_a_file_that_is_there(tmp_path: Path) -> None:
    there = tmp_path / "there.hisrg"
    there.write_bytes(b"something of somebody")
    with pytest.raises(FileExistsError, match=r"there.hisrg is there already"):
        Desk.create(there)
    assert there.read_bytes() == b"something of somebody"
    assert holder_of(there) is None
    assert [p.name for p in tmp_path.iterdir()] == ["there.hisrg"]


def test_an_opening_that_fails_gives_everything_back(tmp_path: Path, built: Path) -> None:
    bad = tmp_path / "bad.hisrg"
    bad.write_bytes(b"no dossier at all " * 300)
    threads = threading.active_count()
    with pytest.raises(Unreadable, match=r"bad.hisrg is not a dossier"):
        Desk.open(bad)
    with pytest.raises(FileNotFoundError, match=r"There is no file none.hisrg"):
        Desk.open(tmp_path / "none.hisrg")
    assert [p.name for p in tmp_path.iterdir()] == ["bad.hisrg"]
    assert threading.active_count() == threads


def test_an_opening_whose_scratch_cannot_be_made_gives_everything_back(dossier: Path) -> None:
    Path(f"{dossier}-scratch").mkdir()
    threads = threading.active_count()
    with pytest.raises(OSError, match="scratch"):
        Desk.open(dossier)
    assert threading.active_count() == threads
    assert holder_of(dossier) is None
    Path(f"{dossier}-scratch").rmdir()
    Desk.open(dossier).close()


def test_a_dossier_open_at_one_desk_is_refused_to_another_and_says_by_whom(dossier: Path) -> None:
    first = Desk.open(dossier, clerk="R. Holm", clock=HandClock())
    with pytest.raises(Held, match=r"group.hisrg is open already \(R. Holm, hisrg on .*, process \d+\)"):
        Desk.open(dossier)
    assert holder_of(dossier)
    first.close()
    Desk.open(dossier).close()


def test_an_entry_missing_from_the_journal_stops_nobody_from_going_on(dossier: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(dossier)) as raw, raw:
        raw.execute("DELETE FROM journal WHERE number = 3")
    room = sit(opened(dossier))
    assert room.said("One.").text == "One."
    room.undo()
    assert room.desk.look(lambda ledger: ledger.verify()).result(30) == ["The journal has no entry 3."]
    room.desk.close()
