"""The form in which attendance is put right: from when to when somebody was in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hisrg_desktop.meeting.local_time import at_clock, local
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.corrections import correction
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.people import in_room
from hisrg_desktop.ui.people.form import Answers, Form, Question

if TYPE_CHECKING:
    from datetime import datetime

    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record

PURPOSE = "attendance"


class AttendanceForm(QObject):
    """Asks for the times of a stay, or for one that was not recorded.

    Signals:
        says: something to tell the person beside the work; carries a sentence.
        done: the form was answered.
    """

    says = Signal(str)
    done = Signal()

    def __init__(self, bridge: Bridge, form: Form) -> None:
        super().__init__(form)
        self.bridge = bridge
        self.form = form
        self._stay, self._sitting = "", ""
        form.filled.connect(self._filled)

    @property
    def _record(self) -> Record:
        return self.bridge.record

    def ask(self, stay: str, moment: str) -> None:
        """Ask for the times of a stay; without one, for somebody who was in the room at this moment too."""
        self._stay = stay
        there = self._record.find(Attendance, stay or None)
        seen = in_room.room_at(self._record, moment, self.bridge.now)
        sitting = self._record.find(Sitting, there.sitting if there else seen.sitting or None)
        if sitting is None:
            return
        self._sitting = sitting.id
        who = tuple((p.id, p.name) for p in people_by_name(self._record))
        name = self._record.get(Person, there.person).initialled if there else ""
        came = _clock(there.arrived_at if there else sitting.opened_at)
        left = _clock(there.left_at if there else sitting.closed_at)
        until = self.tr("Until; as From: was not there")
        questions = (
            *(() if there else (Question("person", self.tr("Who"), "pick", who, needed=True, known=True),)),
            Question("from", self.tr("From"), value=came, needed=True),
            Question("to", until, value=left, hint=self.tr("empty: still there")),
            Question("why", self.tr("Why"), needed=sitting.state == "closed"),
        )
        title = self.tr("Attendance: %1").replace("%1", name) if there else self.tr("Was in the room too")
        self.form.ask(PURPOSE, title, questions, self.tr("Correct"))

    def _filled(self, purpose: str, answers: Answers) -> None:
        act = self._correct(answers) if purpose == PURPOSE else None
        if act is not None:
            self.done.emit()
            self.form.do(self.bridge, act)

    def _correct(self, answers: Answers) -> Act | None:
        there = self._record.find(Attendance, self._stay or None)
        sitting = self._record.get(Sitting, self._sitting)
        person = there.person if there else answers["person"].key
        came = at_clock(answers["from"], sitting.opened_at or self.bridge.now)
        left = at_clock(answers["to"], sitting.opened_at or self.bridge.now) if answers["to"] else None
        if not person or came is None or (answers["to"] and left is None):
            self.says.emit(self.tr("Give times as 9:40, and somebody who is on record."))
            self.form.ask_again("from")
            return None
        return correction(self._record, sitting, there, person, (came, left), answers["why"])


def _clock(at: datetime | None) -> str:
    return f"{local(at):%H:%M}" if at else ""
