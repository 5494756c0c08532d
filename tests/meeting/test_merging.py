"""Two that are one are merged, with everything that points at them, and can be taken apart at any time."""

from datetime import timedelta
from pathlib import Path

import pytest

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.called import people_called
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.merging import (
    MergeOrganisations,
    MergePersons,
    Merging,
    TakeApart,
    merging_of,
    pointing_at,
)
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation, known_as, organisations
from hisrg_desktop.meeting.people.participations import EndParticipation, Participation, TakePart, active, class_of
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person, people
from hisrg_desktop.meeting.record import KINDS, references
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.sample.build import build as build_sample
from tests.meeting.room import DAY, LONG_AGO, HandClock, Room


def second_lind(room: Room) -> str:
    """The same person once more, who was an external person before."""
    return room.made(AddPerson(name="A. Lind", email="lind@example.org"), Person).id


def test_everything_that_pointed_at_one_person_points_at_the_other(room: Room) -> None:
    other = second_lind(room)
    room.do(TakePart(person=other, organisation=room.organisation("SOT"), kind="member", since=LONG_AGO))
    room.do(Arrive(people=(other,)))
    room.do(GiveFloor(person=other))
    comment = room.said("Taken down under the other name.")
    room.do(Declare(words="So decided."))
    decision = next(room.record.each(Decision))
    assert other in decision.members_present
    lind = room.person("Lind")
    before = room.record
    room.do(MergePersons(survivor=lind, merged=other))
    assert room.record.get(Comment, comment.id).author == lind
    assert {i.speaker for i in room.record.each(Intervention)} == {lind}
    assert room.record.get(Decision, decision.id).members_present == (lind,)
    assert {a.person for a in room.record.each(Attendance)} == {lind}
    there = room.record.get(Person, lind)
    assert (there.other_names, there.email) == (("A. Lind",), "lind@example.org")
    assert other not in {p.id for p in people(room.record)}
    assert room.record.get(Person, other).merged_into == lind
    assert [p.id for p in people_called(room.record, "A. Lind")] == [lind]
    assert other not in {p.person for p in active(room.record, "member", DAY)}
    room.do(TakeApart(merging=merging_of(room.record, other).id))  # type: ignore[union-attr]
    assert room.record == before


def test_what_was_recorded_in_a_closed_sitting_follows_a_merging_and_its_taking_apart(room: Room) -> None:
    other = second_lind(room)
    room.do(TakePart(person=other, organisation=room.organisation("SOT"), kind="member", since=LONG_AGO))
    room.do(Arrive(people=(other,)))
    room.do(GiveFloor(person=other))
    room.said("Taken down under the other name.")
    room.do(Declare(words="So decided."))
    room.do(CloseSitting(sitting=room.sitting.id))
    before = room.record
    room.do(MergePersons(survivor=room.person("Lind"), merged=other))
    merged = room.record
    room.undo()
    assert room.record == before
    room.redo()
    assert room.record == merged
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_nothing_but_whom_it_points_at_may_change_in_a_closed_sitting_by_a_merging(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"),)))
    room.do(CloseSitting(sitting=room.sitting.id))
    stay = next(room.record.each(Attendance))

    class Sneaky(Act):
        """Change a stay beside a merging."""

        def decide(self, record, moment):  # type: ignore[no-untyped-def]
            from hisrg_desktop.meeting.record import added, replaced

            touched = (f"attendance {stay.id} person",)
            merging = Merging(id=moment.new_id(), of="person", merged="a", survivor="b", at=moment.at, touched=touched)
            return [replaced(stay, arrived_at=stay.arrived_at + timedelta(minutes=1)), added(merging)]

    with pytest.raises(OutOfOrder, match="only by a correction"):
        room.do(Sneaky())


def test_two_organisations_with_an_observer_each_are_not_merged(before_the_meeting: Room) -> None:
    room = before_the_meeting
    with pytest.raises(OutOfOrder, match=r"Cedar Observatory has an observer already \(Salma Haddad\); Luc Moreau"):
        room.do(MergeOrganisations(survivor=room.organisation("CDO"), merged=room.organisation("ATC")))
    assert len(organisations(room.record)) == 7


def test_a_merged_organisation_is_known_by_its_names_and_listed_no_more(before_the_meeting: Room) -> None:
    room = before_the_meeting
    survivor, merged = room.organisation("NLI"), room.organisation("SOT")
    before = room.record
    room.do(MergeOrganisations(survivor=survivor, merged=merged))
    assert room.record.get(Organisation, survivor).aliases == ("Savanna Orbital Trust", "SOT")
    assert known_as(room.record, "sot").id == survivor  # type: ignore[union-attr]
    assert merged not in {o.id for o in organisations(room.record)}
    assert room.participation("Okafor").organisation == survivor
    with pytest.raises(OutOfOrder, match="is on record already"):
        room.do(AddOrganisation(name="Savanna Orbital Trust"))
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_taking_apart_leaves_what_came_since_and_what_somebody_moved(before_the_meeting: Room) -> None:
    room = before_the_meeting
    survivor, merged = room.organisation("NLI"), room.organisation("SOT")
    room.do(MergeOrganisations(survivor=survivor, merged=merged))
    room.do(ChangeOrganisation(organisation=survivor, aliases=("SOT", "The Trust"), country="NO"))
    person = room.made(AddPerson(name="Rosa Tamm"), Person).id
    room.do(TakePart(person=person, organisation=survivor, kind="member", since=DAY))
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record.get(Organisation, survivor).aliases == ("The Trust",)
    assert room.record.get(Organisation, survivor).country == "NO"
    assert room.participation("Okafor").organisation == merged
    assert room.record.one(Participation, person=person).organisation == survivor  # type: ignore[union-attr]


def test_a_taking_apart_is_not_taken_back_once_the_one_has_something_new(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, other = room.person("Lind"), second_lind(room)
    survivor, merged = room.organisation("NLI"), room.organisation("SOT")
    since: tuple[tuple[Act, Act], ...] = (
        (MergeOrganisations(survivor=survivor, merged=merged), AddOrganisation(name="Trust Labs", parent=merged)),
        (MergePersons(survivor=lind, merged=other), Appoint(person=other, role="rapporteur", since=DAY)),
        (
            MergePersons(survivor=lind, merged=other),
            TakePart(person=other, organisation=survivor, kind="external", since=LONG_AGO + timedelta(days=9)),
        ),
    )
    for merging, new in since:
        room.do(merging)
        room.do(TakeApart(merging=list(room.record.each(Merging))[-1].id))
        apart = room.last
        room.do(new)
        if isinstance(new, TakePart):
            room.undo(apart)
            assert class_of(room.record, lind, DAY) == "member", "what is covered by the survivor's class is history"
            continue
        with pytest.raises(OutOfOrder, match="since; merge them anew"):
            room.undo(apart)
        room.undo()
        room.undo(apart)
        room.do(TakeApart(merging=list(room.record.each(Merging))[-1].id))


def test_a_chain_of_mergings_is_taken_apart_from_its_end(before_the_meeting: Room) -> None:
    room = before_the_meeting
    one, two, three = (room.organisation(short) for short in ("NLI", "SOT", "VSS"))
    room.do(MergeOrganisations(survivor=two, merged=one))
    first = next(room.record.each(Merging))
    room.do(MergeOrganisations(survivor=three, merged=two))
    with pytest.raises(OutOfOrder, match="was itself merged into Vltava Space Society") as refusal:
        room.do(TakeApart(merging=first.id))
    room.remedied(TakeApart(merging=first.id), refusal.value)
    room.do(TakeApart(merging=first.id))
    assert [room.participation(name).organisation for name in ("Lind", "Okafor", "Řezníčková")] == [one, two, three]
    assert all(room.record.get(Organisation, key).aliases == () for key in (one, two, three))


def test_a_part_that_survives_its_parent_is_no_part_of_itself(before_the_meeting: Room) -> None:
    room = before_the_meeting
    parent = room.organisation("NLI")
    child = room.made(AddOrganisation(name="Nordic Lunar Labs", parent=parent), Organisation).id
    before = room.record
    room.do(MergeOrganisations(survivor=child, merged=parent))
    assert room.record.get(Organisation, child).parent is None
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_a_part_of_a_part_that_survives_them_is_no_part_of_itself(before_the_meeting: Room) -> None:
    room = before_the_meeting
    top = room.organisation("NLI")
    part = room.made(AddOrganisation(name="Nordic Lunar Labs", parent=top), Organisation).id
    least = room.made(AddOrganisation(name="Nordic Lunar Optics", parent=part), Organisation).id
    before = room.record
    room.do(MergeOrganisations(survivor=least, merged=top))
    assert room.record.get(Organisation, least).parent is None
    assert room.record.get(Organisation, part).parent == least
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_what_the_one_was_part_of_the_other_is_part_of_until_they_are_taken_apart(before_the_meeting: Room) -> None:
    room = before_the_meeting
    over, survivor = room.organisation("NLI"), room.organisation("SOT")
    twin = room.made(AddOrganisation(name="S.O.T.", parent=over, separate_because="own charter"), Organisation).id
    before = room.record
    room.do(MergeOrganisations(survivor=survivor, merged=twin))
    there = room.record.get(Organisation, survivor)
    assert (there.parent, there.separate_because) == (over, "own charter")
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_one_cannot_be_merged_twice_nor_into_itself(before_the_meeting: Room) -> None:
    room = before_the_meeting
    one, two, three = (room.organisation(short) for short in ("NLI", "SOT", "VSS"))
    with pytest.raises(OutOfOrder, match="into itself"):
        room.do(MergeOrganisations(survivor=one, merged=one))
    room.do(MergeOrganisations(survivor=two, merged=one))
    for act in (MergeOrganisations(survivor=three, merged=one), MergeOrganisations(survivor=one, merged=three)):
        with pytest.raises(OutOfOrder, match="Nordic Lunar Institute was merged into Savanna Orbital Trust already"):
            room.do(act)


def test_nothing_new_belongs_to_one_that_was_merged(before_the_meeting: Room) -> None:
    room = before_the_meeting
    room.do(MergeOrganisations(survivor=room.organisation("NLI"), merged=room.organisation("SOT")))
    person = room.made(AddPerson(name="Rosa Tamm"), Person).id
    gone = room.record.one(Organisation, name="Savanna Orbital Trust").id  # type: ignore[union-attr]
    with pytest.raises(OutOfOrder, match="was merged into Nordic Lunar Institute; choose Nordic Lunar Institute"):
        room.do(TakePart(person=person, organisation=gone, kind="member", since=DAY))


def test_a_person_entered_again_on_the_same_days_is_merged_into_the_higher_class(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, other = room.person("Lind"), second_lind(room)
    room.do(TakePart(person=other, organisation=room.organisation("NLI"), kind="external", since=LONG_AGO))
    before = room.record
    with pytest.raises(OutOfOrder, match="merge A. Lind into Astrid Lind, not the other way round") as refusal:
        room.do(MergePersons(survivor=other, merged=lind))
    assert refusal.value.remedy == MergePersons(survivor=lind, merged=other)
    room.remedied(MergePersons(survivor=other, merged=lind), refusal.value)
    assert class_of(room.record, lind, DAY) == "member"
    assert active(room.record, "external", DAY) == [room.participation("Quist")]
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_what_the_one_was_before_the_other_began_goes_over_shortened(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, other = room.person("Lind"), second_lind(room)
    early = LONG_AGO - timedelta(days=300)
    room.do(TakePart(person=other, organisation=room.organisation("NLI"), kind="member", since=early))
    before = room.record
    room.do(MergePersons(survivor=lind, merged=other))
    history = sorted(room.record.where(Participation, person=lind), key=lambda p: p.since)
    assert [(p.since, p.until) for p in history] == [(early, LONG_AGO - timedelta(days=1)), (LONG_AGO, None)]
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record == before


def test_a_seat_freed_by_a_merging_and_taken_since_keeps_the_two_together(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, other = room.person("Lind"), second_lind(room)
    room.do(TakePart(person=other, organisation=room.organisation("NLI"), kind="member", since=LONG_AGO))
    for n in range(30):
        person = room.made(AddPerson(name=f"Member {n}"), Person).id
        room.do(TakePart(person=person, organisation=room.organisation("NLI"), kind="member", since=DAY))
    assert len(active(room.record, "member", DAY)) == 35
    room.do(MergePersons(survivor=lind, merged=other))
    merged = room.last
    person = room.made(AddPerson(name="Rosa Tamm"), Person).id
    room.do(TakePart(person=person, organisation=room.organisation("NLI"), kind="member", since=DAY))
    with pytest.raises(OutOfOrder, match="member number 36"):
        room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    with pytest.raises(OutOfOrder, match="member number 36"):
        room.undo(merged)
    room.do(EndParticipation(participation=room.participation("Rosa Tamm").id, until=DAY))
    assert len(active(room.record, "member", DAY)) == 35


def test_two_names_for_one_organisation_are_offered_to_be_merged_where_one_is_renamed(
    before_the_meeting: Room,
) -> None:
    room = before_the_meeting
    twin = room.made(AddOrganisation(name="N.L.I."), Organisation).id
    with pytest.raises(OutOfOrder, match="Nordic Lunar Institute goes by “NLI” already") as refusal:
        room.do(ChangeOrganisation(organisation=twin, short="NLI"))
    assert refusal.value.remedy == MergeOrganisations(survivor=room.organisation("NLI"), merged=twin)


def test_an_organisation_is_no_part_of_itself(before_the_meeting: Room) -> None:
    room = before_the_meeting
    parent = room.organisation("NLI")
    child = room.made(AddOrganisation(name="Nordic Lunar Labs", parent=parent), Organisation).id
    with pytest.raises(OutOfOrder, match="cannot be part of itself"):
        room.do(ChangeOrganisation(organisation=parent, parent=child))
    room.do(ChangeOrganisation(organisation=child, parent=""))
    assert room.record.get(Organisation, child).parent is None


def test_every_field_that_names_a_person_or_an_organisation_is_declared(tmp_path: Path) -> None:
    """What is not declared would not follow a merging."""
    path = tmp_path / "sample.hisrg"
    desk = build_sample(path)
    record = desk.record
    desk.close()
    keys = dict.fromkeys(record.all(Person), "person") | dict.fromkeys(record.all(Organisation), "organisation")
    undeclared = set()
    for kind in KINDS.values():
        if kind is Merging:
            continue  # It tells of the two, and stays as it was.
        declared = dict(references(kind)) | dict(kind.listed)
        for row in record.each(kind):
            for field, value in row.__dict__.items():
                for one in value if isinstance(value, tuple) else (value,):
                    if field != "id" and one in keys and declared.get(field) != keys[one]:
                        undeclared.add((kind.__name__, field))
    assert undeclared == set()


def _was_there(room: Room, person: Person) -> bool:
    return bool(room.record.where(Attendance, person=person.id)) or class_of(room.record, person.id, DAY) == "member"


def test_merging_repoints_every_declared_field(tmp_path: Path) -> None:
    path = tmp_path / "sample.hisrg"
    desk = build_sample(path)
    room = Room(desk, HandClock(desk.now()))
    day = room.clock.at.date()
    one = active(room.record, "observer", day)[0].person
    two = next(p for p in people(room.record) if room.record.where(Comment, author=p.id) and not _was_there(room, p))
    room.do(MergePersons(survivor=one, merged=two.id))
    assert not room.record.where(Comment, author=two.id)
    left = {(type(row).__name__, field) for row, field in pointing_at(room.record, "person", two.id)}
    assert left <= {("Participation", "person"), ("Application", "person")}
    room.desk.close()


def test_a_person_is_corrected_after_a_merging_and_keeps_what_was_corrected(before_the_meeting: Room) -> None:
    room = before_the_meeting
    lind, other = room.person("Lind"), second_lind(room)
    room.do(MergePersons(survivor=lind, merged=other))
    room.do(ChangePerson(person=lind, email="new@example.org"))
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    assert room.record.get(Person, lind).email == "new@example.org"
    assert room.record.get(Person, lind).other_names == ()


def test_who_was_erased_is_merged_with_nobody_by_act_or_undo(before_the_meeting: Room) -> None:
    room = before_the_meeting
    quist, other = room.person("Quist"), second_lind(room)
    room.do(MergePersons(survivor=other, merged=quist))
    room.do(TakeApart(merging=next(room.record.each(Merging)).id))
    apart = room.last
    room.desk.erase(quist).result(30)
    with pytest.raises(OutOfOrder, match="held data that was erased, and cannot be taken back"):
        room.undo(apart)
    for act in (MergePersons(survivor=other, merged=quist), MergePersons(survivor=quist, merged=other)):
        with pytest.raises(OutOfOrder, match="was erased; they are merged with nobody"):
            room.do(act)
    assert room.record.get(Person, quist).other_names == ()
