"""Admitting, declining and replacing observers."""

from datetime import date, timedelta

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced


def _waiting(record: Record, application: str) -> Application:
    asked = record.get(Application, application)
    if asked.outcome != "waiting":
        raise OutOfOrder(f"This application has been {asked.outcome} already.")
    return asked


def _observer(application: Application, since: date, moment: Moment) -> Participation:
    return Participation(
        id=moment.new_id(),
        person=application.person,
        organisation=application.organisation,
        kind="observer",
        since=since,
        application=application.id,
    )


class AdmitObserver(Act):
    """Admit an applicant as observer."""

    application: str
    on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application admitted, and the observer from that day on."""
        asked = _waiting(record, self.application)
        return [
            replaced(asked, outcome="admitted", decided_on=self.on),
            added(_observer(asked, self.on, moment)),
        ]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Admit {record.get(Person, record.get(Application, self.application).person).name} as observer"


class DeclineApplication(Act):
    """Decline an application to observe."""

    application: str
    on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application declined."""
        return [replaced(_waiting(record, self.application), outcome="declined", decided_on=self.on)]


class ReplaceObserver(Act):
    """Replace an organisation's observer by another applicant."""

    leaving: str
    application: str
    on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The one observes until the day before, the other from this day on."""
        held = record.get(Participation, self.leaving)
        asked = _waiting(record, self.application)
        return [
            replaced(held, until=self.on - timedelta(days=1)),
            replaced(asked, outcome="admitted", decided_on=self.on),
            added(_observer(asked, self.on, moment)),
        ]
