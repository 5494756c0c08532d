"""How the printed matter of the room is made: figures, badges, place cards, sheets of attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.meetings import called

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.documents.guests import Guest, Occasion
    from hisrg_desktop.meeting.record import Record


def figures(record: Record, options: Options, _: Attachment) -> bytes:
    """The figures of the meeting, drawn and as tables."""
    from hisrg_desktop.desk.exports import known_by_readers, meeting_of, written
    from hisrg_desktop.documents.figures import figures

    meeting = meeting_of(record, options)
    return written(figures(known_by_readers(record, "figures", options), meeting, record), options)


def sign_in(record: Record, options: Options, _: Attachment) -> bytes:
    """The sheet to sign at the door."""
    from hisrg_desktop.desk.exports import meeting_of, written
    from hisrg_desktop.documents.sign_in import sign_in

    return written(sign_in(record, meeting_of(record, options)), options)


def attendance(record: Record, options: Options, _: Attachment) -> bytes:
    """Who was in the room, sitting by sitting; as a sheet one row for each stay."""
    from hisrg_desktop.desk.exports import meeting_of, written
    from hisrg_desktop.documents.attendance import attendance_record, attendance_table

    meeting = meeting_of(record, options)
    if options.suffix != ".xlsx":
        return written(attendance_record(record, meeting), options)
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.write_sheet import write_xlsx
    from hisrg_desktop.meeting.people.group import group_name

    title = "REHEARSAL Attendance" if options.rehearsal else "Attendance"
    table = attendance_table(record, meeting)
    return write_xlsx(table, title=title, author=group_name(record), at=last_change(record))


def badges(record: Record, options: Options, _: Attachment) -> bytes:
    """A badge for everybody who may come."""
    from hisrg_desktop.documents.badges import badges

    return _cards(record, options, badges)


def place_cards(record: Record, options: Options, _: Attachment) -> bytes:
    """A place card for everybody who may come."""
    from hisrg_desktop.documents.place_cards import place_cards

    return _cards(record, options, place_cards)


def _cards(record: Record, options: Options, make: Callable[[list[Guest], Occasion, datetime], bytes]) -> bytes:
    """The cards of everybody who may come; whose name has to be written by hand is told as a remark."""
    from hisrg_desktop.desk.exports import meeting_of
    from hisrg_desktop.documents.guests import guests, occasion
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.written.faces import set_in_faces

    meeting = meeting_of(record, options)
    people = guests(record, meeting)
    if not people:
        raise OutOfOrder(f"Nobody can come to {called(record, meeting)} yet; enter members on the People page first.")
    data = make(people, occasion(record, meeting, rehearsal=options.rehearsal), last_change(record))
    by_hand = [one for one in people if set_in_faces(one.name) is None]
    if by_hand:
        names = ", ".join(one.name for one in by_hand)
        options.progress(1.0, f"To be written by hand, for want of a typeface: {names}.")
    return data
