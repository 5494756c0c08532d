"""Likely duplicates are found, said why, and not offered again once somebody said that they are not the same."""

import pytest

from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.duplicates import (
    KeepApart,
    Likely,
    organisations_likely_one,
    people_likely_one,
)
from hisrg_desktop.meeting.people.merging import MergeOrganisations, MergePersons
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from tests.meeting.room import DAY, Room


def two(room: Room, one: str, other: str, short: str = "") -> tuple[Likely, ...]:
    """What is offered where these two organisations are on record."""
    room.made(AddOrganisation(name=one, short=short), Organisation)
    room.made(AddOrganisation(name=other), Organisation)
    return organisations_likely_one(room.record)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("European Space Agency", "E.S.A.", "first letters"),
        ("European Space Agency", "ESA", "first letters"),
        ("European Space Agency", "E. S. A.", "first letters"),
        ("European Space Agency", "EUROPEAN SPACE-AGENCY", "but for spelling"),
        ("Société de l’Espace", "Societe de l'Espace", "but for spelling"),
        ("Moonworks B.V.", "Moonworks", "but for spelling"),
        ("Moonworks GmbH", "Moonworks Ltd.", "but for spelling"),
        ("European Space Agency", "Europaen Space Agency", "differ by a letter"),
        ("European Space Agency", "Europen Space Agency", "differ by a letter"),
        ("University of Tolland", "Tolland University", "same words"),
        ("Institute of Air and Space Law", "IASL", "first letters"),
    ],
)
def test_an_organisation_on_record_twice_is_offered_and_why(
    before_the_meeting: Room, one: str, other: str, why: str
) -> None:
    found = two(before_the_meeting, one, other)
    assert len(found) == 1
    assert why in found[0].why
    names = [before_the_meeting.record.get(Organisation, key).name for key in (found[0].one, found[0].other)]
    assert names == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("European Space Agency", "Estonian Space Association"),
        ("European Space Agency", "European Patent Agency"),
        ("Moon One", "Moon Two"),
        ("Station 11 Society", "Station 12 Society"),
        ("Limited Company", "The Company Limited by Guarantee"),
    ],
)
def test_what_only_looks_a_little_alike_is_not_offered(before_the_meeting: Room, one: str, other: str) -> None:
    assert two(before_the_meeting, one, other) == ()


def test_a_part_and_its_parent_are_not_offered(before_the_meeting: Room) -> None:
    room = before_the_meeting
    found = two(room, "Moonworks", "Moonworks B.V.")
    room.do(ChangeOrganisation(organisation=found[0].other, parent=found[0].one))
    assert organisations_likely_one(room.record) == ()


def test_two_who_were_said_not_to_be_the_same_are_not_offered_again(before_the_meeting: Room) -> None:
    room = before_the_meeting
    found = two(room, "Moonworks B.V.", "Moonworks")
    act = KeepApart(of="organisation", one=found[0].other, other=found[0].one)
    room.do(act)
    assert organisations_likely_one(room.record) == ()
    assert room.do(act) is None
    room.undo()
    assert organisations_likely_one(room.record) == found


def test_two_that_were_merged_are_not_offered_any_more(before_the_meeting: Room) -> None:
    room = before_the_meeting
    found = two(room, "European Space Agency", "E.S.A.")
    room.do(MergeOrganisations(survivor=found[0].one, merged=found[0].other))
    assert organisations_likely_one(room.record) == ()


def person(room: Room, name: str, short: str = "", email: str = "") -> str:
    """A person, external, for an organisation."""
    made = room.made(AddPerson(name=name, email=email), Person).id
    if short:
        room.do(TakePart(person=made, organisation=room.organisation(short), kind="external", since=DAY))
    return made


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Rosa Tamm", "", ""), ("Tamm, Rosa", "", ""), "same name"),
        (("Rosa Tamm", "", ""), ("ROSA TÄMM", "", ""), "same name"),
        (("Joost van den Berg", "", ""), ("Berg Joost", "", ""), "same name"),
        (("Rosa Tamm", "NLI", ""), ("R. Tamm", "NLI", ""), "initial and family name"),
        (("Rosa Tamm", "", "rt@example.org"), ("Rosa Maria Vink", "", "RT@example.org "), "e-mail"),
        (("Rosa", "NLI", ""), ("rosa", "NLI", ""), "initial and family name"),
    ],
)
def test_a_person_on_record_twice_is_offered_and_why(
    before_the_meeting: Room, one: tuple[str, str, str], other: tuple[str, str, str], why: str
) -> None:
    room = before_the_meeting
    keys = person(room, *one), person(room, *other)
    found = people_likely_one(room.record)
    assert [(likely.one, likely.other) for likely in found] == [keys]
    assert why in found[0].why
    room.do(MergePersons(survivor=keys[0], merged=keys[1]))
    assert people_likely_one(room.record) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Rosa Tamm", "NLI", ""), ("Rita Tamm", "NLI", "")),
        (("Rosa Tamm", "NLI", ""), ("R. Tamm", "SOT", "")),
        (("Rosa", "", ""), ("Rosa", "", "")),
        (("Rosa Tamm", "", ""), ("Tom Vink", "", "")),
    ],
)
def test_people_who_are_only_a_little_alike_are_not_offered(
    before_the_meeting: Room, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    person(before_the_meeting, *one)
    person(before_the_meeting, *other)
    assert people_likely_one(before_the_meeting.record) == ()
