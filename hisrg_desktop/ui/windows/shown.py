"""What the strip shows of the record."""

from datetime import datetime

from hisrg_desktop.meeting.agenda.items import AgendaItem, for_members_only
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.floor.interventions import running, spoken_before
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Headcount, observers_in_room
from hisrg_desktop.meeting.roll.meetings import current_sitting, named
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block
from hisrg_desktop.ui.widgets.marks import Class
from hisrg_desktop.ui.widgets.now import NowStrip

CLASSES: dict[str, Class] = {"M": "member", "O": "observer", "P": "panel", "C": "chair", "S": "secretariat"}
"""The letter by which the room knows a person, as the sign that is drawn."""


def class_of_letter(letter: str) -> Class:
    """The sign for a letter of the room; who has none is shown like an observer."""
    return CLASSES.get(letter, "observer")


def fill(strip: NowStrip, record: Record, at: datetime) -> None:
    """Show item, place, floor and room in the strip, and whether the room is off the record."""
    strip.set_place(*place_words(record))
    strip.set_off_the_record(since_off_the_record(record))
    there = running(record)
    if there:
        person = record.get(Person, there.speaker)
        organisation = record.find(Organisation, there.organisation)
        name = (organisation.short or organisation.name) if organisation else ""
        strip.set_floor(
            person.initialled, name, class_of_letter(there.capacity), there.began_at, spoken_before(record, there)
        )
    else:
        strip.set_floor("")
    sitting = current_sitting(record)
    if sitting:
        room = Headcount(record, sitting.id, at)
        strip.set_room(room.members, room.of, room.observers)
    else:
        strip.set_room(0, 0, 0)


def since_off_the_record(record: Record) -> str:
    """Since when the room is off the record, by the clock on the wall; nothing while it is on."""
    off = off_the_record(record)
    return f"{local(off.began_at):%H:%M}" if off else ""


def place_words(record: Record) -> tuple[str, str]:
    """The agenda item, and the block and provision, that are active."""
    at = now(record)
    sitting = current_sitting(record)
    item = record.find(AgendaItem, at.item) if at else None
    title = item_words(record, item) if item else (named(sitting) if sitting else "No sitting is open")
    if at is None or at.block is None:
        return title, "—"
    block = record.get(Block, at.block)
    words = f"Block {block.number}" if block.number else "Front matter"
    return title, f"{words} · provision {label(record, at.provision)}" if at.provision else words


def item_words(record: Record, item: AgendaItem) -> str:
    """The item, and first of all where it is for members only and observers are in the room."""
    words = f"Item {item.number} · {item.title}"
    if not for_members_only(record, item):
        return words
    there = len(observers_in_room(record))
    if not there:
        return f"{words} · members only"
    return f"Members only: {there} {'observer is' if there == 1 else 'observers are'} in the room · {words}"
