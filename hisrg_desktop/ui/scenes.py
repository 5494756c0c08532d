"""Scenes of the windows beside the sitting: each brings the window into its situations and names their pictures.

A scene leaves the record as it was: what it types it leaves, what it asks it does not answer.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit

from hisrg_desktop.meeting.charts.meeting import CHARTS
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.people.group import GROUP, WorkingGroup
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.agenda.page import AgendaPage
from hisrg_desktop.ui.comments.page import CommentsPage
from hisrg_desktop.ui.people.figures import FiguresView
from hisrg_desktop.ui.people.invitations import InvitationsView
from hisrg_desktop.ui.people.organisations import OrganisationsView
from hisrg_desktop.ui.people.over_meetings import OverMeetingsView
from hisrg_desktop.ui.people.page import PeoplePage
from hisrg_desktop.ui.people.person import PersonView
from hisrg_desktop.ui.people.personal import PersonalData

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hisrg_desktop.ui.page import Page
    from hisrg_desktop.ui.people.views import PeopleView
    from hisrg_desktop.ui.windows.main import MainWindow

P = TypeVar("P", bound="Page")
V = TypeVar("V", bound="PeopleView")
_PATIENCE = 30
"""Seconds for which work beside the windows is waited for."""


def _page(window: MainWindow, name: str, kind: type[P]) -> P:
    window.go(name)
    page = window.page(name)
    assert isinstance(page, kind)
    return page


def _view(window: MainWindow, key: str, kind: type[V]) -> V:
    view = _page(window, "people", PeoplePage).choose_view(key)
    assert isinstance(view, kind)
    return view


def _wait(until: Callable[[], bool]) -> None:
    late = time.monotonic() + _PATIENCE
    while not until() and time.monotonic() < late:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _is_practice(window: MainWindow) -> bool:
    assert window.bridge is not None
    group = window.bridge.record.find(WorkingGroup, GROUP)
    return group is not None and group.practice


# --- people ---------------------------------------------------------------------------------------------------------


def group(window: MainWindow) -> Iterator[str]:
    """The Group: somebody selected, a filter that nobody fits, a person asked for, an applicant, a refusal."""
    page = _page(window, "people", PeoplePage)
    page.choose_view("group")
    there = page.group
    if there.lists.names.rows.rows:
        there.lists.names.choose_row(0)
        yield "people-group-1-selected"
        there.lists.filter.setText("nobody of this name")
        yield "people-group-2-nobody-fits"
        there.lists.filter.clear()
    there.ask_person()
    yield "people-group-3-asked"
    observes = next((p for p in page.record.where(Participation, kind="observer") if p.until is None), None)
    if observes:
        there.form.leave()
        there.forms.ask_person("observer", first=False)
        body = page.record.get(Organisation, observes.organisation)
        for name, words in (("given", "Tui"), ("organisation", body.name)):
            line = there.form.input(name)
            assert isinstance(line, QLineEdit)
            line.setText(words)
        there.form.answer()
        _wait(lambda: window.messages.banner.isVisible())
        yield "people-group-4-refused"
        window.messages.banner.put_away()
    there.form.leave()


def one_person(window: MainWindow) -> Iterator[str]:
    """Whoever spoke most, in full; then what is corrected about them."""
    page = _page(window, "people", PeoplePage)
    spoken = Counter(turn.speaker for turn in page.record.each(Intervention)).most_common(1)
    if spoken:
        page.select(spoken[0][0])
    view = _view(window, "person", PersonView)
    yield "people-person-1"
    if spoken:
        view.forms.ask("correct", spoken[0][0])
        yield "people-person-2-corrected"
        view.form.leave()


def organisations(window: MainWindow) -> Iterator[str]:
    """The organisations with what is likely on record twice, and one selected."""
    view = _view(window, "organisations", OrganisationsView)
    yield "people-organisations-1"
    if view.rows.rows:
        view.table.choose_row(1)
        yield "people-organisations-2-selected"
        view.form.leave()


def invitations(window: MainWindow) -> Iterator[str]:
    """The invitations to the meeting, an answer typed and one asked for, the seats, and the next meeting."""
    view = _view(window, "invitations", InvitationsView)
    yield "people-invitations-1-all"
    if not view.meeting:
        return
    view.box.line.setText("-an")
    yield "people-invitations-2-typed"
    view.box.line.clear()
    view.table.choose_row(0)
    view.ask_answer()
    yield "people-invitations-3-answer"
    view.ask_seats()
    yield "people-invitations-4-seats"
    view.ask_next()
    yield "people-invitations-5-next"
    view.form.leave()


def over_meetings(window: MainWindow) -> Iterator[str]:
    """The report over the meetings, and the phase being changed."""
    view = _view(window, "meetings", OverMeetingsView)
    yield "people-over-the-meetings-1"
    view.ask_change()
    if not view.form.purpose:
        view.ask_begin()
    yield "people-over-the-meetings-2-phase"
    view.form.leave()


def figures(window: MainWindow) -> Iterator[str]:
    """The figures of the meeting, each chart with its table."""
    view = _view(window, "figures", FiguresView)
    for key in CHARTS:
        view.show_figures(key)
        yield f"people-figures-{key}"


def personal_data(window: MainWindow) -> Iterator[str]:
    """What is on record about somebody, and what erasing it would do; nothing is erased."""
    view = _view(window, "personal", PersonalData)
    yield "people-personal-0"
    external = next((p.person for p in view.record.where(Participation, kind="external")), "")
    if not external:
        return
    view.select(external)
    yield "people-personal-1-selected"
    view.ask()
    _wait(lambda: not view.look_first.isVisible())
    yield "people-personal-2-would-erase"


def taking_in(window: MainWindow) -> Iterator[str]:
    """A list of people: none yet, looked through, a row where somebody has to say who is meant, and what is refused."""
    view = _page(window, "people", PeoplePage).taking_in()
    yield "people-list-0-none"
    if _is_practice(window):
        view.read(shipped("sample/guests.csv"))
        _wait(lambda: view.found is not None)
        yield "people-list-1-rows"
        for number, result in enumerate(("warning", "refused"), 2):
            view.show_result(result)  # type: ignore[arg-type]
            view.rows.choose_row(1)
            yield f"people-list-{number}-{result}"
        view.put_away()
    _page(window, "people", PeoplePage).choose_view("group")


# --- agenda ---------------------------------------------------------------------------------------------------------


def agenda(window: MainWindow) -> Iterator[str]:
    """The agenda: a meeting asked for, an item and a sitting changed, and what is only tried out."""
    page = _page(window, "agenda", AgendaPage)
    page.ask_meeting()
    yield "agenda-1-meeting"
    page.column.form.leave()
    to_come = [row.key for row in page.items_model.rows if not row.done and not row.active]
    if len(to_come) < 2:
        return
    page.items.choose(to_come[0])
    page.ask_change()
    yield "agenda-2-item"
    page.form.leave()
    page.column.ask_hours()
    yield "agenda-3-sitting"
    page.column.form.leave()
    page.try_out()
    page.trying.drop_items()
    page.items.choose(to_come[1])
    page.trying.minutes.setValue(30)
    page.trying.limit_items()
    yield "agenda-4-what-if"
    page.trying.leave()


# --- what came back -------------------------------------------------------------------------------------------------


def returned(window: MainWindow) -> Iterator[str]:
    """The review of returned files: with none, with those of the practice meeting, and one whose place is in doubt."""
    if not _is_practice(window):
        return
    review = _page(window, "comments", CommentsPage).reviewing()
    yield "returned-0-none"
    window.take_returned(sorted(shipped("sample/returned").iterdir()))
    _wait(lambda: bool(review.pile.files))
    yield "returned-1-placed"
    review.show_result("placed with doubt")
    yield "returned-2-in-doubt"
    review.ask_name()
    yield "returned-3-who"
    review.put_away()


SCENES: tuple[Callable[[MainWindow], Iterator[str]], ...] = (
    group,
    one_person,
    organisations,
    invitations,
    over_meetings,
    figures,
    personal_data,
    taking_in,
    agenda,
    returned,
)
"""In the order in which they are played."""
