"""Phases put right: named, ended, their days changed."""

from datetime import date

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.record import Change, Record, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, called


class ChangePhase(Act):
    """Change the name or the first day of a phase."""

    phase: str
    name: str | None = None
    began: date | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The phase with what was given; what was left out stays."""
        given = {name: value for name in ("name", "began") if (value := getattr(self, name)) is not None}
        phase = record.get(Phase, self.phase)
        if self.began and phase.ended and phase.ended < self.began:
            raise OutOfOrder("A phase cannot end before it begins.")
        return [replaced(phase, **given)]

    def sentence(self, record: Record) -> str:
        """Names the phase."""
        number = record.get(Phase, self.phase).number
        return f"Call phase {number} “{self.name}”" if self.name else f"Change phase {number}"


class EndPhase(Act):
    """End a phase of work."""

    phase: str
    ended: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The phase with its last day; refused while a meeting of it is planned for later."""
        phase = record.get(Phase, self.phase)
        if phase.began and self.ended < phase.began:
            raise OutOfOrder("A phase cannot end before it begins.")
        for meeting in record.where(Meeting, phase=phase.id):
            last = meeting.held_to or meeting.planned_to
            if last > self.ended:
                name = called(record, meeting)
                raise OutOfOrder(f"{name[0].upper()}{name[1:]} belongs to it and ends on {day_in_words(last)}.")
        return [replaced(phase, ended=self.ended)]

    def sentence(self, record: Record) -> str:
        """Names the phase."""
        return f"End phase {record.get(Phase, self.phase).number}"
