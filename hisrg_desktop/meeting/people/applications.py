"""Applications of would-be observers: received, then admitted or declined."""

from datetime import date
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record, Row, added


class Application(Row):
    """A formal application by e-mail to the Secretariat to observe for an organisation."""

    person: str = Field(foreign_key="person.id", index=True)
    organisation: str = Field(foreign_key="organisation.id")
    received_on: date
    outcome: Literal["waiting", "admitted", "declined"] = "waiting"
    decided_on: date | None = None


class ReceiveApplication(Act):
    """Put an application to observe on record."""

    person: str
    organisation: str
    received_on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application, waiting."""
        return [added(Application(id=moment.new_id(), **self.model_dump()))]
