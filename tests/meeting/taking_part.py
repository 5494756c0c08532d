"""What no act, list, undo or redo may break about taking part, told without the rules of the program."""

from datetime import date
from itertools import combinations

from hisrg_desktop.meeting.floor.giving import QueueEntry
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference
from hisrg_desktop.meeting.roll.inviting import MeetingInvitation
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting

ALWAYS = date.max


def covers(one: Participation | Function, day: date) -> bool:
    return one.since <= day <= (one.until or ALWAYS)


def root(record: Record, key: str) -> str:
    """What an organisation counts as."""
    there, passed = record.all(Organisation)[key], {key}
    while there.parent is not None and not there.separate_because:
        there = record.all(Organisation)[there.parent]
        assert there.id not in passed, "an organisation is part of itself"
        passed.add(there.id)
    return there.id


def classes(record: Record, person: str, day: date) -> set[str]:
    return {p.kind for p in record.where(Participation, person=person) if covers(p, day)}


def functions(record: Record, person: str, day: date) -> set[str]:
    return {f.role for f in record.where(Function, person=person) if covers(f, day)}


def holds(record: Record, before: Record | None = None) -> None:
    """Rules 1 to 5 and 7; `before` is the record one step earlier."""
    classes_hold(record)
    nothing_points_at_what_is_gone(record)
    attendance_holds(record)
    invitations_hold(record, before)


def classes_hold(record: Record) -> None:
    """At most 35 members and one observer for each organisation on any day, one class each, observers on application."""
    merged = {p.id for p in record.each(Person) if p.merged_into}
    held = [p for p in record.each(Participation) if p.person not in merged]
    for day in {p.since for p in held}:
        assert len({p.person for p in held if p.kind == "member" and covers(p, day)}) <= 35
        observers = [p for p in held if p.kind == "observer" and covers(p, day)]
        by_root = {root(record, p.organisation): p.person for p in observers}
        assert all(by_root[root(record, p.organisation)] == p.person for p in observers)
        everybody = [p.person for p in held if covers(p, day)]
        assert len(everybody) == len(set(everybody))
    for participation in held:
        assert participation.until is None or participation.since <= participation.until
        if participation.kind == "observer":
            asked = record.all(Application)[participation.application or ""]
            assert asked.outcome == "admitted"
            assert (asked.person, asked.organisation) == (participation.person, participation.organisation)


def nothing_points_at_what_is_gone(record: Record) -> None:
    """What was merged into another has no class, function or stay that counts."""
    merged = {p.id for p in record.each(Person) if p.merged_into}
    gone = {o.id for o in record.each(Organisation) if o.merged_into}
    assert not {p.organisation for p in record.each(Participation)} & gone
    assert not {f.person for f in record.each(Function)} & merged
    assert not {a.person for a in record.each(Attendance)} & merged
    assert not {a.stands_in_for for a in record.each(Attendance)} & merged


def attendance_holds(record: Record) -> None:
    """In the room is who may be: no external person, no observer at a teleconference, nobody in two seats."""
    for stay in record.each(Attendance):
        day = stay.arrived_at.date()
        held, roles = classes(record, stay.person, day), functions(record, stay.person, day)
        assert held & {"member", "observer"} or roles or (stay.stands_in_for and "external" not in held)
        if stay.stands_in_for:
            assert classes(record, stay.stands_in_for, day) == {"member"}
            assert "member" not in held
        meeting = record.all(Meeting)[record.all(Sitting)[stay.sitting].meeting]
        if meeting.kind == "teleconference":
            assert "observer" not in held or roles
            asked = record.where(AskedToTeleconference, meeting=meeting.id, person=stay.person)
            assert roles != {"panel chair"} or "member" in held or stay.stands_in_for or asked
    for one, other in combinations(record.each(Attendance), 2):
        if (one.person, one.sitting) == (other.person, other.sitting):
            assert (one.left_at and one.left_at <= other.arrived_at) or (
                other.left_at and other.left_at <= one.arrived_at
            ), "somebody is in the room twice"
    for turn in record.each(Intervention):
        day = turn.began_at.date()
        assert classes(record, turn.speaker, day) != {"external"} or functions(record, turn.speaker, day)
    waiting = [(q.sitting, q.person, q.kind, q.item) for q in record.where(QueueEntry, done_at=None)]
    assert len(waiting) == len(set(waiting))


def invitations_hold(record: Record, before: Record | None) -> None:
    """Nobody has just been invited who observes to a teleconference, or is external to anything."""
    earlier = before.all(MeetingInvitation) if before else {}
    for sent in record.each(MeetingInvitation):
        if sent.id in earlier:
            continue
        meeting = record.all(Meeting)[sent.meeting]
        day = meeting.held_from or meeting.planned_from
        held = classes(record, sent.person, day)
        if not functions(record, sent.person, day):
            assert held in ({"member"}, {"observer"})
            assert held == {"member"} or meeting.kind == "face-to-face"
