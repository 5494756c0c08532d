"""Applications of would-be observers: received, perhaps asked about, then admitted, declined or withdrawn."""

from datetime import date
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced

Outcome = Literal["waiting", "admitted", "declined", "withdrawn"]


class Application(Row):
    """A formal application by e-mail to the Secretariat to observe for an organisation.

    While it waits the secretariat may have `asked` for more information; `reason` says why it was declined or withdrawn.
    """

    person: str = Field(foreign_key="person.id", index=True)
    organisation: str = Field(foreign_key="organisation.id")
    received_on: date
    received_by: str = ""
    asked_on: date | None = None
    asked: str = ""
    outcome: Outcome = "waiting"
    decided_on: date | None = None
    reason: str = ""


class ReceiveApplication(Act):
    """Put an application to observe on record."""

    person: str
    organisation: str
    received_on: date
    received_by: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application, waiting; refused where the same one waits already."""
        for other in record.where(Application, person=self.person, outcome="waiting"):
            if other.organisation == self.organisation:
                name, body = _names(record, other)
                raise OutOfOrder(
                    f"The application of {name} for {body}, received {day_in_words(other.received_on)}, is waiting already."
                )
        fields = self.model_dump() | {"received_by": self.received_by or moment.by}
        return [added(Application(id=moment.new_id(), **fields))]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Put the application of {record.get(Person, self.person).name} to observe on record"


class AskApplicant(Act):
    """Ask an applicant for more information."""

    application: str
    on: date
    what: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application, waiting for the answer."""
        there = waiting(record, self.application, self.on)
        return [replaced(there, asked_on=self.on, asked=self.what)]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Ask {_applicant(record, self.application)} for more information"


class DeclineApplication(Act):
    """Decline an application to observe."""

    application: str
    on: date
    reason: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application declined, with the reason where one was given."""
        there = waiting(record, self.application, self.on)
        return [replaced(there, outcome="declined", decided_on=self.on, reason=self.reason)]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Decline the application of {_applicant(record, self.application)}"


class WithdrawApplication(Act):
    """Record that an application to observe was withdrawn."""

    application: str
    on: date
    reason: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application withdrawn."""
        there = waiting(record, self.application, self.on)
        return [replaced(there, outcome="withdrawn", decided_on=self.on, reason=self.reason)]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Record that {_applicant(record, self.application)} withdrew the application"


def waiting(record: Record, application: str, on: date) -> Application:
    """The application that waits; refused where it is decided, or where it was not yet received on this day."""
    there = record.get(Application, application)
    if there.outcome != "waiting":
        raise OutOfOrder(f"This application has been {there.outcome} already.")
    if on < there.received_on:
        raise OutOfOrder(f"This application was received only on {day_in_words(there.received_on)}.")
    return there


def _names(record: Record, application: Application) -> tuple[str, str]:
    return record.get(Person, application.person).name, record.get(Organisation, application.organisation).name


def _applicant(record: Record, application: str) -> str:
    return _names(record, record.get(Application, application))[0]
