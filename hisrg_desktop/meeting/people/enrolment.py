"""Enrolling somebody new: the person, their organisation if it is new, their class and function, as one entry."""

from datetime import date
from typing import Literal

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import ReceiveApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.organisations import AddOrganisation, known_as
from hisrg_desktop.meeting.people.participations import TakePart
from hisrg_desktop.meeting.people.persons import AddPerson
from hisrg_desktop.meeting.record import Change, Record


class Enrol(Act):
    """Enrol a person."""

    person: AddPerson
    organisation: str = ""
    kind: Literal["member", "observer", "applicant", "external", ""] = ""
    role: Role | None = None
    since: date
    panel: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The person; the organisation of this name; then the class (an observer's application with it) and function."""
        if self.kind and not self.organisation:
            raise OutOfOrder(f"{self.person.name} needs an organisation to be entered as {self.kind}.")
        known = known_as(record, self.organisation) if self.organisation else None
        changes: list[Change] = []
        organisation = known.id if known else ""
        if self.organisation and known is None:
            changes += AddOrganisation(name=self.organisation).decide(record, moment)
            organisation = changes[-1].row.id
        changes += self.person.decide(record, moment)
        person = changes[-1].row.id
        for act in self._then(person, organisation):
            changes += act.decide(record.after(changes), moment)
        if self.kind == "observer":
            application = changes[-1].row.id
            try:
                changes += AdmitObserver(application=application, on=self.since).decide(record.after(changes), moment)
            except OutOfOrder as refusal:
                # The application comes to be with this act alone: a remedy that admits on it has none to admit on.
                raise OutOfOrder(refusal.message) from None
        if self.role:
            changes += Appoint(person=person, role=self.role, since=self.since, panel=self.panel).decide(record, moment)
        return changes

    def _then(self, person: str, organisation: str) -> list[Act]:
        if self.kind in ("observer", "applicant"):
            return [ReceiveApplication(person=person, organisation=organisation, received_on=self.since)]
        if self.kind in ("member", "external"):
            taken = {"person": person, "organisation": organisation, "kind": self.kind, "since": self.since}
            return [TakePart.model_validate(taken)]
        return []

    def sentence(self, record: Record) -> str:
        """Names the person and what they are from now on."""
        what = " and ".join(w for w in (self.kind, self.role or "") if w)
        return f"Enrol {self.person.name} as {what}" if what else f"Put {self.person.name} on record"
