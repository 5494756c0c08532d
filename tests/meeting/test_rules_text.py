"""Text, comments, decisions and corrections: what may change them, and that nothing typed is lost."""

import pytest

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.capture import EditComment, MoveComment, Restore, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment, comments_on
from hisrg_desktop.meeting.comments.proposals import Proposal, SettleProposal
from hisrg_desktop.meeting.comments.received import Dispose, Disposition, ReceiveComment, Recommend, is_due
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.decisions.decisions import Held as HeldPosition
from hisrg_desktop.meeting.floor.giving import EndIntervention
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added, removed, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from hisrg_desktop.meeting.text.amendments import Amendment, CorrectEditorially, Reopen
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Footnote, Provision
from tests.meeting.room import Room


def closed(room: Room) -> None:
    room.do(CloseSitting(sitting=room.sitting.id))


class Overwrite(Act):
    """Change a provision behind everybody's back."""

    provision: str
    text: str
    pretext: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        there = record.get(Provision, self.provision)
        changes = [replaced(there, text=self.text)]
        if self.pretext is not None:
            amendment = Amendment(
                id=moment.new_id(),
                provision=there.id,
                before=there.text,
                after=self.text,
                proposal=self.pretext or None,
                at=moment.at,
            )
            changes.append(added(amendment))
        return changes


# --- 17 -------------------------------------------------------------------------------------------------------------


def test_a_decision_keeps_the_words_read_out(room: Room) -> None:
    decision = room.made(Declare(words="The Group agreed on 1.1 as it stands."), Decision)
    assert decision.words == "The Group agreed on 1.1 as it stands."
    assert decision.number == "D-2.4-001"


def test_a_decision_needs_words(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="needs the words that are read out"):
        room.do(Declare(words="  "))


def test_once_its_sitting_is_closed_a_decision_cannot_be_taken_back(room: Room) -> None:
    room.do(Declare(words="So decided."))
    declared = room.last
    closed(room)
    with pytest.raises(OutOfOrder, match="only a correcting decision changes it"):
        room.undo(declared)


def test_a_correcting_decision_names_the_one_it_puts_right(room: Room) -> None:
    first = room.made(Declare(words="So decidde."), Decision)
    correcting = room.made(Declare(words="So decided.", corrects=first.id), Decision)
    assert correcting.corrects == first.id
    assert room.record.get(Decision, first.id) == first


def test_before_its_sitting_is_closed_a_decision_is_taken_back_whole(room: Room) -> None:
    before = room.record
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,), settles=True))
    room.undo()
    assert room.provision("1.2").text == "States should cooperate in good faith."
    assert room.record.get(Proposal, proposal.id).state == "tabled"
    assert not list(room.record.each(Amendment))
    assert not list(room.record.each(Disposition))
    assert before.all(Provision)[room.place("1.1")] is room.record.all(Provision)[room.place("1.1")]


def test_consensus_with_an_objection_cannot_be_declared(room: Room) -> None:
    room.do(Arrive(people=(room.person("Okafor"),)))
    held = HeldPosition(person=room.person("Okafor"), kind="objection")
    with pytest.raises(OutOfOrder, match="Chidi Okafor objects, so there is no consensus"):
        room.do(Declare(words="So decided.", positions=(held,)))


# --- 18 -------------------------------------------------------------------------------------------------------------


def test_the_working_text_changes_only_by_an_amendment(room: Room) -> None:
    with pytest.raises(OutOfOrder, match=r"1\.1 can change only by an amendment"):
        room.do(Overwrite(provision=room.place("1.1"), text="Anything."))


def test_an_amendment_needs_a_decision_an_agreed_proposal_or_the_editorial_mark(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="needs a decision, an agreed proposal"):
        room.do(Overwrite(provision=room.place("1.1"), text="Anything.", pretext=""))
    tabled = room.proposal("Okafor", "1.1", "Anything.")
    with pytest.raises(OutOfOrder, match="needs a decision, an agreed proposal"):
        room.do(Overwrite(provision=room.place("1.1"), text="Anything.", pretext=tabled.id))


def test_a_decision_changes_the_text_by_an_amendment_with_author_and_decision(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    (amendment,) = room.record.each(Amendment)
    (decision,) = room.record.each(Decision)
    assert (amendment.author, amendment.proposal, amendment.decision) == (proposal.sponsor, proposal.id, decision.id)
    assert amendment.before == "States should cooperate in good faith."
    assert room.provision("1.2").text == amendment.after == "States shall cooperate in good faith."


def test_an_editorial_correction_is_marked_as_such(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("1.1"), text="The objective is a fair frame."))
    assert [a.editorial for a in room.record.each(Amendment)] == [True]


def test_the_anchor_of_a_footnote_is_carried_along(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("10.1"), text="All operators shall establish safety zones:"))
    (note,) = room.record.each(Footnote)
    assert note.offset == len("All operators shall establish safety zones")
    room.undo()
    (note,) = room.record.each(Footnote)
    assert note.offset == 38


def test_an_agreed_provision_is_reopened_by_the_presiding_chair_with_a_reason(room: Room) -> None:
    room.do(Declare(words="Agreed.", provision=room.place("1.1"), settles=True))
    correct = CorrectEditorially(provision=room.place("1.1"), text="The objective is a frame.")
    with pytest.raises(OutOfOrder, match=r"1\.1 is provisionally agreed; the presiding chair can reopen it"):
        room.do(correct)
    with pytest.raises(OutOfOrder, match="Only the presiding chair"):
        room.do(Reopen(provision=room.place("1.1"), by=room.person("Okafor"), reason="new facts"))
    with pytest.raises(ValueError, match="reason"):
        Reopen(provision=room.place("1.1"), by=room.person("Beatriz Castellanos"), reason="")
    room.do(Reopen(provision=room.place("1.1"), by=room.person("Beatriz Castellanos"), reason="new facts"))
    room.do(correct)


def test_a_proposal_on_a_text_that_has_moved_on_is_proposed_anew(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "Completely other words.")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="States must cooperate."))
    with pytest.raises(OutOfOrder, match=r"1\.2 has changed since P-001 was made"):
        room.do(Declare(words="Agreed.", proposals=(proposal.id,)))


def test_a_proposal_is_decided_once(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(SettleProposal(proposal=proposal.id, state="withdrawn"))
    with pytest.raises(OutOfOrder, match="P-001 has been decided: withdrawn"):
        room.do(Declare(words="Agreed.", proposals=(proposal.id,)))


def test_an_undone_amendment_under_a_later_one_is_refused_naming_it(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("1.2"), text="States must cooperate."))
    first = room.last
    room.do(CorrectEditorially(provision=room.place("1.2"), text="All States must cooperate."))
    with pytest.raises(OutOfOrder, match=r"built on since by “Correct 1\.2 editorially”; take that back first"):
        room.undo(first)


# --- 19 -------------------------------------------------------------------------------------------------------------


def test_a_comment_follows_its_provision_whatever_its_text_becomes(room: Room) -> None:
    comment = room.said("Too weak.", "Okafor", "1.2")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="Quite other words."))
    assert [c.id for c in comments_on(room.record, room.place("1.2"))] == [comment.id]


class Delete(Act):
    """Delete a provision by decision."""

    provision: str
    decision: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        from hisrg_desktop.meeting.text.structure import strike

        return strike(record, moment, record.get(Provision, self.provision), decision=self.decision)


def test_a_comment_on_a_deleted_provision_stays_listed_there(room: Room) -> None:
    comment = room.said("Needless.", "Okafor", "1.2")
    place = room.place("1.2")
    decision = room.made(Declare(words="Delete 1.2."), Decision)
    room.do(Delete(provision=place, decision=decision.id))
    assert room.record.get(Provision, place).state == "deleted"
    assert label(room.record, place) == "1.2"
    assert [c.id for c in comments_on(room.record, place)] == [comment.id]


class TakeOff(Act):
    """Take a provision off the record."""

    provision: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        amendment = Amendment(id=moment.new_id(), provision=self.provision, editorial=True, at=moment.at)
        return [removed(record.get(Provision, self.provision)), added(amendment)]


def test_a_provision_with_comments_cannot_be_taken_off_the_record(room: Room) -> None:
    room.said("Needed.", "Okafor", "1.2")
    with pytest.raises(OutOfOrder, match="A comment on record still belongs to this provision"):
        room.do(TakeOff(provision=room.place("1.2")))


# --- 20: what is due, as far as this layer knows it -------------------------------------------------------------------


def test_a_disposition_is_due_for_proposals_and_for_all_that_was_received_in_writing(room: Room) -> None:
    remark = room.said("A remark.", "Okafor")
    written = room.made(ReceiveComment(text="By letter.", author=room.person("Lind")), Comment)
    assert (is_due(room.record, remark), is_due(room.record, written)) == (False, True)


@pytest.mark.parametrize("act", [Recommend, Dispose])
def test_some_dispositions_need_a_reason(room: Room, act: type[Recommend]) -> None:
    comment = room.said("A remark.", "Okafor")
    with pytest.raises(OutOfOrder, match="“Not accepted” needs a reason"):
        room.do(act(comments=(comment.id,), word="not accepted"))


def test_recommendation_and_decision_are_two_fields(room: Room) -> None:
    comment = room.said("A remark.", "Okafor")
    room.do(Recommend(comments=(comment.id,), word="noted"))
    room.do(Dispose(comments=(comment.id,), word="accepted"))
    disposition = room.record.get(Disposition, comment.id)
    assert (disposition.recommended, disposition.decided) == ("noted", "accepted")


# --- 26 -------------------------------------------------------------------------------------------------------------


def test_striking_out_is_undone_by_restoring_and_the_words_are_there_throughout(room: Room) -> None:
    comment = room.said("Exactly these words.", "Okafor")
    room.do(StrikeOut(comment=comment.id))
    assert room.record.get(Comment, comment.id).text == "Exactly these words."
    room.do(Restore(comment=comment.id))
    assert room.record.get(Comment, comment.id) == comment


def test_words_are_not_edited_away_and_the_remedy_strikes_them_out(room: Room) -> None:
    comment = room.said("Exactly these words.", "Okafor")
    with pytest.raises(OutOfOrder, match="strike it out instead") as refusal:
        room.do(EditComment(comment=comment.id, text=" "))
    assert refusal.value.remedy
    room.do(refusal.value.remedy)
    assert room.record.get(Comment, comment.id).struck


@pytest.mark.parametrize(
    "act",
    [
        lambda c: EditComment(comment=c, text="Other words."),
        lambda c: StrikeOut(comment=c),
        lambda c: MoveComment(comment=c),
    ],
)
@pytest.mark.parametrize("by", ["Okafor", None])
def test_after_closing_only_corrections_change_what_was_taken_down(room: Room, act: object, by: str | None) -> None:
    comment = room.said("Exactly these words.", by, "1.1")
    closed(room)
    made = act(comment.id)  # type: ignore[operator]
    with pytest.raises(OutOfOrder, match="The sitting is closed; say why"):
        room.do(made)
    room.do(made.model_copy(update={"why": "misheard"}))
    assert [c.why for c in room.record.where(Correction, subject=comment.id)] == ["misheard"]


def test_taking_down_cannot_be_taken_back_after_closing(room: Room) -> None:
    room.said("Exactly these words.", "Okafor")
    taken_down = room.last
    closed(room)
    with pytest.raises(OutOfOrder, match="built on since by “Close Morning”"):
        room.undo(taken_down)


def test_words_of_a_turn_that_had_ended_cannot_be_taken_back_after_closing(room: Room) -> None:
    room.said("Exactly these words.", "Okafor")
    taken_down = room.last
    room.do(EndIntervention())
    room.said("A note.")
    noted = room.last
    closed(room)
    for number in (taken_down, noted):
        with pytest.raises(OutOfOrder):
            room.undo(number)
    assert len(room.record.all(Comment)) == 2


def test_a_correction_can_be_taken_back(room: Room) -> None:
    comment = room.said("Exactly these words.", "Okafor")
    closed(room)
    room.do(EditComment(comment=comment.id, text="Other words.", why="misheard"))
    room.undo()
    assert room.record.get(Comment, comment.id).text == "Exactly these words."


class Backdate(Act):
    """Change what was recorded in a sitting."""

    kind: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        if self.kind == "stay":
            stay = next(record.each(Attendance))
            return [replaced(stay, arrived_at=stay.arrived_at.replace(minute=1))]
        turn = next(record.each(Intervention))
        return [replaced(turn, began_at=turn.began_at.replace(minute=1))]


@pytest.mark.parametrize("kind", ["stay", "turn"])
def test_after_closing_roll_and_turns_stand(room: Room, kind: str) -> None:
    room.clock.on(minutes=10)
    room.do(Arrive(people=(room.person("Okafor"),)))
    room.said("Words.", "Okafor")
    closed(room)
    with pytest.raises(OutOfOrder, match="The sitting is closed"):
        room.do(Backdate(kind=kind))


def test_undo_has_a_name_and_is_itself_an_entry(room: Room) -> None:
    room.said("Exactly these words.", "Okafor")
    number = room.last
    news = room.undo()
    assert news
    assert news.entry.number == number + 1
    assert news.entry.undoes == number
    assert news.entry.sentence == "Take back: Take down C. Okafor: Exactly these words."


def test_a_wording_proposed_for_no_provision_is_kept_with_the_words(room: Room) -> None:
    said = room.made(TakeDown(text="Somewhere:", speaker=room.person("Okafor"), proposes="New words."), Comment)
    assert said.text == "Somewhere:\nNew words."
    by_letter = room.made(ReceiveComment(text="", by="A reader", proposes="New words."), Comment)
    assert by_letter.text == "New words."


def test_the_numbers_of_comments_carry_class_and_organisation_and_are_not_reused(room: Room) -> None:
    assert room.said("One.", "Okafor").number == "M-SOT-001"
    room.undo()
    assert room.said("Two.", "Okafor").number == "M-SOT-002"
    assert room.said("Three.", "Haddad").number == "O-CDO-001"
    assert room.made(ReceiveComment(text="Four.", by="A reader"), Comment).number == "PUB-001"
