"""Proposals in the room: who backs them, how they are reworded, merged, withdrawn, and what an adoption makes of them."""

import pytest

from hisrg_desktop.meeting.comments.alternatives import (
    Alternative,
    RemoveAlternative,
    SetAlternatives,
    is_clean,
    lost_alternatives,
    not_clean,
    open_alternatives,
)
from hisrg_desktop.meeting.comments.capture import Restore, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.merging import mergeable, merged, shares
from hisrg_desktop.meeting.comments.proposals import (
    AmendProposal,
    MergeProposals,
    Proposal,
    RecordSupport,
    SettleProposal,
    TakeUp,
    Withdraw,
    anew,
    backing,
    merged_into,
    rewordings,
    standing_of,
)
from hisrg_desktop.meeting.comments.received import disposition_of
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.text.amendments import CorrectEditorially, amendments_of
from hisrg_desktop.meeting.text.tabling import ProposeChange
from tests.meeting.room import Room

TEXT = "States should cooperate in good faith."


def now(room: Room, proposal: Proposal) -> Proposal:
    return room.record.get(Proposal, proposal.id)


# --- who backs it -----------------------------------------------------------------------------------------------------


def test_supporters_and_opposers_are_counted_from_what_is_taken_down_and_observers_apart(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    for name, stance in (("Lind", "supports"), ("van der Meer", "opposes"), ("Haddad", "supports")):
        room.do(TakeDown(text="So say I.", speaker=room.person(name), **{stance: proposal.id}))
    counted = backing(room.record, now(room, proposal))
    assert counted.supporting == (room.person("Lind"),)
    assert counted.opposing == (room.person("van der Meer"),)
    assert counted.others_supporting == (room.person("Haddad"),)


def test_the_sponsor_is_not_counted_among_the_supporters(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(RecordSupport(proposal=proposal.id, person=room.person("Okafor")))
    assert backing(room.record, proposal).supporting == ()


def test_support_that_is_struck_out_does_not_count_until_it_is_restored(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    said = room.made(TakeDown(text="Yes.", speaker=room.person("Lind"), supports=proposal.id), Comment)
    room.do(StrikeOut(comment=said.id))
    assert backing(room.record, proposal).supporting == ()
    room.do(Restore(comment=said.id))
    assert backing(room.record, proposal).supporting == (room.person("Lind"),)


def test_who_changes_their_mind_is_counted_once(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    for stance in ("support", "oppose"):
        room.do(RecordSupport(proposal=proposal.id, person=room.person("Lind"), stance=stance))
    counted = backing(room.record, proposal)
    assert (counted.supporting, counted.opposing) == ((), (room.person("Lind"),))


# --- amending, merging, withdrawing -----------------------------------------------------------------------------------


def test_a_friendly_amendment_gives_a_proposal_other_words_and_keeps_the_earlier_ones(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(AmendProposal(proposal=proposal.id, after="States shall cooperate closely.", by=room.person("Lind")))
    assert now(room, proposal).after == "States shall cooperate closely."
    (kept,) = rewordings(room.record, proposal.id)
    assert (kept.after, kept.by) == ("States shall cooperate.", room.person("Lind"))
    assert now(room, proposal).sponsor == room.person("Okafor")


def test_a_proposal_that_has_been_decided_is_not_amended(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    with pytest.raises(OutOfOrder, match="P-001 has been decided: agreed"):
        room.do(AmendProposal(proposal=proposal.id, after="Anything."))


def test_a_proposal_without_words_of_its_own_is_not_amended(room: Room) -> None:
    place = room.place("1.2")
    act = ProposeChange(
        operation="split", provision=place, texts=("States should", "cooperate."), speaker=room.person("Okafor")
    )
    proposal = room.made(act, Proposal)
    with pytest.raises(OutOfOrder, match="no words to amend"):
        room.do(AmendProposal(proposal=proposal.id, after="Anything."))
    room.do(CorrectEditorially(provision=place, text="States must cooperate."))
    assert standing_of(room.record, proposal) == "conflicts"


def test_a_footnote_proposed_keeps_its_place_when_its_words_are_amended_on_a_text_that_changed(room: Room) -> None:
    text = room.provision("1.2").text
    act = ProposeChange(
        operation="add footnote",
        provision=room.place("1.2"),
        after="A note.",
        offset=text.index(" in"),
        speaker=room.person("Okafor"),
    )
    proposal = room.made(act, Proposal)
    room.do(CorrectEditorially(provision=room.place("1.2"), text=f"All {text}"))
    room.do(AmendProposal(proposal=proposal.id, after="Another note."))
    amended = now(room, proposal)
    assert (amended.after, amended.before[: amended.offset]) == ("Another note.", "All States should cooperate")


def test_one_proposal_is_merged_into_another(room: Room) -> None:
    first = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    second = room.proposal("Lind", "1.2", "States should cooperate in full faith.")
    words = "States shall cooperate in full faith."
    room.do(MergeProposals(into=first.id, others=(second.id,), after=words))
    assert now(room, first).after == words
    assert (now(room, second).state, now(room, second).into) == ("merged into", first.id)
    assert merged_into(room.record, first.id) == (now(room, second),)
    room.undo()
    assert (now(room, first), now(room, second)) == (first, second)


def test_wordings_of_different_provisions_are_not_merged(room: Room) -> None:
    first, second = room.proposal("Okafor", "1.2", "One."), room.proposal("Lind", "1.1", "Two.")
    with pytest.raises(OutOfOrder, match="not wordings of one provision"):
        room.do(MergeProposals(into=first.id, others=(second.id,), after="Three."))


def test_only_the_sponsor_withdraws_a_proposal(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    act = Withdraw(proposal=proposal.id, by=room.person("Lind"))
    with pytest.raises(OutOfOrder, match="P-001 is not Astrid Lind's; Chidi Okafor can withdraw it") as refusal:
        room.do(act)
    room.remedied(act, refusal.value)
    assert now(room, proposal).state == "withdrawn"


# --- after an adoption ------------------------------------------------------------------------------------------------


def test_after_an_adoption_open_proposals_apply_conflict_or_are_overtaken(room: Room) -> None:
    adopted = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    applies = room.proposal("Lind", "1.2", "States should cooperate in full faith.")
    conflicts = room.proposal("Lind", "1.2", "States must cooperate in good faith.")
    overtaken = room.proposal("van der Meer", "1.2", "States shall cooperate in good faith.")
    everything = (applies, conflicts, overtaken)
    assert [standing_of(room.record, p) for p in everything] == ["applies"] * 3
    room.do(Declare(words="Agreed.", proposals=(adopted.id,)))
    assert [standing_of(room.record, p) for p in everything] == ["applies", "conflicts", "overtaken"]


def test_a_conflicting_proposal_is_made_anew_on_todays_text(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States must cooperate in good faith.")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="All States shall cooperate in good faith."))
    assert standing_of(room.record, proposal) == "conflicts"
    words = anew(room.record, proposal)
    room.do(AmendProposal(proposal=proposal.id, after=words))
    assert standing_of(room.record, now(room, proposal)) == "applies"
    assert "must" in words


def test_what_was_overtaken_is_marked_superseded(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="States shall cooperate in good faith."))
    assert standing_of(room.record, proposal) == "overtaken"
    room.do(SettleProposal(proposal=proposal.id, state="superseded"))
    assert now(room, proposal).state == "superseded"


# --- merging ----------------------------------------------------------------------------------------------------------


def test_a_merged_wording_is_decided_at_once_with_each_change_under_its_author(room: Room) -> None:
    first = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    second = room.proposal("Lind", "1.2", "States should cooperate in full faith.")
    made = merged(room.record, room.provision("1.2"), [first, second])
    assert made.text == "States shall cooperate in full faith."
    room.do(Declare(words="Agreed.", proposals=(first.id, second.id), merged=shares(made)))
    assert room.provision("1.2").text == made.text
    amended = amendments_of(room.record, room.place("1.2"))
    assert [a.author for a in amended] == [room.person("Okafor"), room.person("Lind")]
    assert {now(room, p).state for p in (first, second)} == {"agreed as amended"}
    gone = disposition_of(room.record, first.comment)
    assert gone
    assert gone.decided == "accepted with modification"


def test_a_collision_is_listed_and_nothing_is_decided_before_it_is_settled(room: Room) -> None:
    first = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    second = room.proposal("Lind", "1.2", "States must cooperate in good faith.")
    made = merged(room.record, room.provision("1.2"), [first, second])
    (clash,) = made.open
    assert clash.standing == "should"
    with pytest.raises(OutOfOrder, match="Settle the collisions first"):
        shares(made)
    made = merged(room.record, room.provision("1.2"), [first, second], {clash.span: "shall"})
    room.do(Declare(words="Agreed.", proposals=(first.id, second.id), merged=shares(made)))
    assert (now(room, first).state, now(room, second).state) == ("agreed", "not agreed")


def test_words_settled_by_hand_go_under_the_groups_name(room: Room) -> None:
    first = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    second = room.proposal("Lind", "1.2", "States must cooperate in full faith.")
    (clash,) = merged(room.record, room.provision("1.2"), [first, second]).open
    made = merged(room.record, room.provision("1.2"), [first, second], {clash.span: "are to"})
    room.do(Declare(words="Agreed.", proposals=(first.id, second.id), merged=shares(made)))
    assert room.provision("1.2").text == "States are to cooperate in full faith."
    assert [a.author for a in amendments_of(room.record, room.place("1.2"))] == [room.person("Lind"), None]


def test_what_conflicts_with_the_text_cannot_be_merged(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States must cooperate.")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="States shall cooperate in good faith."))
    assert mergeable(room.record, [proposal]) == []


def test_an_observers_words_are_merged_once_a_member_takes_them_up(room: Room) -> None:
    first = room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    second = room.proposal("Haddad", "1.2", "States should cooperate in full faith.")
    made = merged(room.record, room.provision("1.2"), [first, second])
    act = Declare(words="Agreed.", proposals=(first.id, second.id), merged=shares(made))
    with pytest.raises(OutOfOrder, match="P-002 is not a member's"):
        room.do(act)
    room.do(TakeUp(proposal=second.id, member=room.person("Lind")))
    room.do(act)


# --- 23: alternatives -------------------------------------------------------------------------------------------------


def two(room: Room) -> tuple[Proposal, Proposal]:
    return room.proposal("Okafor", "1.2", "States shall cooperate."), room.proposal("Lind", "1.2", "States may do.")


def test_open_proposals_become_alternatives_and_the_provision_says_so(room: Room) -> None:
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id)))
    assert [a.letter for a in open_alternatives(room.record, room.place("1.2"))] == ["A", "B"]
    assert room.provision("1.2").state == "alternatives"
    assert room.provision("1.2").text == TEXT
    room.undo()
    assert room.provision("1.2").state == "open"


def test_the_text_as_it_stands_and_a_new_wording_can_be_alternatives(room: Room) -> None:
    act = SetAlternatives(
        provision=room.place("1.2"), keeping=True, wording="States must cooperate.", by=room.person("Lind")
    )
    room.do(act)
    standing, new = open_alternatives(room.record, room.place("1.2"))
    assert standing.proposal is None
    assert room.record.get(Proposal, new.proposal or "").sponsor == room.person("Lind")


def test_one_wording_is_no_choice(room: Room) -> None:
    one, _ = two(room)
    with pytest.raises(OutOfOrder, match="two wordings to choose between"):
        room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id,)))


def test_choosing_one_is_a_decision_and_the_others_stay_retrievable(room: Room) -> None:
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id), keeping=True))
    decision = room.made(Declare(words="Agreed.", proposals=(other.id,)), Decision)
    fates = {a.letter: (a.state, a.decision) for a in room.record.each(Alternative)}
    assert fates == {
        "A": ("not agreed", decision.id), "B": ("not agreed", decision.id), "C": ("chosen", decision.id)
    }  # fmt: skip
    assert now(room, one).state == "not agreed"
    assert room.provision("1.2").state == "open"
    assert [a.letter for a in lost_alternatives(room.record, room.place("1.2"))] == ["A", "B"]
    assert now(room, one).after == "States shall cooperate."


def test_agreeing_on_the_text_as_it_stands_chooses_it(room: Room) -> None:
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id), keeping=True))
    room.do(Declare(words="1.2 stays.", provision=room.place("1.2"), settles=True))
    assert [a.state for a in room.record.each(Alternative)] == ["chosen", "not agreed", "not agreed"]
    assert room.provision("1.2").state == "provisionally agreed"
    assert {now(room, p).state for p in (one, other)} == {"not agreed"}


def test_an_alternative_that_is_withdrawn_leaves_no_choice_of_one(room: Room) -> None:
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id)))
    room.do(Withdraw(proposal=one.id))
    assert open_alternatives(room.record, room.place("1.2")) == []
    assert room.provision("1.2").state == "open"
    assert now(room, other).state == "tabled"


def test_an_alternative_is_taken_out_and_its_proposal_stays(room: Room) -> None:
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id), keeping=True))
    out = next(a for a in room.record.each(Alternative) if a.proposal == one.id)
    room.do(RemoveAlternative(alternative=out.id))
    assert room.provision("1.2").state == "alternatives"
    assert now(room, one).state == "tabled"


def test_a_draft_with_an_alternative_open_is_not_clean(room: Room) -> None:
    assert is_clean(room.record)
    one, other = two(room)
    room.do(SetAlternatives(provision=room.place("1.2"), proposals=(one.id, other.id)))
    assert room.record.derive(not_clean) == {room.place("1.2"): ("alternatives",)}
    room.do(Declare(words="Agreed.", proposals=(one.id,)))
    assert is_clean(room.record)
