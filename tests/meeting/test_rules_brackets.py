"""Square brackets: put at a member's request, off again by that member or a decision; they balance."""

import pytest

from hisrg_desktop.meeting.comments.alternatives import is_clean, not_clean
from hisrg_desktop.meeting.comments.proposals import Proposal, standing_of
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.text.amendments import CorrectEditorially, amendments_of
from hisrg_desktop.meeting.text.brackets import (
    Bracket,
    LiftBracket,
    SetBracket,
    brackets_in,
    in_brackets,
    pairs,
    unbalanced,
)
from tests.meeting.room import Room


def put(room: Room, words: str, by: str = "Okafor", locator: str = "1.2", why: str = "too weak") -> None:
    start = room.provision(locator).text.index(words)
    act = SetBracket(
        provision=room.place(locator), start=start, end=start + len(words), asked_by=room.person(by), why=why
    )
    room.do(act)


def test_words_go_into_brackets_with_who_asked_and_why(room: Room) -> None:
    put(room, "should")
    assert room.provision("1.2").text == "States [should] cooperate in good faith."
    (there,) = brackets_in(room.record, room.provision("1.2"))
    assert there.words == "should"
    assert there.bracket
    assert (there.bracket.asked_by, there.bracket.why) == (room.person("Okafor"), "too weak")


def test_brackets_agree_on_nothing_and_are_marked_as_the_secretariats(room: Room) -> None:
    put(room, "should")
    (amendment,) = amendments_of(room.record, room.place("1.2"))
    assert amendment.editorial
    assert amendment.decision is None
    (bracket,) = room.record.each(Bracket)
    assert bracket.amendment == amendment.id


def test_an_observers_wish_puts_no_brackets(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="Salma Haddad is no member"):
        put(room, "should", "Haddad")


def test_brackets_stay_about_their_words_when_the_text_changes_before_them(room: Room) -> None:
    put(room, "good")
    text = "All States should, in every case, cooperate in [good] faith."
    room.do(CorrectEditorially(provision=room.place("1.2"), text=text))
    (there,) = brackets_in(room.record, room.provision("1.2"))
    assert (there.words, there.bracket is not None) == ("good", True)


def test_who_asked_for_brackets_gives_them_up(room: Room) -> None:
    put(room, "should")
    place, start = room.place("1.2"), 7
    room.do(LiftBracket(provision=place, start=start, by=room.person("Okafor")))
    assert room.provision("1.2").text == "States should cooperate in good faith."
    assert brackets_in(room.record, room.provision("1.2")) == []


def test_for_everybody_else_brackets_come_off_by_a_decision_and_the_remedy_proposes_it(room: Room) -> None:
    put(room, "should")
    act = LiftBracket(provision=room.place("1.2"), start=7, by=room.person("Lind"))
    with pytest.raises(
        OutOfOrder, match="only Chidi Okafor gives them up; else they come off by a decision"
    ) as refusal:
        room.do(act)
    room.remedied(act, refusal.value)
    (proposal,) = room.record.each(Proposal)
    room.do(Declare(words="The brackets go.", proposals=(proposal.id,)))
    assert room.provision("1.2").text == "States should cooperate in good faith."


def test_brackets_that_the_draft_had_can_be_explained(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("1.1"), text="The objective is a [fair] framework."))
    assert brackets_in(room.record, room.provision("1.1"))[0].bracket is None
    put(room, "[fair]", "Lind", "1.1", "fair to whom?")
    assert room.provision("1.1").text == "The objective is a [fair] framework."
    (there,) = brackets_in(room.record, room.provision("1.1"))
    assert there.bracket
    assert there.bracket.why == "fair to whom?"


def test_brackets_do_not_cut_across_others(room: Room) -> None:
    put(room, "should cooperate")
    with pytest.raises(OutOfOrder, match="cut across other brackets"):
        put(room, "cooperate] in")


def test_no_change_leaves_a_bracket_without_its_partner(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States [should cooperate in good faith.")
    with pytest.raises(OutOfOrder, match=r"The square brackets in 1\.2 would not balance"):
        room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    assert room.record.get(Proposal, proposal.id).after == "States [should cooperate in good faith."


def test_a_proposal_on_words_that_were_then_bracketed_still_applies(room: Room) -> None:
    proposal = room.proposal("Lind", "1.2", "States shall cooperate in good faith.")
    put(room, "should")
    assert standing_of(room.record, proposal) == "applies"


def test_a_draft_with_a_bracket_is_not_clean(room: Room) -> None:
    put(room, "should")
    assert room.record.derive(not_clean) == {room.place("1.2"): ("words in brackets",)}
    room.undo()
    assert is_clean(room.record)


def test_an_agreed_provision_takes_no_brackets(room: Room) -> None:
    room.do(Declare(words="Agreed.", provision=room.place("1.2"), settles=True))
    with pytest.raises(OutOfOrder, match="the presiding chair can reopen it"):
        put(room, "should")


def test_pairs_and_what_stands_alone() -> None:
    assert pairs("a [b [c]] d") == [(2, 9), (5, 8)]
    assert unbalanced("a ] b [c [d]") == (2, 6)


@pytest.mark.parametrize(
    ("text", "words", "made"),
    [
        ("A zone is wide.", "A zone is narrow.", "A zone is [wide] [narrow]."),
        ("A zone is wide.", "A zone is very wide.", "A zone is [very] wide."),
        ("A zone is very wide.", "A zone is wide.", "A zone is [very] wide."),
        ("", "A new paragraph.", "[A new paragraph.]"),
        ("A zone is wide.", "A zone is wide.", "A zone is wide."),
        ("A [wide] zone.", "A [broad] zone.", "A [[wide] [broad]] zone."),
        ("A wide zone.", "A [wide] zone.", "A [wide] zone."),
    ],
)
def test_what_is_not_agreed_goes_into_brackets_old_words_before_new(text: str, words: str, made: str) -> None:
    assert in_brackets(text, words) == made
