"""Badges and place cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import meeting_of
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.meetings import called

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.documents.guests import Guest, Occasion
    from hisrg_desktop.meeting.record import Record


def _badges(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.badges import badges

    return _cards(record, options, badges)


def _place_cards(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.place_cards import place_cards

    return _cards(record, options, place_cards)


def _cards(record: Record, options: Options, make: Callable[[list[Guest], Occasion, datetime], bytes]) -> bytes:
    """The cards of everybody who may come; whose name has to be written by hand is told as a remark."""
    from hisrg_desktop.documents.guests import guests, occasion
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.written.faces import what_is_missing

    meeting = meeting_of(record, options)
    people = guests(record, meeting)
    if not people:
        raise OutOfOrder(f"Nobody can come to {called(record, meeting)} yet; enter members on the People page first.")
    data = make(people, occasion(record, meeting, rehearsal=options.rehearsal), last_change(record))
    by_hand = [one for one in people if what_is_missing(one.name)]
    if by_hand:
        names = ", ".join(one.name for one in by_hand)
        options.progress(1.0, f"To be written by hand, for want of a typeface: {names}.")
    return data


BADGES = Kind("Badges", "The room: ten to a sheet of A4, with marks to cut at", (".pdf",), ("meeting",), _badges)
PLACE_CARDS = Kind(
    "Place cards",
    "The room: two to a sheet of A4, to be folded, the name on both sides",
    (".pdf",),
    ("meeting",),
    _place_cards,
)
