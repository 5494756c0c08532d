"""A small Working Group in its room: a chair, members, observers, an external person, a sitting, a text of two blocks."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from hisrg_desktop.desk.desk import Desk, News
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application, ReceiveApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.group import BeginPhase, FoundGroup, Phase
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import Participation, TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Record, Row
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.text.drafts import TakeInDraft
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.meeting.text.reading import DraftReading, NoteRead, PartRead

R = TypeVar("R", bound=Row)

BEGINNING = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
DAY = BEGINNING.date()
LONG_AGO = date(2030, 1, 1)

PEOPLE = {
    "Lind": ("Astrid Lind", "Nordic Lunar Institute", "NLI", "member"),
    "Okafor": ("Chidi Okafor", "Savanna Orbital Trust", "SOT", "member"),
    "Řezníčková": ("Jana Řezníčková", "Vltava Space Society", "VSS", "member"),
    "van der Meer": ("Joost van der Meer", "Delta Regolith Union", "DRU", "member"),
    "Haddad": ("Salma Haddad", "Cedar Observatory", "CDO", "observer"),
    "Moreau": ("Luc Moreau", "Atelier Cosmique", "ATC", "observer"),
    "Quist": ("Ola Quist", "Quist Letters", "QUI", "external"),
}

TEXT = DraftReading(
    title="Building Blocks",
    parts=[
        PartRead(kind="title", depth=0, label="", text="Building Blocks", paragraph=0),
        PartRead(kind="block", depth=0, label="1", text="Objective", paragraph=1),
        PartRead(kind="provision", depth=1, label="1.1", text="The objective is a fair framework.", paragraph=2),
        PartRead(kind="provision", depth=1, label="1.2", text="States should cooperate in good faith.", paragraph=3),
        PartRead(kind="block", depth=0, label="10", text="Technical standards", paragraph=4),
        PartRead(
            kind="provision",
            depth=1,
            label="10.1",
            text="Operators shall establish safety zones:",
            paragraph=5,
            notes=[NoteRead(number=1, offset=38, text="Of a size yet to be agreed.")],
        ),
        PartRead(kind="item", depth=2, label="a)", text="around extraction sites;", paragraph=6),
        PartRead(kind="item", depth=2, label="b)", text="around landing pads.", paragraph=7),
    ],
)


class HandClock:
    """A clock that goes on only when it is told to."""

    def __init__(self, at: datetime = BEGINNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def on(self, **passed: float) -> datetime:
        """Let time pass, or go back."""
        self.at += timedelta(**passed)
        return self.at


class Room:
    """A dossier open at the desk, and short words for what tests ask of it."""

    def __init__(self, desk: Desk, clock: HandClock) -> None:
        self.desk = desk
        self.clock = clock

    @property
    def record(self) -> Record:
        """What is on record now."""
        return self.desk.record

    def do(self, act: Act) -> News | None:
        """Do an act a second later."""
        self.clock.on(seconds=1)
        return self.desk.do(act, by="Clerk").result(30)

    def made(self, act: Act, kind: type[R]) -> R:
        """Do an act and give the row of this kind that it added."""
        news = self.do(act)
        assert news is not None
        return next(c.after for c in news.changes if c.before is None and isinstance(c.after, kind))

    def undo(self, number: int | None = None) -> News | None:
        """Take back the last entry, or the one with this number."""
        return self.desk.undo(number=number).result(30)

    def redo(self) -> News | None:
        """Do again what was taken back last."""
        return self.desk.redo().result(30)

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self.desk.entries[-1].number

    def person(self, name: str) -> str:
        """The id of a person by their full name, or the family name used here."""
        full = PEOPLE[name][0] if name in PEOPLE else name
        found = self.record.one(Person, name=full)
        assert found, name
        return found.id

    def participation(self, name: str) -> Participation:
        """The latest participation of a person."""
        found = self.record.one(Participation, person=self.person(name))
        assert found
        return found

    def organisation(self, short: str) -> str:
        """The id of an organisation by its short name."""
        found = self.record.one(Organisation, short=short)
        assert found
        return found.id

    def place(self, locator: str) -> str:
        """The id of the provision at a locator."""
        place = find_place(self.record, locator)
        assert place
        assert place.provision
        return place.provision

    def provision(self, locator: str) -> Provision:
        """The provision at a locator."""
        return self.record.get(Provision, self.place(locator))

    @property
    def sitting(self) -> Sitting:
        """The first sitting of the meeting."""
        return next(self.record.each(Sitting))

    def newcomer(self, name: str, short: str = "", parent: str | None = None) -> tuple[str, str]:
        """A new person and a new organisation: their ids."""
        person = self.made(AddPerson(name=name), Person).id
        organisation = self.made(AddOrganisation(name=f"House of {name}", short=short, parent=parent), Organisation).id
        return person, organisation

    def observer(self, person: str, organisation: str) -> Participation:
        """Admit a person as the observer of an organisation, on an application."""
        return self.made(AdmitObserver(application=self.application(person, organisation), on=DAY), Participation)

    def application(self, person: str, organisation: str) -> str:
        """An application received."""
        act = ReceiveApplication(person=person, organisation=organisation, received_on=LONG_AGO)
        return self.made(act, Application).id

    def proposal(self, by: str, locator: str, text: str) -> Proposal:
        """Another wording proposed in the room."""
        return self.made(
            TakeDown(text="Proposes.", speaker=self.person(by), provision=self.place(locator), proposes=text), Proposal
        )

    def said(self, words: str, by: str | None = None, locator: str | None = None) -> Comment:
        """Words taken down."""
        speaker = self.person(by) if by else None
        place = self.place(locator) if locator else None
        return self.made(TakeDown(text=words, speaker=speaker, provision=place), Comment)

    def remedied(self, act: Act, refusal: Exception) -> None:
        """Do the remedy of a refusal, and the remedy of that one's, for as long as there is one; at most three."""
        for _ in range(3):
            remedy = getattr(refusal, "remedy", None)
            assert remedy is not None, f"no remedy for: {refusal}"
            try:
                self.do(remedy)
            except Exception as further:  # noqa: BLE001 - whatever it is, it has no remedy unless it is a refusal
                refusal = further
            else:
                return
        raise AssertionError(f"the remedies of {act!r} go round in circles")


def build(path: Path) -> None:
    """A dossier with people, text, agenda, and a first sitting planned."""
    clock = HandClock(BEGINNING - timedelta(days=1))
    room = Room(Desk.create(path, clock=clock, salt=lambda n: n.to_bytes(16, "big")), clock)
    room.do(FoundGroup(name="The Tolland Working Group", short="TWG"))
    phase = room.made(BeginPhase(number=2), Phase)
    for name, organisation, short, kind in PEOPLE.values():
        given, _, family = name.partition(" ")
        person = room.made(AddPerson(name=name, given=given, family=family), Person).id
        theirs = room.made(AddOrganisation(name=organisation, short=short), Organisation).id
        if kind == "observer":
            application = room.application(person, theirs)
            room.do(AdmitObserver(application=application, on=LONG_AGO))
        else:
            room.do(TakePart(person=person, organisation=theirs, kind=kind, since=LONG_AGO))
    for name, role in (("Beatriz Castellanos", "chair"), ("Ines Brandt", "secretariat"), ("Tomo Vance", "panel chair")):
        person = room.made(AddPerson(name=name), Person).id
        room.do(Appoint(person=person, role=role, since=LONG_AGO))
    room.do(TakeInDraft(reading=TEXT, label="Draft 1"))
    meeting = room.made(
        CreateMeeting(phase=phase.id, number=4, planned_from=DAY, planned_to=DAY + timedelta(days=1)), Meeting
    )
    room.do(PlanSitting(meeting=meeting.id, title="Morning"))
    room.do(PlanSitting(meeting=meeting.id, title="Afternoon"))
    block = next(b for b in room.record.each(Block) if b.number == "1")
    room.do(AddAgendaItem(meeting=meeting.id, title="Objective", blocks=(block.id,)))
    room.do(AddAgendaItem(meeting=meeting.id, title="Standards"))
    room.desk.close()


def opened(path: Path) -> Room:
    """The built dossier at the desk."""
    clock = HandClock()
    return Room(Desk.open(path, clock=clock), clock)


def sit(room: Room) -> Room:
    """Open the first sitting and take up the first item."""
    room.do(OpenSitting(sitting=room.sitting.id))
    room.do(TakeUpItem(item=next(room.record.each(AgendaItem)).id))
    return room


def teleconference(room: Room) -> Sitting:
    """A teleconference with its sitting open; the morning's has been closed or never opened."""
    phase = next(room.record.each(Phase))
    meeting = room.made(
        CreateMeeting(phase=phase.id, number=5, kind="teleconference", planned_from=DAY, planned_to=DAY), Meeting
    )
    sitting = room.made(PlanSitting(meeting=meeting.id), Sitting)
    room.do(OpenSitting(sitting=sitting.id))
    return sitting


Opened = Callable[[], Room]
