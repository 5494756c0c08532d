"""The real people and agenda pages with thousands on record: chosen, filtered, worked with. Run by the benchmarks.

What is done is done in this order, and each thing again; the thread of the windows is watched meanwhile.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.bench.child import say
from hisrg_desktop.bench.window import window_on
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.items import MoveAgendaItem, items_under
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present
from hisrg_desktop.meeting.roll.meetings import current_meeting
from hisrg_desktop.meeting.roll.seats import seating
from hisrg_desktop.ui.people import lines
from hisrg_desktop.ui.people.page import PeoplePage
from hisrg_desktop.ui.people.views import VIEWS
from hisrg_desktop.ui.windows.main import MainWindow

TYPED = ("reznik", "trading house 3", "van der wiel 1")
_ROUNDS = 5
_WARM = 6.0
"""Seconds in which all pages are made, after the dossier is opened."""
_AFTER = 0.3
"""Seconds in which all that follows from one act has happened."""

_TICKS = 11.0
"""Seconds in which the agenda page tells the forecast anew, twice."""


class Watched:
    """The window with the dossier, and for how long each thing that was done held it and made it compute."""

    def __init__(self, application: QApplication, path: Path) -> None:
        self._application = application
        self.window = window_on(application, path)
        assert self.window.bridge is not None
        self.bridge = self.window.bridge
        self.held: dict[str, tuple[float, float]] = {}
        self.during("the dossier opened, all pages made", _nothing, _WARM)
        gc.freeze()

    @property
    def page(self) -> PeoplePage:
        """The people page."""
        page = self.window.page("people")
        assert isinstance(page, PeoplePage)
        return page

    def during(self, what: str, act: Callable[[], object], seconds: float = _AFTER) -> None:
        """Do this and let everything happen that follows; the longest hold counts, and what it computed."""
        self._step(what, act)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._step(what, self._application.processEvents)
            # Without this the threads beside the windows would hardly run.
            time.sleep(0.001)

    def _step(self, what: str, act: Callable[[], object]) -> None:
        worked, began = time.thread_time(), time.perf_counter()
        act()
        longest = (time.perf_counter() - began, time.thread_time() - worked)
        # Where other programs have the processors a hold is longer than the work in it.
        self.held[what] = max(self.held.get(what, (0.0, 0.0)), longest, key=lambda both: both[1])

    def news(self, act: Act) -> None:
        """Something that became so while nobody watched."""
        self.bridge.desk.do(act).result()
        QTest.qWait(200)


def main(path: Path) -> None:
    """Measure, and say it in seconds."""
    watched = Watched(QApplication(sys.argv[:1]), path)
    window = watched.window
    newcomers = iter(AddPerson(name=f"Newcomer {number}") for number in range(1_000))
    chosen = [_chosen(window) for _ in range(_ROUNDS)]
    changed = [_changed(watched, next(newcomers)) for _ in range(_ROUNDS)]
    typed = _typed(watched)
    for what, act in _worked_with(watched, newcomers):
        watched.during(what, act)
    watched.during("the forecast as time goes on", _nothing, _TICKS)
    figures = {"chosen": median(chosen), "changed": median(changed), "filter": median(typed), "longest": max(typed)}
    say(**figures, held=watched.held)
    window.close()


def _nothing() -> None:
    """Only what the program does by itself."""


def _chosen(window: MainWindow) -> float:
    """Seconds from choosing the page to its picture."""
    window.go("journal")
    QTest.qWait(100)
    return _chosen_now(window)


def _changed(watched: Watched, act: Act) -> float:
    """The same where somebody was added while another page was seen."""
    watched.window.go("journal")
    watched.news(act)
    return _chosen_now(watched.window)


def _chosen_now(window: MainWindow) -> float:
    began = time.perf_counter()
    window.go("people")
    window.repaint()
    return time.perf_counter() - began


def _typed(watched: Watched) -> list[float]:
    """Seconds from each letter to the picture of the list of everybody."""
    seen = watched.page.group.lists
    seen.tabs.setCurrentIndex(lines.LISTS.index("all"))
    taken = []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            began = time.perf_counter()
            seen.filter.setText(words[:length])
            seen.names.viewport().repaint()
            taken.append(time.perf_counter() - began)
            QTest.qWait(10)
    seen.filter.clear()
    return taken


Steps = Iterator[tuple[str, Callable[[], object]]]


def _worked_with(watched: Watched, newcomers: Iterator[AddPerson]) -> Steps:
    """What a secretary does on the two pages."""
    bridge, page = watched.bridge, watched.page
    meeting = current_meeting(bridge.record)
    assert meeting is not None
    people = list(seating(bridge.record, meeting.id).basis)
    absent = iter([person for person in people if not is_present(bridge.record, person)])
    for number in range(3):
        yield "a person added, the Group seen", partial(bridge.do, next(newcomers))
        yield "somebody marked present, the Group seen", partial(bridge.do, Arrive(people=(next(absent),)))
        renamed = ChangePerson(person=people[70 + number], name=f"Renamed {number}")
        yield "a person changed, the Group seen", partial(bridge.do, renamed)
    for view in VIEWS:
        yield f"“{view.title}” chosen first", partial(page.choose_view, view.key)
        yield f"“{view.title}” after somebody came", partial(bridge.do, Arrive(people=(next(absent),)))
        yield f"“{view.title}” after somebody was added", partial(bridge.do, next(newcomers))
        if view.key == "invitations":
            yield from _answered(watched, meeting.id, people)
        page.choose_view("group")
        watched.news(next(newcomers))
        yield f"“{view.title}” chosen again, after news", partial(page.choose_view, view.key)
        page.choose_view("group")
    yield from _planned(watched, meeting.id, newcomers)


def _answered(watched: Watched, meeting: str, people: list[str]) -> Steps:
    for number, says in enumerate(("comes", "does not come", "undecided") * 2):
        given = {"meeting": meeting, "person": people[60 + number], "says": says}
        yield "an answer, the invitations seen", partial(watched.bridge.do, AnswerInvitation.model_validate(given))


def _planned(watched: Watched, meeting: str, newcomers: Iterator[AddPerson]) -> Steps:
    bridge, window = watched.bridge, watched.window
    items = items_under(bridge.record, meeting, None)
    for _ in range(3):
        yield "another page chosen", partial(window.go, "journal")
        watched.news(next(newcomers))
        yield "the agenda page chosen, after news", partial(window.go, "agenda")
    for number in range(3):
        moved = MoveAgendaItem(item=items[-1].id, to=len(items) - 1 - number)
        yield "an item of the agenda moved", partial(bridge.do, moved)
        yield "an item taken up", partial(bridge.do, TakeUpItem(item=items[-2 - number].id))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
