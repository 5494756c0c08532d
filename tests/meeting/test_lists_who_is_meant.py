"""Who on record a row of a list means: told by name, address and organisation, and said in words where it is in doubt."""

from datetime import date

import pytest

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.people.taking_in import NEW, Line, Wishes, preview
from hisrg_desktop.meeting.people.taking_in_columns import likely_columns
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from tests.meeting.room import DAY, Room

HEADINGS = ("Name", "E-mail", "Organisation", "Class")
THERE = (
    ("Ana Sol", "ana@sol.example", "Sol House", "external"),
    ("Ana Sol", "a.sol@works.example", "Lin Works", "external"),
    ("Réne Müller", "rene@m.example", "Müller AG", "external"),
    ("Maya Torn", "maya@torn.example", "Harbour Watch", "member"),
    ("Bo Lin", "office@works.example", "Lin Works", "external"),
    ("Jan van der Berg", "", "Cedar Works", "member"),
)


@pytest.fixture
def there(room: Room) -> Room:
    for name, email, organisation, kind in THERE:
        person = AddPerson(name=name, email=email)
        room.do(Enrol(person=person, organisation=organisation, kind=kind, since=date(2030, 1, 1)))
    return room


def one(room: Room, *cells: str, meant: str = "") -> Line:
    rows = [ListRow(at, list(row), [], []) for at, row in enumerate((HEADINGS, cells), 1)]
    reading = ListReading("", [ListSheet("", rows)])
    wishes = Wishes(meant={(2, "person"): meant} if meant else {})
    return preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF), wishes).lines[0]


def who(room: Room, line: Line) -> str:
    """The address of whom the row means; nothing for somebody new."""
    assert line.act is not None
    person = room.record.find(Person, line.act.person)
    return person.email or person.name if person else ""


@pytest.mark.parametrize(
    ("cells", "address"),
    [
        (("Ana Sol", "", "Sol House", "external"), "ana@sol.example"),
        (("Ana Sol", "", "Lin Works", "external"), "a.sol@works.example"),
        (("SOL Ana", "a.sol@works.example", "", ""), "a.sol@works.example"),
    ],
)
def test_of_two_who_are_called_so_organisation_or_address_tells_who_is_meant(
    there: Room, cells: tuple[str, ...], address: str
) -> None:
    line = one(there, *cells)
    assert (line.result, line.questions) == ("unchanged", ())
    assert who(there, line) == address


def test_of_two_who_are_called_so_it_is_asked_where_nothing_tells(there: Room) -> None:
    line = one(there, "Ana Sol", "", "", "")
    assert line.why == ("Taken to be Ana Sol (Sol House); Ana Sol (Lin Works) is on record as well.",)
    first, second, somebody_else = (key for key, _ in line.questions[0].answers)
    assert somebody_else == NEW
    assert who(there, one(there, "Ana Sol", "", "", "", meant=second)) == "a.sol@works.example"
    assert first != second


def test_the_address_of_one_and_the_organisation_of_the_other_is_asked_about(there: Room) -> None:
    line = one(there, "Ana Sol", "a.sol@works.example", "Sol House", "")
    assert line.why == (
        "Taken to be Ana Sol (Lin Works), whose e-mail address this is; Ana Sol (Sol House) is on record as well.",
    )


def test_who_has_neither_is_somebody_else_and_both_are_named(there: Room) -> None:
    line = one(there, "Ana Sol", "ana@new.example", "New House", "external")
    assert line.new
    assert line.why == (
        "Ana Sol (Sol House) and Ana Sol (Lin Works) are on record; this is taken to be somebody else.",
    )


@pytest.mark.parametrize("name", ["Maya Zorn", "M. Torn", "Torn"])
def test_another_name_with_the_same_address_is_the_same_person_and_can_be_said_otherwise(
    there: Room, name: str
) -> None:
    line = one(there, name, "MAYA@torn.example", "Harbour Watch", "member")
    assert line.why == (
        "Taken to be Maya Torn (Harbour Watch), whose e-mail address this is.",
        "On record as Maya Torn; that name is kept.",
    )
    other = one(there, name, "maya@torn.example", "Harbour Watch", "member", meant=NEW)
    assert other.new
    assert "maya@torn.example is the address of Maya Torn (Harbour Watch) as well." in other.why


@pytest.mark.parametrize(("name", "new"), [("Ed Lin", True), ("Zed Zorn", True), ("Jan van der Berg", False)])
def test_an_address_that_is_somebody_elses_is_told_and_changes_nobody_else(there: Room, name: str, new: bool) -> None:
    line = one(there, name, "office@works.example", "Cedar Works", "")
    assert (line.result, line.new) == ("warning", new)
    assert "office@works.example is the address of Bo Lin (Lin Works) as well." in line.why
    assert who(there, line) in ("", "Jan van der Berg")


def test_only_another_accent_is_told_and_the_record_keeps_its_own(there: Room) -> None:
    line = one(there, "René Müller", "", "", "")
    assert (line.result, line.fields, line.why) == ("warning", (), ("On record as Réne Müller; that name is kept.",))
    for name in ("Réne Müller", "MÜLLER, Réne", "Rene Muller"):
        assert one(there, name, "", "", "").result == "unchanged", name


def test_accents_are_given_to_a_name_that_has_none(there: Room) -> None:
    line = one(there, "Maya Törn", "", "", "")
    assert (line.result, line.fields[0].after) == ("changed", "Maya Törn")


def test_nobody_loses_a_class_for_a_name_that_is_only_alike(there: Room) -> None:
    line = one(there, "J. van der Berg", "", "Cedar Works", "external")
    assert line.new
    assert line.why == ("“J. van der Berg” may be Jan van der Berg (Cedar Works); this is taken to be somebody else.",)
    assert not one(there, "J. van der Berg", "", "Cedar Works", "member").new
    berg = there.record.one(Person, name="Jan van der Berg")
    assert berg is not None
    assert class_of(there.record, berg.id, DAY) == "member"


def test_an_organisation_with_a_slip_in_it_is_the_one_the_person_is_of(there: Room) -> None:
    line = one(there, "Maya Torn", "maya@torn.example", "Harbor Watch", "member")
    assert line.why == ("“Harbor Watch” is taken to be Harbour Watch.",)
    assert [told.field for told in line.fields] == ["Also known as"]
    assert "it is taken to be a new organisation" in one(there, "Di Do", "", "Harbor Watch", "external").why[0]
