"""What the tests of windows share."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.comments.received import ReceiveComment
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Record, Row
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow

TEN = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
"""When everything in the small dossier happens."""

PEOPLE = (
    ("Astrid", "Lind", "Institute of Orbital Law", "member", "chair"),
    ("Bayo", "Okafor", "Ministry of Distant Affairs", "member", None),
    ("Oskar", "Lind", "Common Chart Room", "member", None),
    ("Elske", "van der Wiel", "Regolith Tools", "observer", None),
    ("Farida", "Haddad", "Wellspring Carriers", "applicant", None),
)

COMMENTS = (
    ("Okafor", "10.1", "te", "“Shall” presumes an obligation; a safety zone is a recommendation.", ("shall", "should")),
    ("van der Wiel", "10.2", "ed", "Operators need the width of the zone in advance.", None),
    ("Lind", "4.1", "te", "Who reviews is left open.", None),
)


class Clock:
    """A clock that is set by hand and moves a millisecond whenever it is asked."""

    def __init__(self) -> None:
        self.at = TEN

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at 100 %, on the application."""
    look = Look("light")
    look.dress(qapp)
    yield look
    qapp.setStyleSheet("")


@pytest.fixture(scope="session")
def small_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed dossier: the shipped draft, five people, a meeting with two items, an open sitting, three comments."""
    path = tmp_path_factory.mktemp("dossiers") / "small.hisrg"
    desk = begin(path, shipped("sample/draft.docx"), name="Working Group on Safe Passage", clock=Clock())
    _people(desk)
    desk.do(BeginPhase(number=2)).result()
    phase = _last(desk.record, Phase)
    days = {"planned_from": date(2026, 4, 16), "planned_to": date(2026, 4, 17)}
    desk.do(CreateMeeting(phase=phase, number=4, place="Leiden", **days)).result()
    meeting = _last(desk.record, Meeting)
    for title, minutes in (("Opening", 10), ("Second reading", 90)):
        desk.do(AddAgendaItem(meeting=meeting, title=title, minutes=minutes)).result()
    for title in ("Thursday morning", "Thursday afternoon"):
        desk.do(PlanSitting(meeting=meeting, title=title)).result()
    desk.do(OpenSitting(sitting=next(iter(desk.record.each(Sitting))).id)).result()
    desk.do(TakeUpItem(item=next(iter(desk.record.each(AgendaItem))).id)).result()
    desk.do(Arrive(people=(person(desk.record, "Okafor"),))).result()
    _comments(desk)
    desk.close()
    return path


def _people(desk: Desk) -> None:
    for given, family, organisation, kind, role in PEOPLE:
        named = AddPerson(name=f"{given} {family}", given=given, family=family)
        act = {"person": named, "organisation": organisation, "kind": kind, "role": role, "since": date(2026, 1, 5)}
        desk.do(Enrol.model_validate(act)).result()


def _comments(desk: Desk) -> None:
    for name, place, kind, words, change in COMMENTS:
        there = find_place(desk.record, place)
        assert there is not None
        assert there.provision is not None
        text = desk.record.get(Provision, there.provision).text
        wanted = f"{text} And it {change[1]} be published." if change else None
        act = {"text": words, "author": person(desk.record, name), "type": kind, "provision": there.provision}
        desk.do(ReceiveComment.model_validate({**act, "proposes": wanted})).result()


def person(record: Record, family: str) -> str:
    """The id of the first person of this family name."""
    return next(p.id for p in record.each(Person) if p.family == family)


def _last(record: Record, kind: type[Row]) -> str:
    return list(record.all(kind))[-1]


class Room:
    """The real window on a real dossier, and the clock by which it goes."""

    def __init__(self, window: MainWindow, bridge: Bridge, clock: Clock) -> None:
        self.window, self.bridge, self.clock = window, bridge, clock

    @property
    def record(self) -> Record:
        """What is officially so, once everything asked for has been done."""
        return self.bridge.record

    def do(self, act: Act) -> None:
        """Do an act and let the window hear of it."""
        self.bridge.desk.do(act).result()
        QApplication.processEvents()


@pytest.fixture
def open_room(look: Look, qtbot, tmp_path: Path) -> Iterator[Callable[[Path], Room]]:
    """Opens a dossier in the real window; all are closed at the end."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    rooms: list[Room] = []

    def open_it(path: Path) -> Room:
        clock = Clock()
        window = MainWindow(look)
        window.resize(1280, 800)
        bridge = Bridge(Desk.open(path, clock=clock), window)
        window.show()
        window.show_dossier(bridge)
        rooms.append(Room(window, bridge, clock))
        return rooms[-1]

    yield open_it
    for room in rooms:
        room.window.close()
        room.window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def room(open_room, small_dossier: Path, tmp_path: Path) -> Room:
    """The small dossier in the window."""
    return open_room(Path(shutil.copy(small_dossier, tmp_path / "small.hisrg")))


@pytest.fixture
def empty_room(open_room, tmp_path: Path) -> Room:
    """A new dossier with the nineteen headings and nothing else, in the window."""
    begin(tmp_path / "empty.hisrg", None, clock=Clock()).close()
    return open_room(tmp_path / "empty.hisrg")
