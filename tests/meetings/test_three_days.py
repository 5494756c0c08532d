"""Three days of meeting played through the real window: what is on record at the end is what the script says."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.prepared import SITTINGS
from hisrg_desktop.bench.script import steps_of
from hisrg_desktop.desk.exports import Options, produce, save
from hisrg_desktop.documents.word import proof, reading
from hisrg_desktop.meeting.comments.capture import flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.decisions.decisions import Decision, Position
from hisrg_desktop.meeting.decisions.objections import Objection
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import Invitation
from hisrg_desktop.meeting.floor.points import PointOfOrder
from hisrg_desktop.meeting.floor.times import by_letter
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision
from hisrg_desktop.sample.build import told
from hisrg_desktop.shipped import shipped
from hisrg_desktop.store.ledger import Ledger
from tests.meetings.conftest import Morning, at_the_window
from tests.meetings.on_record import OnRecord
from tests.meetings.three_days import CUT, CUT_BEFORE, DECISIONS, FOOTNOTE, PROPOSALS, STARTS, TURNS, ThreeDays

pytestmark = pytest.mark.timeout(900)


class Held:
    """The meeting as it was told and as it is on record."""

    def __init__(self, script: ThreeDays, dossier: Path, proposals: dict[str, str], refused: list[str]) -> None:
        self.told = script.told
        ledger = Ledger.read(dossier)
        self.record = ledger.load()
        self.documents = {
            name: save(dossier.with_name(f"{name}.docx"), produce(name, self.record, Options(), ledger.attachment))
            for name in ("redline", "clean", "minutes")
        }
        ledger.close()
        self.on_record = OnRecord(self.record, proposals)
        self.refused = refused


@pytest.fixture(scope="module")
def held(qapp: QApplication, eve_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """The three days, played once without waiting for anything but the desk."""
    ledger = Ledger.read(eve_file)
    before = ledger.load()
    ledger.close()
    script = ThreeDays(texts(before), told("people.json")["people"])
    folder = tmp_path_factory.mktemp("three-days")
    refused: list[str] = []
    with at_the_window(qapp, eve_file, folder, Morning(step=0)) as secretary:
        bridge = secretary.window.bridge
        assert bridge is not None
        bridge.refused.connect(lambda refusal: refused.append(refusal.message))
        secretary.run(secretary.play(steps_of(script.lines)))
        proposals = secretary.proposals
    return Held(script, folder / "meeting.hisrg", proposals, refused)


def texts(record: Record) -> dict[str, str]:
    """The text of each provision by its place."""
    return {locator(record, p.id): p.text for p in record.each(Provision)}


def test_the_script_has_the_size_of_a_nominal_meeting(held: Held) -> None:
    told = held.told
    assert sum(not (turn.interjection or turn.resumed) for turn in told.turns) == TURNS
    assert len(told.proposals) == PROPOSALS
    assert len(told.decisions) == DECISIONS


def test_nothing_was_refused(held: Held) -> None:
    assert held.refused == []


def test_every_turn_of_speech_is_there_in_its_order(held: Held) -> None:
    assert held.on_record.turns() == held.told.turns


def test_every_word_taken_down_is_there_with_speaker_place_and_kind(held: Held) -> None:
    assert held.on_record.said() == held.told.said


def test_what_was_taken_back_is_not_there(held: Held) -> None:
    assert held.told.undone >= 4
    assert not [c for c in held.record.each(Comment) if "another matter altogether" in c.text]


def test_every_provision_reads_as_the_script_says(held: Held) -> None:
    assert texts(held.record) == held.told.texts
    agreed = {locator(held.record, p.id) for p in held.record.each(Provision) if p.state == "provisionally agreed"}
    assert agreed == held.told.agreed


def test_every_proposal_is_where_the_script_left_it(held: Held) -> None:
    assert {p.name: p.state for p in held.on_record.proposed()} == held.told.proposals


def test_every_decision_is_there_with_its_words_and_the_reservations(held: Held) -> None:
    assert [d.words for d in held.record.each(Decision)] == held.told.decisions
    assert [held.on_record.keys[p.person] for p in held.record.each(Position)] == held.told.reservations


def test_every_comment_linked_to_a_decision_has_its_disposition(held: Held) -> None:
    record = held.record
    decided = [d for d in record.each(Disposition) if d.decision]
    said = Counter(d.decided for d in decided if record.get(Comment, d.id).channel == "in session")
    assert said == held.told.dispositions
    # What was received in writing is disposed of only where the text now reads as it asked.
    assert {d.decided for d in decided if record.get(Comment, d.id).channel != "in session"} <= {"accepted"}


def test_the_objection_was_met_by_a_footnote(held: Held) -> None:
    place, who = held.told.footnote
    objection = next(held.record.each(Objection))
    assert held.on_record.keys[objection.person] == who
    assert objection.resolved == "footnote"
    note = list(held.record.each(Footnote))[-1]
    assert (note.text, locator(held.record, note.provision)) == (FOOTNOTE, place)


def test_the_block_was_cut_in_two_before_the_provision(held: Held) -> None:
    new = next(block for block in held.record.each(Block) if block.heading == CUT)
    number, _, first = CUT_BEFORE.partition(".")
    assert new.number == f"{number} bis"
    there = [p for p in held.record.each(Provision) if p.block == new.id and p.parent is None]
    assert locator(held.record, min(there, key=lambda p: p.rank).id) == CUT_BEFORE
    left = [p for p in held.record.each(Provision) if locator(held.record, p.id).startswith(f"{number}.")]
    assert len([p for p in left if p.block != new.id and p.parent is None]) == int(first) - 1


def test_the_point_of_order_was_ruled_on_and_the_floor_went_back(held: Held) -> None:
    point = next(held.record.each(PointOfOrder))
    assert point.ruling == "upheld"
    turns = held.told.turns
    raised = next(n for n, turn in enumerate(turns) if turn.resumed)
    assert turns[raised].who == next(t.who for t in reversed(turns[: raised - 1]) if not t.interjection)


def test_the_time_spoken_by_each_class_follows_from_the_instants(held: Held) -> None:
    record = held.record
    for sitting in record.each(Sitting):
        if sitting.closed_at is None:
            continue
        wanted = held.told.spoken[sitting.title]
        seconds: Counter[str] = Counter()
        for one in record.each(Intervention):
            if one.sitting == sitting.id and one.ended_at:
                seconds[one.capacity] += int((one.ended_at - one.began_at).total_seconds())
        assert +seconds == wanted
        summed = by_letter(record, [sitting.id], sitting.closed_at)
        assert +Counter({letter: int(one.time.total_seconds()) for letter, one in summed.items()}) == wanted


def test_every_sitting_has_its_own_roll_and_the_last_one_was_not_needed(held: Held) -> None:
    record = held.record
    states = {sitting.title: sitting.state for sitting in record.each(Sitting)}
    assert states == {**{title: "closed" for title, _ in STARTS}, SITTINGS[-1]: "planned"}
    for sitting in record.each(Sitting):
        stays = [a for a in record.each(Attendance) if a.sitting == sitting.id]
        assert {held.on_record.keys[a.person] for a in stays} == held.told.present.get(sitting.title, set())
        assert all(a.left_at for a in stays)


def test_every_observer_who_spoke_was_invited(held: Held) -> None:
    invitations = list(held.record.each(Invitation))
    assert sum(i.afterwards for i in invitations) == held.told.invited_afterwards
    assert not [c for c in held.record.each(Comment) if flags_of(held.record, c)]


def test_the_redline_reads_as_the_new_text_and_as_the_base(held: Held) -> None:
    redline, clean = (held.documents[name].read_bytes() for name in ("redline", "clean"))
    base = shipped("sample/draft.docx").read_bytes()
    assert proof.faults(redline) == []
    assert reading.paragraphs(redline, "accepted") == reading.paragraphs(clean, "accepted")
    assert reading.paragraphs(redline, "rejected") == reading.paragraphs(base, "accepted")
    paragraphs = reading.paragraphs(redline, "accepted")
    for text in held.told.texts.values():
        assert any(text in paragraph for paragraph in paragraphs), text


@pytest.mark.second_reader("soffice", "uno")
def test_libreoffice_reads_the_redline_as_the_new_text_and_as_the_base(held: Held, libreoffice_paragraphs) -> None:
    redline, clean = held.documents["redline"], held.documents["clean"]
    base = shipped("sample/draft.docx")
    # Where LibreOffice rejects an inserted note it drops the words of the next and keeps those of the new one.
    notes = {" ".join(note.text.split()) for note in held.record.each(Footnote)}

    def body(file: Path, mode: str) -> list[str]:
        return [p for p in libreoffice_paragraphs(file, mode) if " ".join(p.split()) not in notes]

    assert body(redline, "accepted") == body(clean, "accepted")
    assert body(redline, "rejected") == body(base, "accepted")


@pytest.mark.second_reader("pandoc")
def test_pandoc_reads_the_redline_as_the_new_text_and_as_the_base(held: Held, pandoc_text) -> None:
    redline = held.documents["redline"]
    assert pandoc_text(redline, "accept") == pandoc_text(held.documents["clean"], "accept")
    # The paragraph of a new heading stays behind without words where pandoc rejects it, and counts in the numbering.
    assert unnumbered(pandoc_text(redline, "reject")) == unnumbered(pandoc_text(shipped("sample/draft.docx"), "accept"))


def unnumbered(text: str) -> list[str]:
    """The lines that have words, without the numbers before them."""
    lines = (re.sub(r"^\s*(?:\d+|[a-z]+)[.)]\s*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


@pytest.mark.second_reader("pandoc")
def test_the_minutes_tell_every_decision_and_what_was_said(held: Held, pandoc_text) -> None:
    minutes = " ".join(pandoc_text(held.documents["minutes"], "accept").split())
    assert [words for words in held.told.decisions if words not in minutes] == []
    for title, _ in STARTS:
        assert title in minutes
