"""What is on record about a person, for that person."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.forms import PAPER, written
from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hisrg_desktop.desk.exports import About, Attachment, Options
    from hisrg_desktop.meeting.journal import Entry
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.store.ledger import Ledger


def _person(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.person import person_data, person_document
    from hisrg_desktop.meeting.people.persons import people_by_name

    everybody = people_by_name(record)
    if not everybody:
        raise OutOfOrder("Nobody is on record yet.")
    person = options.person or everybody[0].id
    entries = options.journal(person, record)
    if options.suffix == ".json":
        return json.dumps(person_data(record, person, entries), default=_iso, ensure_ascii=False, indent=1).encode()
    return written(person_document(record, person, entries), options)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


PERSON = Kind(
    "What is on record about a person",
    "That person, who may ask for it; never anybody else",
    (*PAPER, ".json"),
    ("person", "template"),
    _person,
)


def journal_of(ledger: Ledger) -> About:
    """The entries about a person in this ledger."""

    def told(person: str, record: Record) -> Sequence[Entry]:
        from hisrg_desktop.meeting.people.erasing import erasing

        reads = erasing(record, person)
        return ledger.about(sorted(reads.people), reads.names.called)

    return told
