"""Pictures of every page and window, light and dark, with the sample and with nothing."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.meeting.charts.meeting import CHARTS
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.agenda.page import AgendaPage
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.comments.page import CommentsPage
from hisrg_desktop.ui.look.dress import Look, Theme
from hisrg_desktop.ui.people.figures import FiguresView
from hisrg_desktop.ui.people.invitations import InvitationsView
from hisrg_desktop.ui.people.page import PeoplePage
from hisrg_desktop.ui.people.personal import PersonalData
from hisrg_desktop.ui.situations import SITUATIONS, Stage, leave
from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.windows.main import MainWindow

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk

THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = (QSize(1280, 800), QSize(1920, 1080))
_PATIENCE = 30
"""Seconds for which the reading of returned files is waited for."""


def of_dossier(application: QApplication, look: Look, folder: Path, desk: Desk) -> int:
    """Write the pictures of this dossier into the folder; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(look)
    window.show_dossier(Bridge(desk, window))
    window.go("session")
    window.do_wall()
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        for size in SIZES:
            window.resize(size)
            window.show()
            name = f"{theme}-{size.width()}x{size.height()}"
            for page in PAGES:
                window.go(page)
                taken += _take(application, window, folder / f"{page}-{name}.png")
            taken += _beside(application, window, folder, name)
        assert window.wall is not None
        assert window.screens.showing is not None
        window.screens.showing.set_light(theme == "light")
        window.wall.resize(1920, 1080)
        taken += _take(application, window.wall, folder / f"wall-{theme}.png")
    taken += _of_meetings(application, look, folder, window)
    taken += _of_people(application, look, folder, window)
    taken += _of_figures(application, look, folder, window)
    taken += _of_personal_data(application, look, folder, window)
    taken += _of_agenda(application, look, folder, window)
    taken += _of_returned(application, look, folder, window)
    taken += _of_list(application, look, folder, window)
    taken += _of_situations(application, look, folder, window)
    window.close()
    return taken


def _of_meetings(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The invitations to the meeting, an answer and the next meeting asked for, and the report over the meetings."""
    window.go("people")
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    view = page.choose_view("invitations")
    assert isinstance(view, InvitationsView)
    taken = _in_all_looks(application, look, folder, window, "people-invitations-1-all")
    if view.meeting:
        view.box.line.setText("-an")
        taken += _in_all_looks(application, look, folder, window, "people-invitations-2-typed")
        view.box.line.clear()
        view.ask_next()
        taken += _in_all_looks(application, look, folder, window, "people-invitations-3-next")
        view.form.leave()
    page.choose_view("meetings")
    taken += _in_all_looks(application, look, folder, window, "people-over-the-meetings")
    page.choose_view("group")
    return taken


def _of_people(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """One person in full, and the organisations."""
    window.go("people")
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    spoken = Counter(turn.speaker for turn in page.record.each(Intervention)).most_common(1)
    if spoken:
        page.select(spoken[0][0])
    taken = 0
    for key in ("person", "organisations"):
        page.choose_view(key)
        taken += _in_all_looks(application, look, folder, window, f"people-{key}")
    page.choose_view("group")
    return taken


def _of_figures(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The figures of the meeting, each chart with its table."""
    window.go("people")
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    view = page.choose_view("figures")
    assert isinstance(view, FiguresView)
    taken = 0
    for key in CHARTS:
        view.show_figures(key)
        taken += _in_all_looks(application, look, folder, window, f"people-figures-{key}")
    page.choose_view("group")
    return taken


def _of_personal_data(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """What is on record about somebody, and what erasing it would do; nothing is erased."""
    window.go("people")
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    view = page.choose_view("personal")
    assert isinstance(view, PersonalData)
    external = next((p.person for p in page.record.where(Participation, kind="external")), "")
    if not external:
        return 0
    view.select(external)
    taken = _in_all_looks(application, look, folder, window, "people-personal-0-selected")
    view.ask()
    late = time.monotonic() + _PATIENCE
    while view.look_first.isVisible() and time.monotonic() < late:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    taken += _in_all_looks(application, look, folder, window, "people-personal-1-would-erase")
    page.choose_view("group")
    return taken


def _of_agenda(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The agenda with an item being changed, with a sitting being changed, and with what is only tried out."""
    window.go("agenda")
    page = window.page("agenda")
    assert isinstance(page, AgendaPage)
    to_come = [row.key for row in page.items_model.rows if not row.done and not row.active]
    if len(to_come) < 2:
        return 0
    page.items.choose(to_come[0])
    page.ask_change()
    taken = _in_all_looks(application, look, folder, window, "agenda-1-item")
    page.form.leave()
    page.column.ask_hours()
    taken += _in_all_looks(application, look, folder, window, "agenda-2-sitting")
    page.column.form.leave()
    page.try_out()
    page.trying.drop_items()
    page.items.choose(to_come[1])
    page.trying.minutes.setValue(30)
    page.trying.limit_items()
    taken += _in_all_looks(application, look, folder, window, "agenda-3-what-if")
    page.trying.leave()
    return taken


def _of_returned(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The review of returned files: with none, with those of the practice meeting, and one whose place is in doubt."""
    assert window.bridge is not None
    group = window.bridge.record.find(WorkingGroup, GROUP)
    if group is None or not group.practice:
        return 0
    window.go("comments")
    page = window.page("comments")
    assert isinstance(page, CommentsPage)
    review = page.reviewing()
    taken = _in_all_looks(application, look, folder, window, "returned-0-none")
    window.take_returned(sorted(shipped("sample/returned").iterdir()))
    late = time.monotonic() + _PATIENCE
    while not review.pile.files and time.monotonic() < late:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    taken += _in_all_looks(application, look, folder, window, "returned-1-placed")
    review.show_result("placed with doubt")
    taken += _in_all_looks(application, look, folder, window, "returned-2-in-doubt")
    review.ask_name()
    taken += _in_all_looks(application, look, folder, window, "returned-3-who")
    review.put_away()
    return taken


def _of_list(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """A list of people: none yet, looked through, a row where somebody has to say who is meant, and what is refused."""
    assert window.bridge is not None
    group = window.bridge.record.find(WorkingGroup, GROUP)
    if group is None or not group.practice:
        return 0
    window.go("people")
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    view = page.taking_in()
    taken = _in_all_looks(application, look, folder, window, "list-0-none")
    view.read(shipped("sample/guests.csv"))
    late = time.monotonic() + _PATIENCE
    while view.found is None and time.monotonic() < late:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    taken += _in_all_looks(application, look, folder, window, "list-1-rows")
    for number, result in enumerate(("warning", "refused"), 2):
        view.show_result(result)  # type: ignore[arg-type]
        view.rows.choose_row(1)
        taken += _in_all_looks(application, look, folder, window, f"list-{number}-{result}")
    view.put_away()
    page.choose_view("group")
    return taken


def _in_all_looks(application: QApplication, look: Look, folder: Path, window: MainWindow, name: str) -> int:
    """The window as it is now, light and dark, small and large."""
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        for size in SIZES:
            window.resize(size)
            taken += _take(application, window, folder / f"{name}-{theme}-{size.width()}x{size.height()}.png")
    return taken


def _of_situations(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """The session page in the situations of a sitting. They change the record, so only a practice meeting is in them."""
    assert window.bridge is not None
    record = window.bridge.record
    group, sitting = record.find(WorkingGroup, GROUP), current_sitting(record)
    if group is None or not group.practice or sitting is None:
        return 0
    window.go("session")
    stage = Stage(window)
    taken = 0
    for name, come_about in SITUATIONS.items():
        come_about(stage)
        taken += _in_all_looks(application, look, folder, window, f"session-{name}")
        leave(stage)
    return taken


def _beside(application: QApplication, window: MainWindow, folder: Path, name: str) -> int:
    """Write the pictures of what stands beside and over the desk: the chair's view, its half, the card."""
    window.go("session")
    window.screens.do_chair()
    assert window.screens.chair is not None
    window.screens.chair.resize(window.size())
    taken = _take(application, window.screens.chair, folder / f"chair-{name}.png")
    window.screens.do_chair()
    for do, picture in ((window.screens.do_chairHalf, "chair-half"), (window.screens.do_where, "where")):
        do()
        taken += _take(application, window, folder / f"{picture}-{name}.png")
        do()
    return taken


def of_welcome(application: QApplication, look: Look, folder: Path, window: MainWindow) -> int:
    """Write the pictures of the window without a dossier."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for theme in THEMES:
        look.set_theme(theme)
        look.settle()
        window.resize(SIZES[0])
        window.show()
        taken += _take(application, window, folder / f"welcome-{theme}.png")
    return taken


def _take(application: QApplication, widget: QWidget, path: Path) -> int:
    # Long lists are laid out bit by bit, after the first events.
    settled = time.monotonic() + 0.25
    while time.monotonic() < settled:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    widget.grab().save(str(path))
    return 1


def a_folder() -> Path:
    """A folder for a dossier that is only made for its pictures."""
    return Path(tempfile.mkdtemp(prefix="hisrg-pictures-"))
