"""Who was invited to a meeting, on which day and on what basis."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference, entitled, why_not
from hisrg_desktop.meeting.roll.meetings import Meeting, called
from hisrg_desktop.meeting.standing import standing


class MeetingInvitation(Row):
    """An invitation to a meeting that went out, with what it was based on then."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id", index=True)
    basis: str
    sent_on: date


@standing(MeetingInvitation)
def only_those_who_may_come_are_invited(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Observers are not invited to teleconferences, external persons to no meeting at all."""
    for change in changes:
        sent = change.after
        # Of two who turn out to be one person both may have been invited.
        if isinstance(sent, MeetingInvitation) and change.before is None:
            meeting = after.get(Meeting, sent.meeting)
            if sent.person not in entitled(after, meeting):
                return why_not(after, meeting, sent.person).message
            if len(after.where(MeetingInvitation, meeting=sent.meeting, person=sent.person)) > 1:
                return f"{after.get(Person, sent.person).name} has been invited already."
    return None


@standing(AskedToTeleconference)
def a_decision_that_was_acted_on_stays(before: Record, after: Record, changes: list[Change]) -> str | None:
    """The chair's decision stays on record once the panel chair was invited on it."""
    for change in changes:
        asked = change.before
        if change.after is not None or not isinstance(asked, AskedToTeleconference):
            continue
        if after.where(MeetingInvitation, meeting=asked.meeting, person=asked.person):
            return f"{after.get(Person, asked.person).name} has been invited on this decision of the chair."
    return None


class SendInvitations(Act):
    """Put on record that invitations went out.

    Without people they are all who are to be invited and have not been.
    """

    meeting: str
    people: tuple[str, ...] = ()
    on: date | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """One invitation for each, with its basis and day; refused for somebody who is not to be invited."""
        meeting = record.get(Meeting, self.meeting)
        basis = entitled(record, meeting)
        known = invited(record, meeting.id)
        for person in self.people:
            if person not in basis:
                raise why_not(record, meeting, person)
        due = [person for person in self.people or basis if person not in known]
        if not due:
            who = "Everybody who is to be invited" if not self.people else "Everybody chosen"
            raise OutOfOrder(f"{who} has been invited to {called(record, meeting)} already.")
        on = self.on or moment.at.date()
        return [
            added(
                MeetingInvitation(
                    id=moment.new_id(), meeting=meeting.id, person=person, basis=basis[person].basis, sent_on=on
                )
            )
            for person in due
        ]

    def sentence(self, record: Record) -> str:
        """Names one person, else the meeting."""
        there = called(record, record.get(Meeting, self.meeting))
        if len(self.people) == 1:
            return f"Invite {record.get(Person, self.people[0]).name} to {there}"
        return f"Invite {len(self.people) or 'all who are to come'} to {there}"


def invited(record: Record, meeting: str) -> dict[str, MeetingInvitation]:
    """The invitations that went out, by person."""
    return {sent.person: sent for sent in record.where(MeetingInvitation, meeting=meeting)}


def not_invited(record: Record, meeting: Meeting) -> list[str]:
    """Those who are to be invited and have not been, such as who was admitted since."""
    known = invited(record, meeting.id)
    return [person for person in entitled(record, meeting) if person not in known]
