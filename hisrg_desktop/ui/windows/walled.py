"""What the wall may show: the text and its state, who speaks, who is next. No private notes, no file, no address."""

from dataclasses import replace

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.giving import queue
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.marked import pieces_of
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.session.shown import notes_of, state_of
from hisrg_desktop.ui.widgets.wall import WallView


def wall_view(record: Record) -> WallView:
    """The wall for a record; scratch is no part of a record and so is never shown."""
    at = now(record)
    item = record.find(AgendaItem, at.item) if at else None
    provision = record.find(Provision, at.provision) if at else None
    block = record.find(Block, at.block) if at else None
    common = WallView(
        label=label(record, provision.id) if provision else block.number if block else "",
        heading=block.heading if block else group_name(record),
        floor=_floor(record),
        next=_next(record),
        item=f"Item {item.number}" if item else "",
    )
    if provision is None:
        return replace(common, message=item.title if item and not block else "", state="none")
    state, word = state_of(record, provision)
    return replace(
        common, state=state, state_word=word, pieces=pieces_of(record, provision), notes=notes_of(record, provision)
    )


def _floor(record: Record) -> str:
    there = running(record)
    if there is None:
        return ""
    organisation = record.find(Organisation, there.organisation)
    name = record.get(Person, there.speaker).initialled
    return f"{name}, {organisation.name}" if organisation else name


def _next(record: Record) -> tuple[str, ...]:
    sitting = current_sitting(record)
    if sitting is None:
        return ()
    return tuple(record.get(Person, entry.person).initialled for entry in queue(record, sitting)[:3])
