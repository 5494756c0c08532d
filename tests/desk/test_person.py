"""What the dossier holds about one person: all of it, for that person to read, and nobody's private notes."""

import json
from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.desk.exports import KINDS as KINDS_OF_DOCUMENTS
from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.desk.given.person import journal_of
from hisrg_desktop.documents.names import readable
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.about import about
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person
from hisrg_desktop.meeting.people.traces import Names
from hisrg_desktop.meeting.record import KINDS, references
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.store.ledger import Ledger
from tests.meeting.room import Room


@pytest.fixture
def debated(room: Room) -> Room:
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.said("Zones need a size.", "Okafor", "10.1")
    room.said("As Mr Okafor said, zones need a size.", "Lind", "10.1")
    room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(TakeNote(text="Restless today.", person=room.person("Okafor")))
    return room


def given(room: Room, suffix: str) -> str:
    ledger = Ledger.read(room.desk.path)
    try:
        options = Options(person=room.person("Okafor"), suffix=suffix, journal=journal_of(ledger))
        return produce("person", room.record, options, ledger.attachment).decode()
    finally:
        ledger.close()


def test_it_says_who_they_are_what_they_said_who_named_them_and_which_entries_are_about_them(debated: Room) -> None:
    text = given(debated, ".txt")
    for words in (
        "What is on record about Chidi Okafor",
        "Savanna Orbital Trust",
        "Meeting 2.4, Morning",
        "Zones need a size.",
        "States shall cooperate.",
        "Named by others (1)",
        "As Mr Okafor said, zones need a size.",
        "Put Chidi Okafor on record",
        "The secretariat has 1 private note about this person.",
    ):
        assert words in text
    assert "Restless" not in text


def test_as_data_it_has_every_row_that_points_at_them(debated: Room) -> None:
    told = json.loads(given(debated, ".json"))
    person = debated.person("Okafor")
    pointing = {
        row.id
        for name, kind in KINDS.items()
        if name != "private_note"
        for row in debated.record.each(kind)
        if any(target == "person" and getattr(row, field) == person for field, target in references(kind))
    }
    assert pointing
    assert pointing <= {row["id"] for rows in told["rows"].values() for row in rows}
    assert [one["words"] for one in told["named"]] == ["As Mr Okafor said, zones need a size."]
    assert "Restless" not in json.dumps(told)
    assert about(debated.record, person)["comment"]


def test_nothing_of_anybody_else_is_given_out_as_theirs(debated: Room) -> None:
    told = json.loads(given(debated, ".json"))
    assert [row["name"] for row in told["rows"]["person"]] == ["Chidi Okafor"]
    assert all(row["author"] == debated.person("Okafor") for row in told["rows"]["comment"])


def test_a_corrected_name_stands_in_every_document_and_the_journal_keeps_what_was(debated: Room) -> None:
    person = debated.person("Okafor")
    debated.do(ChangePerson(person=person, name="Chidi Obi", given="Chidi", family="Obi"))
    for kind, one in KINDS_OF_DOCUMENTS.items():
        for suffix in {".txt", ".docx", ".csv", ".xlsx"} & set(one.suffixes):
            try:
                data = produce(kind, debated.record, Options(suffix=suffix), lambda _: None)
            except OutOfOrder:
                continue
            said = " ".join(text for _, text in readable(data, suffix))
            assert "Okafor" not in said.replace("As Mr Okafor said", ""), (kind, suffix)
    sentences = [entry.sentence for entry in debated.desk.entries]
    assert "Put Chidi Okafor on record" in sentences
    assert "Correct what is on record about Chidi Okafor" in sentences
    debated.undo()
    assert debated.record.get(Person, person).name == "Chidi Okafor"


def test_the_command_gives_it_out_of_the_person_named_and_refuses_a_name_that_several_have(
    dossier: Path, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "out.json"
    command = ["export", "person", str(dossier), "-o", str(out)]
    assert run([*command, "--person", "okafor, chidi"]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["rows"]["person"][0]["name"] == "Chidi Okafor"
    capsys.readouterr()
    assert run([*command, "--person", "Nobody"]) == 1
    assert capsys.readouterr().err == "There is nobody called Nobody on record.\n"
    assert run(command) == 2


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Řezníčková said", "A former participant said"),
        ("what JANA REZNICKOVA said", "what a former participant said"),
        ("Ms Řezníčková’s view", "A former participant’s view"),
        ("with J. Řezníčková, as", "with a former participant, as"),
        ("Řezníčková, Jana", "a former participant"),
        ("mail jana.r@vltava.example now", "mail a former participant now"),
        ("the reznickovan view", "the reznickovan view"),
        ("Rezníčkov", "Rezníčkov"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, without: str) -> None:
    jana = Person(id="p", name="Jana Řezníčková", given="Jana", family="Řezníčková", email="jana.r@vltava.example")
    assert Names([jana]).replaced(text) == without


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Adjourn until 4 May 2031", [False]),
        ("I may agree, a may be", []),
        ("I. May agrees, Ms May agrees", [True, True]),
        ("Ines May agrees", [True]),
        ("ines may agree", [False]),
    ],
)
def test_a_name_that_is_a_word_of_everyday_is_sure_only_where_it_is_written_as_a_name(
    text: str, sure: list[bool]
) -> None:
    ines = Person(id="p", name="Ines May", given="Ines", family="May")
    assert [hit.sure for hit in Names([ines], shared={"ministry", "of"}).hits(text)] == sure


def test_whoever_is_called_by_a_title_is_found_though_nobody_told_which_name_is_the_family_name() -> None:
    assert [hit.sure for hit in Names([Person(id="p", name="Gao Lihua")]).hits("Mr Gao, and Gao")] == [True, False]


def test_a_word_before_a_name_that_bodies_are_called_by_makes_no_doubt() -> None:
    names = Names([Person(id="p", name="Astrid Lind")], shared={"ministry", "of", "the"})
    assert [hit.sure for hit in names.hits("The view of Lind. The Lind view.")] == [True, True]


def test_a_name_in_a_script_without_capitals_is_found_between_other_words() -> None:
    assert Names([Person(id="p", name="王小明")]).replaced("请王小明发言") == "请a former participant发言"


def test_a_family_name_that_others_have_or_that_follows_their_given_name_is_in_doubt() -> None:
    names = Names([Person(id="p", name="Astrid Lind")], shared={"anna"})
    assert [hit.sure for hit in names.hits("Lind and Anna Lind and Astrid")] == [True, False, False]
    assert [hit.sure for hit in Names([Person(id="p", name="Astrid Lind")], shared={"lind"}).hits("Lind")] == [False]


def test_the_record_names_nobody_but_the_person(debated: Room) -> None:
    debated.do(AddPerson(name="Ngozi Okafor"))
    debated.do(TakeDown(text="Ngozi Okafor agrees."))
    told = json.loads(given(debated, ".json"))
    assert "Ngozi Okafor" not in [row["name"] for row in told["rows"]["person"]]
