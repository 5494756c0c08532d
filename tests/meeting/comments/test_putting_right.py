"""What was taken down is put right: split, joined, moved to another speaker; notes and what is off the record."""

import pytest

from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.capture import SayWhy, StrikeOut, TakeDown, flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.line import read
from hisrg_desktop.meeting.comments.off_the_record import GoOffTheRecord, off_the_record, times_off
from hisrg_desktop.meeting.comments.private_notes import EditNote, PrivateNote, StrikeNote, TakeNote
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.comments.splitting import JoinComment, ReassignComment, SplitComment, latest_first
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from tests.meeting.room import Room


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind has the floor on 1.2."""
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(GoTo(provision=room.place("1.2")))
    return room


def texts(room: Room) -> list[str]:
    """What was taken down, in the order of minutes."""
    said = (c for c in room.record.each(Comment) if not c.struck)
    return [c.text for c in sorted(said, key=lambda c: (c.at, c.id))]


def test_an_entry_is_split_at_the_caret_and_its_time_kept(debate: Room) -> None:
    whole = debate.said("We agree. How large is it?")
    debate.said("Later.")
    half = debate.made(SplitComment(comment=whole.id, at=10), Comment)
    assert texts(debate) == ["We agree.", "How large is it?", "Later."]
    assert (half.at, half.author, half.intervention) == (whole.at, whole.author, whole.intervention)
    assert half.number != whole.number


def test_parts_split_again_stay_in_their_order(debate: Room) -> None:
    together = debate.said("one two three four five six")
    for at in (23, 18, 13, 7, 3):
        debate.do(SplitComment(comment=together.id, at=at))
    assert texts(debate) == ["one", "two", "three", "four", "five", "six"]


def test_a_split_needs_words_on_both_sides(debate: Room) -> None:
    whole = debate.said("We agree.")
    for at in (0, 9, 50):
        with pytest.raises(OutOfOrder, match="between two words"):
            debate.do(SplitComment(comment=whole.id, at=at))


def test_what_was_split_is_joined_again(debate: Room) -> None:
    whole = debate.said("We agree. How large is it?")
    half = debate.made(SplitComment(comment=whole.id, at=10), Comment)
    debate.do(JoinComment(comment=half.id))
    assert texts(debate) == ["We agree. How large is it?"]
    debate.undo()
    assert texts(debate) == ["We agree.", "How large is it?"]


def test_an_entry_is_joined_only_with_one_by_the_same_speaker(debate: Room) -> None:
    debate.said("Theirs.", by="Okafor")
    mine = debate.said("Mine.")
    with pytest.raises(OutOfOrder, match="no entry by the same speaker"):
        debate.do(JoinComment(comment=mine.id))


def test_an_entry_on_which_a_proposal_rests_is_not_joined(debate: Room) -> None:
    debate.said("First.", by="Okafor")
    proposal = debate.proposal("Okafor", "1.2", "States shall cooperate.")
    with pytest.raises(OutOfOrder, match="rests on"):
        debate.do(JoinComment(comment=proposal.comment))


def test_an_entry_moves_to_another_speaker_with_its_time_and_what_it_proposed(debate: Room) -> None:
    proposal = debate.proposal("Lind", "1.2", "States shall cooperate.")
    comment = debate.record.get(Comment, proposal.comment)
    debate.do(ReassignComment(comment=comment.id, speaker=debate.person("Okafor")))
    moved = debate.record.get(Comment, comment.id)
    assert (moved.author, moved.at, moved.text) == (debate.person("Okafor"), comment.at, comment.text)
    assert moved.number.startswith("M-SOT-")
    assert debate.record.get(Proposal, proposal.id).sponsor == debate.person("Okafor")
    turn = debate.record.get(Intervention, moved.intervention or "")
    assert (turn.speaker, turn.began_at) == (debate.person("Okafor"), comment.at)


def test_a_support_moves_with_its_words(debate: Room) -> None:
    debate.proposal("Lind", "1.2", "States shall cooperate.")
    debate.do(read(debate.record, "Okafor: + Lind")[0].act())
    (support,) = debate.record.each(Support)
    debate.do(ReassignComment(comment=support.comment or "", speaker=debate.person("van der Meer")))
    assert debate.record.get(Support, support.id).person == debate.person("van der Meer")


def test_words_wrongly_given_to_an_observer_leave_no_flag_behind(debate: Room) -> None:
    wrong = debate.said("We agree.", by="Haddad")
    assert flags_of(debate.record, wrong)
    debate.do(ReassignComment(comment=wrong.id, speaker=debate.person("Lind")))
    assert flags_of(debate.record, debate.record.get(Comment, wrong.id)) == []
    debate.do(CloseSitting(sitting=debate.sitting.id))


def test_after_closing_words_are_put_right_only_as_a_correction_with_a_reason(debate: Room) -> None:
    debate.said("We do.")
    said = debate.said("We agree. How large is it?")
    debate.do(CloseSitting(sitting=debate.sitting.id))
    for act in (SplitComment, JoinComment, ReassignComment):
        more = {"at": 10} if act is SplitComment else {"speaker": debate.person("Okafor")}
        fields = {"comment": said.id, **(more if act is not JoinComment else {})}
        with pytest.raises(SayWhy):
            debate.do(act.model_validate(fields))
        debate.do(act.model_validate({**fields, "why": "as the recording shows"}))
        debate.undo()
    debate.redo()
    assert next(debate.record.each(Correction)).why == "as the recording shows"


def test_what_was_struck_is_not_continued(debate: Room) -> None:
    first = debate.said("First.")
    second = debate.said("Second.")
    debate.do(StrikeOut(comment=second.id))
    assert [c.id for c in latest_first(debate.record)] == [first.id]
    assert read(debate.record, "... more")[0].continues == first.id


# --- private notes --------------------------------------------------------------------------------------------------


def test_a_private_note_is_kept_edited_and_struck(debate: Room) -> None:
    note = debate.made(TakeNote(text="cross today", person=debate.person("Lind")), PrivateNote)
    assert (note.by, note.off_the_record) == ("Clerk", False)
    debate.do(EditNote(note=note.id, text="cross this morning"))
    debate.do(StrikeNote(note=note.id))
    kept = debate.record.get(PrivateNote, note.id)
    assert (kept.text, kept.struck) == ("cross this morning", True)


def test_a_search_never_finds_a_private_note(debate: Room) -> None:
    debate.do(TakeNote(text="xylophonic impatience"))
    assert debate.desk.search("xylophonic").result(30) == []


# --- off the record -------------------------------------------------------------------------------------------------


def test_off_the_record_words_become_notes_and_nothing_else(debate: Room) -> None:
    debate.do(GoOffTheRecord())
    before = len(list(debate.record.each(Comment)))
    for line in ("we could live with it", "Okafor: + Lind", '"should" -> "shall"', "... more", "? really"):
        for said in read(debate.record, line):
            debate.do(said.act())
    debate.do(TakeDown(text="from elsewhere", proposes="States shall.", provision=debate.place("1.2")))
    notes = list(debate.record.each(PrivateNote))
    assert [n.text for n in notes] == [
        "we could live with it",
        "Okafor: + Lind",
        '"should" -> "shall"',
        "... more",
        "? really",
        "from elsewhere\nStates shall.",
    ]
    assert all(note.off_the_record for note in notes)
    assert len(list(debate.record.each(Comment))) == before
    assert not list(debate.record.each(Proposal))
    assert not any("live with it" in entry.sentence for entry in debate.desk.entries)


def test_back_on_the_record_the_times_are_kept(debate: Room) -> None:
    debate.do(read(debate.record, "/off")[0].act())
    debate.do(read(debate.record, "/off")[0].act())
    assert off_the_record(debate.record) is None
    ((began, ended),) = times_off(debate.record, debate.sitting)
    assert ended is not None
    assert (ended - began).total_seconds() == 1
    debate.said("on record again")
    assert texts(debate)[-1] == "on record again"


def test_a_sitting_closed_off_the_record_ends_it(debate: Room) -> None:
    debate.do(GoOffTheRecord())
    debate.do(CloseSitting(sitting=debate.sitting.id))
    assert off_the_record(debate.record) is None
    ((_, ended),) = times_off(debate.record, debate.sitting)
    assert ended == debate.sitting.closed_at


def test_without_a_sitting_nothing_is_off_the_record(before_the_meeting: Room) -> None:
    with pytest.raises(OutOfOrder, match="No sitting is open"):
        before_the_meeting.do(GoOffTheRecord())
