"""What the floor's column shows of the record besides who speaks and who waits."""

from datetime import datetime, timedelta

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.floor.interventions import Intervention, interrupted, parts_of_turn, running
from hisrg_desktop.meeting.floor.invitations import Invitation, invitation_for, is_used, unused_elsewhere
from hisrg_desktop.meeting.floor.points import interrupted_by, open_point
from hisrg_desktop.meeting.floor.speakers_list import closed_list
from hisrg_desktop.meeting.floor.times import Spoken, by_letter, spoken_in
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import current_sitting, named, pause_of
from hisrg_desktop.ui.widgets.floor import Invited, Offered, SpokenShown
from hisrg_desktop.ui.widgets.marks import class_word
from hisrg_desktop.ui.widgets.running import as_time
from hisrg_desktop.ui.windows.shown import class_of_letter, since_off_the_record


def nobody(record: Record) -> str:
    """Why nobody has the floor, where that has a reason."""
    sitting = current_sitting(record)
    pause = pause_of(record, sitting) if sitting else None
    return f"Suspended since {local(pause.began_at):%H:%M}" if pause else ""


def offers(record: Record, at: datetime) -> list[Offered]:
    """What the floor waits for: to be on the record again, a ruling, who was interrupted, a sitting to be resumed."""
    sitting = current_sitting(record)
    point, there = open_point(record), interrupted(record)
    goes_on = _interrupted_words(record, there, at) if there else ""
    if sitting and sitting.state == "suspended":
        # Nothing but this can be done now.
        return [Offered(f"{named(sitting)} is suspended. {goes_on}".strip(), "Resume", "Ctrl+Shift+S", "suspend")]
    made = []
    if since := since_off_the_record(record):
        words = f"Off the record since {since}: what is typed becomes private notes."
        made.append(Offered(words, "On the record again", "/off", "offTheRecord"))
    if point:
        name = record.get(Person, point.person).initialled
        about = f" about {point.about}" if point.about else ""
        words = f"Point of order by {name}{about}: no ruling yet. {goes_on}".strip()
        made.append(Offered(words, "Ruling…", "F9", "pointOfOrder"))
    if there and not (point and there == interrupted_by(record, point)):
        made.append(Offered(goes_on, "Give the floor back", "Shift+F9", "returnFloor"))
    return made


def _interrupted_words(record: Record, turn: Intervention, at: datetime) -> str:
    spoken = sum((part.lasted(at) for part in parts_of_turn(record, turn)), timedelta())
    return f"{record.get(Person, turn.speaker).initialled} was interrupted at {as_time(spoken)}."


def list_is_closed(record: Record) -> bool:
    """Whether the list of speakers is closed."""
    sitting = current_sitting(record)
    return sitting is not None and closed_list(record, sitting) is not None


def invited(record: Record) -> list[Invited]:
    """The invitations on which observers may speak at the active item, without the one on which somebody speaks now.

    Last those for one intervention on another item, which are good for nothing here.
    """
    sitting, at, there = current_sitting(record), now(record), running(record)
    if sitting is None:
        return []
    item = at.item if at else None
    made = []
    for one in record.where(Invitation, sitting=sitting.id):
        standing = one.item is not None and one.item == item
        own = one.person and one.item is None and invitation_for(record, one.person, sitting.id, item) == one
        if standing or (own and not (there and there.invitation == one.id)):
            made.append(Invited(one.id, one.person or "", _invited_words(record, one), is_used(record, one)))
    elsewhere = unused_elsewhere(record, sitting.id, item)
    return [*made, *(Invited(one.id, one.person or "", _elsewhere_words(record, one)) for one in elsewhere)]


def _elsewhere_words(record: Record, one: Invitation) -> str:
    person, item = record.find(Person, one.person), record.find(AgendaItem, one.given_on)
    return f"{person.initialled if person else ''}, on item {item.number if item else ''}, not on this one"


def _invited_words(record: Record, one: Invitation) -> str:
    person = record.find(Person, one.person)
    if person is None:
        return "All observers, for this item"
    return f"{person.initialled}, for this item" if one.item else f"{person.initialled}, for one intervention"


MOST_NAMED = 6
"""How many people are named among those who have spoken longest."""


def spoken(record: Record, at: datetime) -> tuple[list[SpokenShown], list[SpokenShown]]:
    """What each class has spoken in the sitting, and who has spoken longest; whoever speaks now is on the clock."""
    sitting = current_sitting(record)
    if sitting is None:
        return [], []
    there = running(record)
    until = there.began_at if there else at
    letters = by_letter(record, [sitting.id], until)
    classes = [
        SpokenShown(class_of_letter(letter), f"{class_word(class_of_letter(letter)).capitalize()} {_told(spoken)}")
        for letter in "CMPSO"
        if (spoken := letters.get(letter)) and spoken.time
    ]
    people = sorted(spoken_in(record, [sitting.id], until).items(), key=lambda found: -found[1].time)
    longest = [
        SpokenShown(class_of_letter(letter), f"{record.get(Person, person).initialled} {_told(spoken)}")
        for (person, letter), spoken in people[:MOST_NAMED]
        if spoken.time
    ]
    return classes, longest


def _told(spoken: Spoken) -> str:
    return f"{as_time(spoken.time)}, {'once' if spoken.turns == 1 else f'{spoken.turns} times'}"
