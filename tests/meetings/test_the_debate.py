"""The debate of the script, typed through the real window by keyboard alone; the record must hold what the script says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.script import (
    TOLD,
    proposals_in,
    read_script,
    said_in,
    told_of,
    turns_in,
    wordings_in,
    written,
)
from hisrg_desktop.bench.secretary import Secretary
from hisrg_desktop.meeting.decisions.decisions import Decision, Position
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import Invitation
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.shipped import shipped
from tests.meetings.conftest import Morning, at_the_window
from tests.meetings.on_record import OnRecord

SCRIPT = read_script(shipped("meetings/debate.txt"))
BY_MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.DragEnter,
    }
)


Played = tuple[OnRecord, "KeyboardOnly", list[str]]


class KeyboardOnly(QObject):
    """Notes every event of a mouse, and every act that was asked for while no key was down."""

    def __init__(self, secretary: Secretary) -> None:
        super().__init__()
        self.broken: list[str] = []
        self.keys = 0
        self._secretary = secretary
        bridge = secretary.window.bridge
        assert bridge is not None
        self._desk, self._do = bridge.desk, bridge.desk.do
        bridge.desk.do = self._asked  # type: ignore[method-assign]
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in BY_MOUSE:
            self.broken.append(f"{event.type().name} at {watched.objectName()}")
        self.keys += event.type() == QEvent.Type.KeyPress
        return False

    def _asked(self, act, **given):
        if not self._secretary.pressing:
            self.broken.append(f"{type(act).__name__} without a key")
        return self._do(act, **given)

    def leave(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self._desk.do = self._do


@pytest.fixture(scope="module")
def played(qapp: QApplication, eve_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The record after the debate, what was done otherwise than by keys, and what was refused."""
    with at_the_window(qapp, eve_file, tmp_path_factory.mktemp("debate"), Morning()) as secretary:
        keyboard = KeyboardOnly(secretary)
        bridge = secretary.window.bridge
        assert bridge is not None
        refused: list[str] = []
        bridge.refused.connect(lambda refusal: refused.append(refusal.message))
        secretary.run(secretary.play(SCRIPT))
        keyboard.leave()
        return OnRecord(bridge.record, secretary.proposals), keyboard, refused


def provision(record: Record, place: str) -> Provision:
    there = find_place(record, place)
    assert there is not None
    return record.get(Provision, there.provision or "")


def test_every_word_of_every_entry_is_on_record_with_its_speaker_place_and_kind(played: Played) -> None:
    record, _, refused = played
    assert refused == []
    assert record.said() == said_in(SCRIPT)


def test_every_turn_of_speech_is_on_record_in_its_order_with_its_class_and_invitation(played: Played) -> None:
    record, _, _ = played
    assert record.turns() == turns_in(SCRIPT)
    invited = list(record.record.each(Invitation))
    assert [record.keys[i.person] for i in invited] == told_of(SCRIPT, "invited")
    assert not any(i.afterwards for i in invited)
    times = [(i.began_at, i.ended_at) for i in record.record.each(Intervention)]
    assert all(ended and began <= ended for began, ended in times)


def test_every_proposal_is_on_record_with_its_wording_its_state_and_who_stood_for_and_against_it(
    played: Played,
) -> None:
    record, _, _ = played
    assert record.proposed() == proposals_in(SCRIPT)
    for name, before, after in wordings_in(SCRIPT):
        proposal = record.proposal(name)
        assert before in proposal.before
        assert proposal.after == proposal.before.replace(before, after)


def test_what_was_agreed_stands_in_the_text_and_what_was_not_does_not(played: Played) -> None:
    record, _, _ = played
    for line in told_of(SCRIPT, "state"):
        place, _, state = line.partition(" ")
        assert provision(record.record, place).state == state
    for name, _, _ in wordings_in(SCRIPT):
        proposal = record.proposal(name)
        text = record.record.get(Provision, proposal.provision).text
        assert text == (proposal.after if proposal.state == "agreed" else proposal.before)


def test_decisions_keep_the_words_read_out_and_the_members_in_the_room(played: Played) -> None:
    record, _, _ = played
    steps = [step for step in SCRIPT if step.verb == "decide"]
    decisions = list(record.record.each(Decision))
    assert len(decisions) == int(told_of(SCRIPT, "decisions")[0])
    assert [d.words for d in decisions] == [step.rest.partition(" : ")[2] for step in steps]
    members = {"solvang", "rotares", "lind", "okarobi", "tressard", "tanemori", "penarrubia", "kohalmy", "imarrable"}
    assert all({record.keys[p] for p in d.members_present} == members for d in decisions)
    positions = [(record.keys[p.person], p.kind, p.reason) for p in record.record.each(Position)]
    told = [tuple(line.split(maxsplit=2)) for step in steps for line in step.tells("positions")]
    assert positions == told


def test_the_sitting_is_closed_everybody_has_left_and_what_was_parked_is_on_the_list(played: Played) -> None:
    record, _, _ = played
    first = next(record.record.each(Sitting))
    assert first.state == "closed"
    stays = [a for a in record.record.each(Attendance) if a.sitting == first.id]
    assert len(stays) == 12
    assert all(a.left_at == first.closed_at for a in stays)
    parked = [provision(record.record, place).id for place in told_of(SCRIPT, "parked")]
    assert [p.provision for p in record.record.each(Parked)] == parked


def test_the_whole_debate_is_held_without_one_event_of_a_mouse(played: Played) -> None:
    _, keyboard, _ = played
    assert keyboard.broken == []
    assert keyboard.keys > sum(len(step.rest) for step in SCRIPT if step.verb == "say")


def test_the_script_is_as_long_as_a_morning() -> None:
    said = said_in(SCRIPT)
    assert len({one.who for one in said}) == 11
    assert 1550 <= sum(len(written(step.rest).split()) for step in SCRIPT if step.verb not in TOLD) <= 1900


def test_a_slip_of_the_finger_leaves_no_trace() -> None:
    assert written("a dsek⌫⌫⌫esk") == "a desk"
