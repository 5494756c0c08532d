"""The silence procedure: it runs until a time, one objection breaks it, and nobody but the chair confirms that it was kept."""

from datetime import timedelta

import pytest

from hisrg_desktop.meeting.comments.proposals import Proposal, SettleProposal
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare, Held, Position
from hisrg_desktop.meeting.decisions.objections import Object, Objection, unresolved
from hisrg_desktop.meeting.decisions.silence import (
    BeginSilence,
    BreakSilence,
    ConfirmSilence,
    GiveSilenceUp,
    Silence,
    silence_on,
    silence_words,
    silences,
)
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from tests.meeting.room import Room


@pytest.fixture
def proposal(room: Room) -> Proposal:
    """A proposal on 1.2, with two members and an observer in the room."""
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Haddad"))))
    return room.proposal("Okafor", "1.2", "States shall cooperate.")


@pytest.fixture
def silence(room: Room, proposal: Proposal) -> Silence:
    """Silence on it for two hours."""
    declares = Declare(words="Agreed in silence.", proposals=(proposal.id,), settles=True)
    return room.made(BeginSilence(declares=declares, until=room.clock.at + timedelta(hours=2)), Silence)


def later(room: Room, hours: int = 3) -> None:
    room.clock.at += timedelta(hours=hours)


def test_nothing_is_decided_while_silence_runs_and_it_is_confirmed_only_when_it_is_over(
    room: Room, silence: Silence
) -> None:
    assert silences(room.record) == [silence]
    assert not room.record.all(Decision)
    with pytest.raises(OutOfOrder, match="Silence runs until 12:00; it can be confirmed then"):
        room.do(ConfirmSilence(silence=silence.id))
    later(room)
    assert silence_words(room.record, silence, room.clock.at) == "kept until 12:00, to be confirmed"
    assert not room.record.all(Decision)
    decision = room.made(ConfirmSilence(silence=silence.id), Decision)
    assert (decision.number, decision.words, decision.method) == (
        "D-2.4-001",
        "Agreed in silence.",
        "silence procedure",
    )
    assert room.provision("1.2").text == "States shall cooperate."
    assert room.provision("1.2").state == "provisionally agreed"
    assert not silences(room.record)
    assert (
        silence_words(room.record, room.record.get(Silence, silence.id), room.clock.at) == "kept until 12:00: D-2.4-001"
    )
    with pytest.raises(OutOfOrder, match="confirmed already: D-2.4-001"):
        room.do(ConfirmSilence(silence=silence.id))
    room.undo()
    assert silences(room.record) == [silence]
    assert room.provision("1.2").text == "States should cooperate in good faith."


def test_one_objection_breaks_a_silence_also_by_letter(room: Room, silence: Silence) -> None:
    with pytest.raises(OutOfOrder, match="Salma Haddad is no member"):
        room.do(BreakSilence(silence=silence.id, person=room.person("Haddad")))
    objection = room.made(
        BreakSilence(silence=silence.id, person=room.person("van der Meer"), reason="too strict"), Objection
    )
    assert unresolved(room.record, silence.proposals) == [objection]
    assert not silences(room.record)
    broken = room.record.get(Silence, silence.id)
    assert silence_words(room.record, broken, room.clock.at) == "broken by Joost van der Meer"
    later(room)
    with pytest.raises(OutOfOrder, match="has been broken"):
        room.do(ConfirmSilence(silence=silence.id))
    room.undo()
    assert silences(room.record) == [silence]


def test_an_objection_made_elsewhere_keeps_a_silence_from_being_confirmed(room: Room, silence: Silence) -> None:
    room.do(Object(person=room.person("Lind"), provision=room.place("1.2")))
    later(room)
    with pytest.raises(OutOfOrder, match="Astrid Lind objects, so there is no consensus"):
        room.do(ConfirmSilence(silence=silence.id))


def test_silence_outlives_the_sitting_and_counts_those_to_whom_it_was_put(room: Room, proposal: Proposal) -> None:
    held = Held(person=room.person("Lind"), kind="reservation", reason="the cost")
    declares = Declare(words="Agreed.", proposals=(proposal.id,), positions=(held,))
    silence = room.made(BeginSilence(declares=declares, until=room.clock.at + timedelta(days=2)), Silence)
    assert silence_words(room.record, silence, room.clock.at) == "runs until 6 Mar, 10:00"
    room.do(Leave(people=(room.person("Lind"),)))
    room.do(CloseSitting(sitting=room.sitting.id))
    later(room, 49)
    decision = room.made(ConfirmSilence(silence=silence.id), Decision)
    assert decision.members_present == (room.person("Lind"), room.person("Okafor"))
    assert decision.sitting == room.sitting.id
    assert [p.reason for p in room.record.where(Position, decision=decision.id)] == ["the cost"]


def test_what_could_not_be_declared_is_not_put_in_silence(room: Room, proposal: Proposal) -> None:
    until = room.clock.at + timedelta(hours=1)
    for declares, why in (
        (Declare(words=" ", proposals=(proposal.id,)), "needs the words"),
        (Declare(words="x", proposals=(proposal.id,), positions=(Held(person=proposal.sponsor or "", kind="objection"),)),
         "Chidi Okafor objects"),
    ):  # fmt: skip
        with pytest.raises(OutOfOrder, match=why):
            room.do(BeginSilence(declares=declares, until=until))
    declares = Declare(words="Agreed.", proposals=(proposal.id,))
    with pytest.raises(OutOfOrder, match="10:00 is over"):
        room.do(BeginSilence(declares=declares, until=room.clock.at))
    room.do(BeginSilence(declares=declares, until=until))
    with pytest.raises(OutOfOrder, match="Silence runs on it already, until 11:00"):
        room.do(BeginSilence(declares=declares, until=until))
    room.do(Declare(words="Agreed at once.", proposals=(proposal.id,)))
    assert [d.number for d in room.record.each(Decision)] == ["D-2.4-001"]
    assert not silences(room.record)


def test_a_silence_is_given_up_or_falls_with_its_proposal(room: Room, silence: Silence) -> None:
    room.do(SettleProposal(proposal=silence.proposals[0], state="withdrawn"))
    assert not silences(room.record)
    room.undo()
    assert silence_on(room.record, silence.proposals) == silence
    room.do(GiveSilenceUp(silence=silence.id))
    assert not silences(room.record)
    with pytest.raises(OutOfOrder, match="was given up"):
        room.do(BreakSilence(silence=silence.id, person=room.person("Lind")))
