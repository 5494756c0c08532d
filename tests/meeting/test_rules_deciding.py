"""Deciding, rules 14 to 18 and 20 to 22: positions, objections and their ways out, polls, dispositions, adoption."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.comments.alternatives import SetAlternatives
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import (
    MergeProposals,
    Proposal,
    RecordSupport,
    SettleProposal,
    TakeUp,
    Withdraw,
)
from hisrg_desktop.meeting.comments.received import Dispose, Disposition, ReceiveComment, Recommend
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Position
from hisrg_desktop.meeting.decisions.decisions import Held as HeldPosition
from hisrg_desktop.meeting.decisions.editorial import editorial_points
from hisrg_desktop.meeting.decisions.filling import FillDispositions, Filled, filled, suggestions, unfilled
from hisrg_desktop.meeting.decisions.objections import Object, Objection, ResolveObjection, unresolved
from hisrg_desktop.meeting.decisions.parking import NoteParked, Park, Parked, Return, parked
from hisrg_desktop.meeting.decisions.polls import AllowVotes, Hands, Poll, TakePoll
from hisrg_desktop.meeting.decisions.settling import NoteTheRest, hindrances, the_rest
from hisrg_desktop.meeting.decisions.statements import (
    AnnounceStatement,
    ReceiveStatement,
    Statement,
    WithdrawStatement,
    awaited,
    is_overdue,
)
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel, SetUpPanel
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, Sitting
from hisrg_desktop.meeting.text.amendments import Amendment, CorrectEditorially
from hisrg_desktop.meeting.text.parts import Provision, Text
from tests.meeting.room import Room

VERBS = ("shall", "may", "do", "ought to")
MEMBERS = ("Lind", "Okafor", "Řezníčková", "van der Meer")


@pytest.fixture
def full(room: Room) -> Room:
    """Three of four members and an observer are in the room."""
    room.do(Arrive(people=tuple(room.person(name) for name in (*MEMBERS[:3], "Haddad"))))
    return room


def text_of(room: Room) -> str:
    return next(room.record.each(Text)).id


def written(room: Room, by: str, locator: str, proposes: str | None = None, **fields: object) -> Comment:
    act = {"text": "By letter.", "author": room.person(by), "provision": room.place(locator), "proposes": proposes}
    return room.made(ReceiveComment.model_validate({**act, **fields}), Comment)


# --- 14 -------------------------------------------------------------------------------------------------------------


def test_a_position_is_held_by_members_present_only(full: Room) -> None:
    for name, why in (("Haddad", "Salma Haddad is no member"), ("van der Meer", "Joost van der Meer is not marked")):
        held = HeldPosition(person=full.person(name), kind="reservation")
        with pytest.raises(OutOfOrder, match=why):
            full.do(Declare(words="So decided.", positions=(held,)))
    held = HeldPosition(person=full.person("Okafor"), kind="reservation", reason="the cost")
    position = full.made(Declare(words="So decided.", positions=(held,)), Position)
    assert (position.person, position.kind, position.reason) == (full.person("Okafor"), "reservation", "the cost")


def test_marking_a_member_present_is_the_remedy_for_their_position(full: Room) -> None:
    with pytest.raises(OutOfOrder) as refusal:
        full.do(Object(person=full.person("van der Meer"), provision=full.place("1.2")))
    assert refusal.value.remedy == Arrive(people=(full.person("van der Meer"),))


def test_the_seat_of_an_alternate_holds_the_position_of_the_member(full: Room) -> None:
    alternate, _ = full.newcomer("Ute Stand")
    full.do(Arrive(people=(alternate,), stands_in_for=full.person("van der Meer")))
    full.do(Object(person=full.person("van der Meer"), provision=full.place("1.2")))
    with pytest.raises(OutOfOrder, match="Ute Stand is no member"):
        full.do(Object(person=alternate, provision=full.place("1.2")))


def test_a_show_of_hands_counts_members_present_and_decides_nothing(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate.")
    with pytest.raises(OutOfOrder, match="4 hands were counted, but 3 members are present"):
        full.do(TakePoll(hands=Hands(in_favour=4, against=0), proposal=proposal.id))
    poll = full.made(TakePoll(hands=Hands(in_favour=2, against=1), proposal=proposal.id), Poll)
    assert (poll.in_favour, poll.against, poll.abstaining, len(poll.members_present)) == (2, 1, 0, 3)
    assert full.record.get(Proposal, proposal.id).state == "tabled"
    assert not list(full.record.each(Decision))


def test_nobody_decides_by_vote_unless_it_is_switched_on(full: Room) -> None:
    vote = Declare(words="So decided.", method="vote", hands=Hands(in_favour=2, against=1))
    with pytest.raises(OutOfOrder, match="This Group does not vote"):
        full.do(vote)
    full.do(AllowVotes(on=True))
    decision = full.made(vote, Decision)
    assert full.record.one(Poll, decision=decision.id)
    with pytest.raises(OutOfOrder, match="1 for and 2 against: the vote is not carried"):
        full.do(vote.model_copy(update={"hands": Hands(in_favour=1, against=2)}))
    with pytest.raises(OutOfOrder, match="needs the hands counted"):
        full.do(vote.model_copy(update={"hands": None}))


# --- 16 -------------------------------------------------------------------------------------------------------------


def test_an_objection_on_record_stands_in_the_way_until_it_is_resolved(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate.")
    objection = full.made(Object(person=full.person("Lind"), proposal=proposal.id, reason="too strict"), Objection)
    declare = Declare(words="Agreed.", proposals=(proposal.id,))
    for method in ("consensus", "silence procedure"):
        with pytest.raises(OutOfOrder, match="Astrid Lind objects, so there is no consensus"):
            full.do(declare.model_copy(update={"method": method}))
    full.do(ResolveObjection(objection=objection.id, how="footnote"))
    full.do(declare)
    assert full.record.get(Objection, objection.id).reason == "too strict"


def test_a_member_objects_once_and_may_give_the_reason_later(full: Room) -> None:
    act = Object(person=full.person("Lind"), provision=full.place("1.2"))
    objection = full.made(act, Objection)
    with pytest.raises(OutOfOrder, match="Astrid Lind has objected already"):
        full.do(act)
    full.do(act.model_copy(update={"reason": "too strict"}))
    assert [(o.id, o.reason) for o in unresolved(full.record)] == [(objection.id, "too strict")]


def test_an_objection_to_one_proposal_does_not_hinder_another_but_the_agreement_on_the_place(full: Room) -> None:
    first = full.proposal("Okafor", "1.2", "States shall cooperate.")
    second = full.proposal("Okafor", "1.2", "States should cooperate in very good faith.")
    full.do(Object(person=full.person("Lind"), proposal=first.id))
    act = Declare(words="Agreed.", proposals=(second.id,))
    with pytest.raises(OutOfOrder, match="Astrid Lind objects"):
        full.do(act.model_copy(update={"settles": True}))
    full.do(act)


def test_an_objection_falls_with_the_proposal_it_was_made_to(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate.")
    full.do(Object(person=full.person("Lind"), proposal=proposal.id))
    full.do(SettleProposal(proposal=proposal.id, state="withdrawn"))
    assert not unresolved(full.record)
    full.do(Declare(words="Agreed as it stands.", provision=full.place("1.2"), settles=True))


# --- 17 -------------------------------------------------------------------------------------------------------------


def test_taking_a_declaration_back_gives_everything_back(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate.")
    full.do(Park(proposal=proposal.id, what="the verb"))
    before = {kind: dict(full.record.all(kind)) for kind in (Provision, Proposal, Parked, Comment)}
    held = HeldPosition(person=full.person("Lind"), kind="stand aside")
    full.do(Declare(words="Agreed.", proposals=(proposal.id,), settles=True, positions=(held,)))
    assert not parked(full.record)
    full.undo()
    assert before == {kind: dict(full.record.all(kind)) for kind in before}
    assert not any(full.record.all(kind) for kind in (Decision, Position, Amendment, Disposition))


def test_a_correcting_decision_is_declared_after_the_sitting_was_closed(full: Room) -> None:
    full.do(Object(person=full.person("Lind"), provision=full.place("1.2")))
    decision = full.made(Declare(words="So decidde."), Decision)
    full.do(CloseSitting(sitting=full.sitting.id))
    afternoon = next(s.id for s in full.record.each(Sitting) if s.state == "planned")
    full.do(OpenSitting(sitting=afternoon))
    corrects = Declare(words="So decided.", corrects=decision.id, provision=full.place("1.2"))
    assert full.made(corrects, Decision).corrects == decision.id
    assert full.record.get(Decision, decision.id).words == "So decidde."


# --- agreeing on a provision, a block, the whole --------------------------------------------------------------------


def test_a_block_is_agreed_in_one_decision(full: Room) -> None:
    block = full.provision("1.1").block
    full.do(Declare(words="1.1 agreed.", provision=full.place("1.1"), settles=True))
    decision = full.made(Declare(words="Block 1 agreed.", block=block, settles=True), Decision)
    assert decision.settled == (full.place("1.2"),)
    assert {full.provision(p).state for p in ("1.1", "1.2")} == {"provisionally agreed"}
    with pytest.raises(OutOfOrder, match="nothing left to agree on"):
        full.do(Declare(words="Again.", block=block, settles=True))


def test_what_has_brackets_or_is_put_off_is_not_agreed(full: Room) -> None:
    full.do(CorrectEditorially(provision=full.place("1.2"), text="States [should] cooperate."))
    with pytest.raises(OutOfOrder, match=r"1\.2 has words in brackets"):
        full.do(Declare(words="Agreed.", block=full.provision("1.1").block, settles=True))
    assert full.provision("1.1").state != "provisionally agreed"
    full.do(Park(provision=full.place("1.1"), state="deferred", until="the next meeting"))
    with pytest.raises(OutOfOrder, match=r"1\.1 is deferred"):
        full.do(Declare(words="Agreed.", provision=full.place("1.1"), settles=True))


def test_the_text_is_adopted_once_nothing_stands_in_the_way(full: Room) -> None:
    text = text_of(full)
    full.do(CorrectEditorially(provision=full.place("1.2"), text="States [should] cooperate."))
    full.do(Object(person=full.person("Lind"), provision=full.place("10.1"), reason="too strict"))
    comment = written(full, "Okafor", "1.1")
    found = [(h.place, h.what) for h in hindrances(full.record, text)]
    assert found == [
        (full.place("1.2"), "has words in brackets"),
        (full.place("10.1"), "Astrid Lind objects: too strict"),
        (full.place("1.1"), f"{comment.number} of a member is undecided"),
    ]
    adopt = Declare(words="Adopted.", adopts=text)
    with pytest.raises(OutOfOrder, match=r"left open in 1\.2, 10\.1 and 1 comment of a member is undecided"):
        full.do(adopt)
    full.do(CorrectEditorially(provision=full.place("1.2"), text="States should cooperate."))
    full.do(ResolveObjection(objection=unresolved(full.record)[0].id))
    full.do(Recommend(comments=(comment.id,), word="noted"))
    remedy = hindrances(full.record, text)[0].remedy
    assert remedy == Dispose(comments=(comment.id,), word="noted")
    full.do(remedy)
    full.do(adopt)
    assert {p.state for p in full.record.each(Provision)} == {"adopted"}
    full.undo()
    assert full.provision("1.1").state == "unopened"


# --- put off --------------------------------------------------------------------------------------------------------


def test_what_is_parked_has_an_owner_and_a_return_point_and_comes_back(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate.")
    full.do(RecordSupport(proposal=proposal.id, person=full.person("Lind")))
    there = full.made(Park(proposal=proposal.id), Parked)
    full.do(NoteParked(parked=there.id, what="the verb", owner=full.person("Lind"), until="after lunch"))
    (row,) = parked(full.record)
    assert (row.what, row.owner, row.until) == ("the verb", full.person("Lind"), "after lunch")
    assert full.record.get(Proposal, proposal.id).state == "parked"
    full.do(Return(parked=there.id))
    assert full.record.get(Proposal, proposal.id).state == "supported"
    with pytest.raises(OutOfOrder, match="come back to it already"):
        full.do(Return(parked=there.id))


def test_a_provision_is_referred_to_a_panel_and_opened_when_it_comes_back(full: Room) -> None:
    panel = full.made(SetUpPanel(name="Technical Panel"), Panel)
    act = Park(provision=full.place("10.1"), state="referred", panel=panel.id, what="the width")
    assert act.sentence(full.record) == "Refer 10.1 to the Technical Panel the width"
    with pytest.raises(OutOfOrder, match="Say to whom"):
        full.do(Park(provision=full.place("10.1"), state="referred"))
    there = full.made(act, Parked)
    assert full.provision("10.1").state == "referred"
    with pytest.raises(OutOfOrder, match=r"10\.1 is referred already"):
        full.do(act)
    full.do(Return(parked=there.id))
    assert full.provision("10.1").state == "open"


def test_what_is_agreed_is_parked_no_more_and_undo_parks_it_again(full: Room) -> None:
    block = full.provision("1.1").block
    for act in (Park(provision=full.place("1.1"), what="the verb"), Park(block=block, what="the order")):
        full.do(act)
    full.do(Park(provision=full.place("10.1"), what="the width"))
    full.do(Declare(words="1.1 stands.", provision=full.place("1.1")))
    assert [p.what for p in parked(full.record)] == ["the verb", "the order", "the width"]
    full.do(Declare(words="Agreed.", provision=full.place("1.1"), settles=True))
    assert [p.what for p in parked(full.record)] == ["the order", "the width"]
    full.do(Declare(words="Agreed.", block=block, settles=True))
    assert [p.what for p in parked(full.record)] == ["the width"]
    full.undo()
    full.undo()
    assert [p.what for p in parked(full.record)] == ["the verb", "the order", "the width"]


def test_a_parked_proposal_that_is_withdrawn_or_merged_or_loses_is_parked_no_more(full: Room) -> None:
    one, two, three, four = (full.proposal("Okafor", "1.2", f"States {verb} cooperate.") for verb in VERBS)
    for proposal in (one, two, three):
        full.do(Park(proposal=proposal.id))
    full.do(Withdraw(proposal=one.id))
    assert [p.proposal for p in parked(full.record)] == [two.id, three.id]
    full.do(MergeProposals(into=four.id, others=(two.id,), after="States do cooperate."))
    assert [p.proposal for p in parked(full.record)] == [three.id]
    full.do(SetAlternatives(provision=full.place("1.2"), proposals=(three.id, four.id)))
    full.do(Declare(words="Agreed.", proposals=(four.id,)))
    assert full.record.get(Proposal, three.id).state == "not agreed"
    assert not parked(full.record)
    full.undo()
    assert [p.proposal for p in parked(full.record)] == [three.id]


# --- statements -----------------------------------------------------------------------------------------------------


def test_a_statement_for_the_record_is_announced_awaited_and_received(full: Room) -> None:
    due = full.clock.at + timedelta(hours=2)
    act = AnnounceStatement(person=full.person("Lind"), about="the width", due=due, provision=full.place("10.1"))
    statement = full.made(act, Statement)
    assert awaited(full.record) == [statement]
    assert not is_overdue(statement, full.clock.at)
    assert is_overdue(statement, full.clock.on(hours=3))
    with pytest.raises(OutOfOrder, match="with its text or with a file"):
        full.do(ReceiveStatement(statement=statement.id))
    full.do(CloseSitting(sitting=full.sitting.id))
    full.do(ReceiveStatement(statement=statement.id, text="We hold that the width is too great."))
    assert not awaited(full.record)
    with pytest.raises(OutOfOrder, match="has been received"):
        full.do(WithdrawStatement(statement=statement.id))


def test_nobody_waits_for_a_statement_that_will_not_come(full: Room) -> None:
    statement = full.made(AnnounceStatement(person=full.person("Lind")), Statement)
    full.do(WithdrawStatement(statement=statement.id))
    assert not awaited(full.record)


# --- 20 to 22 -------------------------------------------------------------------------------------------------------


def test_accepted_links_to_the_amendment_or_says_why_there_is_none(full: Room) -> None:
    comment = written(full, "Okafor", "1.2", "States shall cooperate.")
    with pytest.raises(OutOfOrder, match="proposes a change that no amendment carries out"):
        full.do(Dispose(comments=(comment.id,), word="accepted"))
    full.do(Dispose(comments=(comment.id,), word="accepted", observation="Carried out in 1.1."))
    full.undo()
    proposal = full.record.one(Proposal, comment=comment.id)
    assert proposal
    full.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    disposition = full.record.get(Disposition, comment.id)
    amendment = next(full.record.each(Amendment))
    assert (disposition.decided, disposition.amendment) == ("accepted", amendment.id)


def test_one_step_fills_the_dispositions_of_all_comments_linked_to_a_decision(full: Room) -> None:
    proposal = full.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    same = written(full, "Haddad", "1.2", "States shall cooperate in good faith.")
    other = written(full, "Lind", "1.2")
    elsewhere = written(full, "Lind", "1.1")
    act = TakeDown(text="Better so.", speaker=full.person("Lind"), provision=full.place("1.2"), supports=proposal.id)
    backing = full.made(act, Comment)
    opposing = full.made(act.model_copy(update={"text": "No.", "supports": None, "opposes": proposal.id}), Comment)
    full.do(Recommend(comments=(other.id,), word="not accepted", reason="Out of place."))
    decision = full.made(Declare(words="Agreed.", proposals=(proposal.id,)), Decision)
    found = [(s.comment, s.link, s.word, s.taken) for s in suggestions(full.record, decision.id)]
    assert found == [
        (proposal.comment, "proposes it", "accepted", True),
        (same.id, "asks the same", "accepted", True),
        (backing.id, "supports it", "accepted", True),
        (opposing.id, "opposes it", "noted", True),
        (other.id, "same provision", "not accepted", False),
    ]
    assert elsewhere.id not in {s.comment for s in suggestions(full.record, decision.id)}
    meant = tuple(
        Filled(comment=s.comment, word=s.word, observation=s.observation)
        for s in unfilled(full.record, decision.id)
        if s.taken
    )
    full.do(FillDispositions(decision=decision.id, filled=meant))
    told = full.record.get(Disposition, same.id)
    assert (told.decided, told.decision, told.amendment) == (
        "accepted",
        decision.id,
        next(full.record.each(Amendment)).id,
    )
    merged = full.record.one(Proposal, comment=same.id)
    assert merged
    assert merged.state == "merged into"
    assert {c.id for c in filled(full.record, decision.id)} == {proposal.comment, same.id, backing.id, opposing.id}
    assert [s.comment for s in unfilled(full.record, decision.id)] == [other.id]


def test_a_filled_disposition_needs_its_reason_like_any_other(full: Room) -> None:
    comment = written(full, "Okafor", "1.2")
    decision = full.made(Declare(words="Agreed.", provision=full.place("1.2")), Decision)
    with pytest.raises(OutOfOrder, match=rf"{comment.number}: “Not accepted” needs a reason"):
        full.do(FillDispositions(decision=decision.id, filled=(Filled(comment=comment.id, word="not accepted"),)))


def test_the_rest_is_noted_in_one_act_and_a_members_comment_is_not(full: Room) -> None:
    required, observed = written(full, "Okafor", "1.2"), written(full, "Haddad", "1.2")
    public = full.made(ReceiveComment(text="By letter.", by="A reader"), Comment)
    assert [c.id for c in the_rest(full.record)] == [observed.id, public.id]
    with pytest.raises(OutOfOrder, match="noted, or not taken up, in one act"):
        full.do(NoteTheRest(word="accepted"))
    full.do(NoteTheRest(word="not taken up"))
    assert full.record.find(Disposition, required.id) is None
    assert {full.record.get(Disposition, c.id).decided for c in (observed, public)} == {"not taken up"}
    with pytest.raises(OutOfOrder, match="No comment is left"):
        full.do(NoteTheRest())


# --- without discussion ---------------------------------------------------------------------------------------------


def test_editorial_points_on_distinct_provisions_are_adopted_by_one_decision(full: Room) -> None:
    def editorial(by: str, locator: str, words: str) -> Proposal:
        comment = written(full, by, locator, words, type="ed")
        found = full.record.one(Proposal, comment=comment.id)
        assert found
        return found

    one = editorial("Okafor", "1.1", "The objective is a just framework.")
    second_on_it = editorial("Lind", "1.1", "The objective is a good framework.")
    observers = editorial("Haddad", "1.2", "States should cooperate in all good faith.")
    opposed = editorial("Lind", "10.1", "Operators shall establish zones:")
    full.do(RecordSupport(proposal=opposed.id, person=full.person("Okafor"), stance="oppose"))
    written(full, "Lind", "1.1", "Substance.", type="te")
    assert [(e.proposal, e.left_out) for e in editorial_points(full.record)] == [
        (one.id, ""),
        (second_on_it.id, "another one is on the same provision"),
        (observers.id, "no member has taken it up"),
        (opposed.id, "somebody opposes it"),
    ]
    full.do(TakeUp(proposal=observers.id, member=full.person("Lind")))
    batch = tuple(e.proposal for e in editorial_points(full.record) if not e.left_out)
    decision = full.made(Declare(words="The editorial points are adopted.", proposals=batch), Decision)
    assert (decision.proposals, decision.provision) == ((one.id, observers.id), None)
    assert full.provision("1.1").text == "The objective is a just framework."
    assert full.provision("1.2").text == "States should cooperate in all good faith."
    assert {full.record.get(Disposition, full.record.get(Proposal, p).comment).decided for p in batch} == {"accepted"}
