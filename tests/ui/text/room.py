"""A window on a small meeting: two blocks, a chair, two members, an observer, an open sitting with one decision."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.group import BeginPhase, FoundGroup, Phase
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Row
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.text.drafts import TakeInDraft
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.reading import DraftReading, NoteRead, NotUnderstood, PartRead
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow

START = datetime(2024, 4, 16, 9, 0, tzinfo=UTC)
PARTS = [
    PartRead(kind="title", depth=0, label="", text="Small Text", paragraph=0),
    PartRead(kind="block", depth=0, label="1", text="Objective", paragraph=1),
    PartRead(kind="provision", depth=1, label="1.1", text="The Group shall meet.", paragraph=2),
    PartRead(
        kind="provision",
        depth=1,
        label="1.2",
        text="It takes note:",
        paragraph=3,
        notes=[NoteRead(number=1, offset=8, text="Whoever it is.")],
    ),
    PartRead(kind="item", depth=2, label="a)", text="of everything;", paragraph=4),
    PartRead(kind="block", depth=0, label="2", text="Terms", paragraph=5),
    PartRead(kind="provision", depth=1, label="2.1", text="“Lane” means a way.", paragraph=6),
]


class Clock:
    """A clock that moves one second with every look."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Small:
    """The small meeting while it is laid out; what was made is found by its key."""

    def __init__(self, path: Path) -> None:
        self.clock = Clock()
        self.desk = Desk.create(path, clock=self.clock)
        self.ids: dict[str, str] = {}
        self._found()
        self._people()
        self._meet()
        self._decide()

    def do(self, act: Act, key: str = "", kind: type[Row] | None = None) -> None:
        """Do an act; remember the row of this kind that it made."""
        news = self.desk.do(act).result()
        if key and kind and news:
            self.ids[key] = next(c.row.id for c in news.changes if c.kind is kind)

    def place(self, pointed: str) -> str:
        """The id of the place a locator points at."""
        place = find_place(self.desk.record, pointed)
        assert place
        return place.provision or place.block or ""

    def _found(self) -> None:
        self.do(FoundGroup(name="The Small Group"))
        left = [NotUnderstood(paragraph=None, what="a page footer", text="Page 9 of 9")]
        self.do(
            TakeInDraft(reading=DraftReading(title="Small Text", parts=PARTS, not_understood=left), label="Draft 1")
        )
        self.do(BeginPhase(number=1), "phase", Phase)

    def _people(self) -> None:
        self.do(AddOrganisation(name="Ministry"), "ministry", Organisation)
        for key, given, family in (("chair", "Ada", "Quist"), ("mara", "Mara", "Venn"), ("oto", "Oto", "Lake")):
            self.do(AddPerson(name=f"{given} {family}", given=given, family=family), key, Person)
            act = TakePart(
                person=self.ids[key], organisation=self.ids["ministry"], kind="member", since=date(2024, 1, 1)
            )
            self.do(act)
        self.do(Appoint(person=self.ids["chair"], role="chair", since=date(2024, 1, 1)))

    def _meet(self) -> None:
        day = START.date()
        self.do(
            CreateMeeting(phase=self.ids["phase"], number=1, planned_from=day, planned_to=day, place="Delft"),
            "meeting",
            Meeting,
        )
        self.do(PlanSitting(meeting=self.ids["meeting"], title="Morning"), "sitting", Sitting)
        self.do(OpenSitting(sitting=self.ids["sitting"]))
        self.do(Arrive(people=(self.ids["chair"], self.ids["mara"])))

    def _decide(self) -> None:
        self.propose("1.1", "The Group should meet.", "proposal")
        self.do(Declare(words="The Group agrees on “should” in 1.1.", proposals=(self.ids["proposal"],)))
        self.propose("2.1", "“Lane” means a travelled way.", "open")

    def propose(self, pointed: str, text: str, key: str) -> None:
        """A proposal of another wording, made in session by a member."""
        act = TakeDown(
            text="Another wording.",
            speaker=self.ids["mara"],
            provision=self.place(pointed),
            kind="proposal",
            proposes=text,
        )
        self.do(act, key, Proposal)


class Room:
    """The window, its bridge, and the small meeting."""

    def __init__(self, window: MainWindow, small: Small, wait: Callable[[Callable[[], bool]], None]) -> None:
        assert window.bridge is not None
        self.window, self.small, self.wait = window, small, wait
        self.bridge: Bridge = window.bridge
        self.place = small.place
        self.ids = small.ids

    @property
    def record(self):
        """The record as the windows know it."""
        return self.bridge.record

    def do(self, act: Act) -> None:
        """Do an act and wait until the windows have heard of it."""
        before = len(self.bridge.desk.entries)
        self.bridge.do(act)
        self.heard(before + 1)

    def heard(self, number: int) -> None:
        """Wait until the windows have heard of the entry with this number."""
        self.wait(lambda: len(self.bridge.desk.entries) >= number and self.bridge.record is self.bridge.desk.record)


@pytest.fixture
def room(look: Look, qtbot, tmp_path: Path) -> Iterator[Room]:
    """The main window on the small meeting."""
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    small = Small(tmp_path / "small.hisrg")
    window.show_dossier(Bridge(small.desk, window))
    yield Room(window, small, qtbot.waitUntil)
    window.close()
    window.deleteLater()
