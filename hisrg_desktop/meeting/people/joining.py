"""What two persons both have who turn out to be one: classes on the same days, stays in the same room, places on a queue."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.floor.giving import QueueEntry
from hisrg_desktop.meeting.lists import Class
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.alternates import Alternate
from hisrg_desktop.meeting.people.participations import Participation, overlap
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.touched import Rows
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance, was_there

_WEIGHT: dict[Class, int] = {"member": 3, "observer": 2, "external": 1}
_DAY = timedelta(days=1)


class OtherWayRoundError(Exception):
    """The one merged holds more than the survivor on the same days; carries why, and whether the other should survive."""

    def __init__(self, why: str, *, helps: bool) -> None:
        super().__init__(why)
        self.helps = helps


def join(record: Record, rows: Rows, survivor: str, merged: str, moment: Moment) -> frozenset[str]:
    """Make one of what both have; the ids of the rows that stay with the one merged as history."""
    _join_stays(record, rows, survivor, merged)
    _join_places(record, rows, survivor, merged, moment)
    return _join_times(record, rows, survivor, merged) | _standing_in_for_themselves(record, survivor, merged)


# --- classes --------------------------------------------------------------------------------------------------------


def _join_times(record: Record, rows: Rows, survivor: str, merged: str) -> frozenset[str]:
    """The ids of the participations that stay with the one merged, and of their applications; the others are shortened.

    What goes over covers the days on which the survivor held nothing; what has no such day stays.
    """
    held = record.where(Participation, person=survivor)
    left: set[str] = set()
    for one in record.where(Participation, person=merged):
        crossing = [other for other in held if overlap(one, other)]
        lesser = next((other for other in crossing if _WEIGHT[other.kind] < _WEIGHT[one.kind]), None)
        if lesser:
            raise _the_other_way(record, survivor, merged, (one, lesser))
        since, until = _free_days(record, one, crossing, (survivor, merged))
        if crossing and until is not None and until < since:
            left |= {one.id, one.application or one.id}
        else:
            rows.change(one, {"since": since, "until": until})
    return frozenset(left)


def _free_days(
    record: Record, one: Participation, crossing: list[Participation], two: tuple[str, str]
) -> tuple[date, date | None]:
    """The first and the last of the days that only this one covers; none where the last comes before the first."""
    since, until = one.since, one.until
    for other in sorted(crossing, key=lambda p: p.since):
        before, after = since < other.since, other.until is not None and (until is None or other.until < until)
        if before and after:
            raise _the_other_way(record, *two, (one, other))
        if before:
            until = other.since - _DAY
        elif after and other.until is not None:
            since = other.until + _DAY
        else:
            until = since - _DAY
    return since, until


def _the_other_way(
    record: Record, survivor: str, merged: str, held: tuple[Participation, Participation]
) -> OtherWayRoundError:
    """Why the other of the two should survive, or neither can."""
    keeps, goes = record.get(Person, survivor).name, record.get(Person, merged).name
    why = f"{goes} is {held[0].kind} on days on which {keeps} is {held[1].kind}"
    theirs = record.where(Participation, person=merged)
    pairs = ((mine, other) for mine in record.where(Participation, person=survivor) for other in theirs)
    if any(overlap(mine, other) and _WEIGHT[mine.kind] > _WEIGHT[other.kind] for mine, other in pairs):
        why += ", and the other way round on others; a person has one class at a time."
        return OtherWayRoundError(why, helps=False)
    return OtherWayRoundError(f"{why}; merge {keeps} into {goes}, not the other way round.", helps=True)


# --- the room -------------------------------------------------------------------------------------------------------


def _join_stays(record: Record, rows: Rows, survivor: str, merged: str) -> None:
    """Of stays that meet one is kept, from the earlier coming to the later going; the others become none.

    Who stood in for the other sat in a seat of their own.
    """
    theirs = (*record.where(Attendance, person=survivor), *record.where(Attendance, person=merged))
    for stay in theirs:
        if stay.stands_in_for in (survivor, merged):
            rows.change(stay, {"stands_in_for": None})
    there = sorted(filter(was_there, theirs), key=lambda stay: (stay.sitting, stay.arrived_at, stay.id))
    for _, stays in groupby(there, key=lambda stay: stay.sitting):
        for meeting in _meeting(list(stays)):
            if len({stay.person for stay in meeting}) > 1:
                _join_meeting(record, rows, survivor, meeting)


def _meeting(stays: list[Attendance]) -> Iterator[list[Attendance]]:
    """The stays of a sitting, in the order of coming, in groups of those that meet."""
    group: list[Attendance] = []
    for stay in stays:
        if group and not any(one.left_at is None or stay.arrived_at < one.left_at for one in group):
            yield group
            group = []
        group.append(stay)
    yield group


def _join_meeting(record: Record, rows: Rows, survivor: str, stays: list[Attendance]) -> None:
    two = {stay.person for stay in stays}
    seats = {None if stay.stands_in_for in two else stay.stands_in_for for stay in stays}
    if len(seats) > 1:
        instead = " and ".join(record.get(Person, seat).name for seat in sorted(s for s in seats if s))
        name = record.get(Person, survivor).name
        raise OutOfOrder(
            f"{name} would have been in the room in two seats at once, one of them that of {instead}; correct the"
            " attendance first."
        )
    came, left = min(stay.arrived_at for stay in stays), _last(stays)
    kept = next(stay for stay in stays if stay.person == survivor)
    for stay in stays:
        rows.change(stay, {"arrived_at": came, "left_at": left if stay is kept else came})


def _last(stays: list[Attendance]) -> datetime | None:
    gone = [stay.left_at for stay in stays]
    return None if None in gone else max(at for at in gone if at)


def _join_places(record: Record, rows: Rows, survivor: str, merged: str, moment: Moment) -> None:
    """One waits once for the floor: the place asked for first stays."""
    for mine in record.where(QueueEntry, person=survivor, done_at=None):
        for other in record.where(QueueEntry, person=merged, done_at=None):
            same = (mine.sitting, mine.kind) == (other.sitting, other.kind)
            if same and (mine.item == other.item or None in (mine.item, other.item) or mine.kind == "point of order"):
                later = max(mine, other, key=lambda entry: (entry.asked_at, entry.id))
                rows.change(later, {"done_at": moment.at})


def _standing_in_for_themselves(record: Record, survivor: str, merged: str) -> frozenset[str]:
    """That the one may stand in for the other, which nobody does for themselves."""
    pairs = ((survivor, merged), (merged, survivor))
    return frozenset(a.id for member, person in pairs for a in record.where(Alternate, member=member, person=person))
