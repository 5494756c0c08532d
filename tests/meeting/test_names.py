"""Names: taken apart, put in order, and corrected."""

import pytest

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.names import in_order, parted, sort_name
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person, people_by_name
from hisrg_desktop.sample.build import told
from tests.meeting.room import Room

PATRONYMICS = ("dóttir", "Kolbeinsson", "Xiaorong Mo")


@pytest.mark.parametrize(
    ("given", "family", "made"),
    [
        ("Joost", "van der Meer", "Meer, Joost van der"),
        ("Els", "Van Dam", "Van Dam, Els"),
        ("Inés", "de la Peña", "Peña, Inés de la"),
        ("Samir", "al-Dahnawi", "Dahnawi, Samir al-"),
        ("Finnbarr", "Ó Maoltuile", "Ó Maoltuile, Finnbarr"),
        ("Wirjanti", None, "Wirjanti"),
    ],
)
def test_particles_written_small_go_behind_the_given_name(given: str, family: str | None, made: str) -> None:
    assert sort_name(f"{given} {family or ''}".strip(), given, family) == made


def test_a_name_that_begins_with_the_family_name_stays_as_it_is() -> None:
    assert sort_name("Ruan Yueqiao", "Yueqiao", "Ruan") == "Ruan Yueqiao"


def test_the_sort_names_of_the_practice_meeting_are_made_as_they_were_written_by_hand() -> None:
    people = told("people.json")["people"]
    written = {p["name"]: p["sort"] for p in people if not p["name"].endswith(PATRONYMICS)}
    made = {p["name"]: sort_name(p["name"], p["given"] or "", p["family"]) for p in people if p["name"] in written}
    assert len(made) > 80
    assert made == written


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Joost van der Meer", ("Joost", "van der Meer")),
        ("Meer, Joost van der", ("Joost", "van der Meer")),
        ("Dahnawi, Samir al-", ("Samir", "al-Dahnawi")),
        ("Seán Ó Briain", ("Seán", "Ó Briain")),
        ("Anna Maria Lind", ("Anna Maria", "Lind")),
        ("Wirjanti", ("Wirjanti", "")),
        ("  ", ("", "")),
    ],
)
def test_a_whole_name_is_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert parted(name) == parts


def test_diacritics_are_left_aside_where_names_are_put_in_order() -> None:
    assert sorted(["Zorn", "Ógé", "Øst", "Oa"], key=in_order) == ["Oa", "Ógé", "Øst", "Zorn"]


def test_everything_about_a_person_is_corrected_in_one_act_and_the_sort_name_follows(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind = room.person("Lind")
    room.do(ChangePerson(person=lind, name="Astrid van Lind", family="van Lind", email="a@example.org", country="NO"))
    there = room.record.get(Person, lind)
    assert (there.name, there.sort_name, there.email, there.country) == (
        "Astrid van Lind",
        "Lind, Astrid van",
        "a@example.org",
        "NO",
    )
    assert there.given == "Astrid"
    room.undo()
    assert room.record.get(Person, lind).name == "Astrid Lind"


def test_a_sort_name_written_by_hand_stays_until_it_is_emptied(before_the_meeting: Room) -> None:
    room = before_the_meeting
    person = room.made(AddPerson(name="Sigrún Jónsdóttir", sort_name="Sigrún Jónsdóttir"), Person).id
    room.do(ChangePerson(person=person, name="Sigrún Karlsdóttir"))
    assert room.record.get(Person, person).sort_name == "Sigrún Jónsdóttir"
    room.do(ChangePerson(person=person, sort_name=""))
    assert room.record.get(Person, person).sort_name == "Karlsdóttir, Sigrún"


def test_a_family_name_is_taken_away_by_an_empty_one_and_a_name_is_needed(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(ChangePerson(person=room.person("Lind"), name="Astrid", given="Astrid", family=""))
    there = room.record.get(Person, room.record.one(Person, name="Astrid").id)  # type: ignore[union-attr]
    assert (there.family, there.sort_name) == (None, "Astrid")
    with pytest.raises(OutOfOrder, match="A person has a name"):
        room.do(ChangePerson(person=there.id, name=" "))


def test_people_stand_in_the_order_of_their_sort_names(before_the_meeting: Room) -> None:
    names = [p.sort_name for p in people_by_name(before_the_meeting.record)]
    assert names == sorted(names, key=in_order)
    assert "Meer, Joost van der" in names
