"""A room with people in it: the real window on a real dossier, and hands that type."""

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.app import App
from hisrg_desktop.bench.prepared import EVE, prepare
from hisrg_desktop.bench.secretary import Secretary
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application, ReceiveApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Row
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, PlanSitting
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.session.page import SessionPage
from hisrg_desktop.ui.windows.main import MainWindow

DRAFT = Path(__file__).parents[1] / "documents" / "word" / "files" / "fictional-draft.docx"
PEOPLE = (
    ("Astrid", "Lind", "Orbital Law Institute", "OLI", "member"),
    ("Ben", "Okafor", "Ministry of Distant Affairs", "MDA", "member"),
    ("Yumi", "Tanaka", "Institute of Lunar Commerce", "ILC", "member"),
    ("Elske", "van der Wiel", "Regolith Tools", "RGT", "observer"),
)


class Room:
    """The window, and what people do to it: keys, words, and acts for what the secretariat did beforehand."""

    def __init__(self, app: App, qtbot) -> None:
        self.app = app
        self.window = app.window
        self._bot = qtbot
        self.ids: dict[str, str] = {}

    @property
    def record(self):
        return self.window.bridge.record

    @property
    def session(self) -> SessionPage:
        return self.window.page("session")

    def do(self, act: Act, kind: type[Row] | None = None) -> str:
        """Do an act at the desk, wait until the window has heard of it; the id of the row it added."""
        news = self.window.bridge.desk.do(act).result()
        self.settle()
        made = (c.after for c in news.changes if c.before is None and c.after)
        return next((row.id for row in made if not kind or type(row) is kind), "")

    def take_down(self, line: str) -> None:
        """Type a line into the capture line and press Enter; wait until it is on record."""
        QTest.keyClicks(self.session.capture.editor, line)
        QTest.keyClick(self.session.capture.editor, Qt.Key.Key_Return)
        self.settle()

    def press(self, name: str) -> None:
        """Press a key of the window's table, by its name, and wait for what it does."""
        self.window.menus.actions[name].trigger()
        self.settle()

    def answer(self, name: str, text: str) -> None:
        """Press a key that asks something, and answer it."""
        self.window.menus.actions[name].trigger()
        QTest.keyClicks(self.session.ask_line.line, text)
        QTest.keyClick(self.session.ask_line.line, Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        """Wait until the desk has served what was asked and the window has heard of it."""
        bridge = self.window.bridge
        bridge.desk.look(lambda _: None).result()
        self._bot.waitUntil(lambda: bridge.record is bridge.desk.record)

    def refused(self, name: str):
        """Press a key that is out of order; the refusal."""
        with self._bot.waitSignal(self.window.bridge.refused) as heard:
            self.window.menus.actions[name].trigger()
        return heard.args[0]

    def place(self, locator: str) -> str:
        """The id of the provision at a place."""
        place = find_place(self.record, locator)
        assert place is not None
        return place.provision or place.block or ""


@pytest.fixture(scope="session")
def eve_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier on the eve of the meeting, closed; whoever plays a meeting copies it first."""
    return prepare(tmp_path_factory.mktemp("eve") / "eve.hisrg")


class Morning:
    """A clock that stands at the first morning, and goes on by a step whenever it is asked or as it is set."""

    def __init__(self, step: float = 0.5) -> None:
        self.at = EVE
        self._step = timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.at += self._step
        return self.at


@contextmanager
def at_the_window(application: QApplication, eve: Path, folder: Path, clock: Morning) -> Iterator[Secretary]:
    """The secretary at the real window, with a copy of the dossier in the folder."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    # Set off in the desk's thread the collector would destroy widgets there.
    gc.disable()
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    path = Path(shutil.copy(eve, folder / "meeting.hisrg"))
    window.show_dossier(Bridge(Desk.open(path, clock=clock), window))
    window.activateWindow()
    while window.current is None:
        application.processEvents()
    try:
        yield Secretary(window, clock)
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application.setStyleSheet("")
        gc.collect()
        gc.enable()


@pytest.fixture
def room(qapp: QApplication, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A dossier made of the fictional draft through the window, with four people and a sitting planned."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    look = Look("light")
    look.dress(qapp)
    app = App(look, clerk="the secretary")
    app.window.resize(1280, 800)
    app.window.show()
    app.window.creating.emit(str(tmp_path / "meeting.hisrg"), str(DRAFT))
    qtbot.waitUntil(lambda: app.window.bridge is not None, timeout=20000)
    made = Room(app, qtbot)
    app.window.go("session")
    _register(made)
    yield made
    app.window.close()
    qapp.setStyleSheet("")


def _register(room: Room) -> None:
    since = date(2018, 1, 1)
    for given, family, organisation, short, kind in PEOPLE:
        person = room.do(AddPerson(name=f"{given} {family}", given=given, family=family), Person)
        body = room.do(AddOrganisation(name=organisation, short=short), Organisation)
        room.ids[family] = person
        if kind == "member":
            room.do(TakePart(person=person, organisation=body, kind="member", since=since))
        else:
            application = room.do(ReceiveApplication(person=person, organisation=body, received_on=since), Application)
            room.do(AdmitObserver(application=application, on=since))
    room.do(Appoint(person=room.ids["Lind"], role="chair", since=since))
    phase = room.do(BeginPhase(number=2), Phase)
    today = room.window.bridge.now.date()
    meeting = room.do(
        CreateMeeting(phase=phase, number=1, place="Leiden", planned_from=today, planned_to=today), Meeting
    )
    room.ids["meeting"] = meeting
    room.do(PlanSitting(meeting=meeting, title="Morning"))
    item = room.do(AddAgendaItem(meeting=meeting, title="Second reading", blocks=(room.place("10"),)), AgendaItem)
    room.press("openSitting")
    room.do(Arrive(people=tuple(room.ids[name] for name in ("Lind", "Okafor", "Tanaka"))))
    room.do(TakeUpItem(item=item))
