"""A turn of speech put down to the wrong person is moved to the right one, with what was said in it; times are kept."""

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.floor.interventions import Intervention, parts_of_turn, running
from hisrg_desktop.meeting.floor.invitations import (
    Invitation,
    invitation_for,
    needs_invitation,
    refuse_letter_without_floor,
)
from hisrg_desktop.meeting.floor.points import PointOfOrder
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.participations import participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present, seat_then
from hisrg_desktop.meeting.roll.closing import corrected, is_closed
from hisrg_desktop.meeting.roll.meetings import Sitting


class ReassignIntervention(Act):
    """Put a turn of speech down to another person."""

    intervention: str
    person: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The whole turn theirs, with the words, proposals and support in it; numbers and times stay as they are."""
        part = record.get(Intervention, self.intervention)
        name = record.get(Person, self.person).name
        if part.speaker == self.person:
            raise OutOfOrder(f"It is {name}'s already.")
        refuse_letter_without_floor(record, self.person, record.get(Sitting, part.sitting), self._letter(record, part))
        parts = parts_of_turn(record, part)
        if running(record) == parts[-1] and not is_present(record, self.person):
            arrive = Arrive(people=(self.person,))
            raise OutOfOrder(f"{name} is not marked present.", remedy=Together(acts=(arrive, self)))
        closed = is_closed(record, part)
        if closed and not self.why:
            raise OutOfOrder("The sitting is closed; say why this is corrected.")
        recorded, invitation = self._invitation(record, moment, part, closed)
        changes = [*recorded, *(change for one in parts for change in self._moved(record, one, invitation))]
        if closed:
            changes += [corrected(change.row, self.why, moment) for change in tuple(changes)]
        return changes

    def _invitation(
        self, record: Record, moment: Moment, part: Intervention, closed: bool
    ) -> tuple[list[Change], str | None]:
        """The invitation the turn rests on; a closed sitting keeps no open flag, so there it is recorded afterwards."""
        if not needs_invitation(self._letter(record, part)):
            return [], None
        there = invitation_for(record, self.person, part.sitting, part.item)
        if there or not closed:
            return [], there.id if there else None
        given = Invitation(id=moment.new_id(), sitting=part.sitting, person=self.person, at=moment.at, afterwards=True)
        return [added(given)], given.id

    def _seat(self, record: Record, part: Intervention) -> str:
        """Whose seat they had then: who stood in for a member in a sitting that is closed spoke under the member's."""
        return seat_then(record, self.person, part.sitting, part.began_at)

    def _letter(self, record: Record, part: Intervention) -> str:
        return badge_of(record, self._seat(record, part), part.began_at.date())

    def _moved(self, record: Record, part: Intervention, invitation: str | None) -> list[Change]:
        held = participation_of(record, self._seat(record, part), part.began_at.date())
        organisation = held.organisation if held else None
        letter = self._letter(record, part)
        changes: list[Change] = [
            replaced(
                part,
                speaker=self.person,
                organisation=organisation,
                capacity=letter,
                invitation=invitation,
            )
        ]
        changes += [replaced(p, person=self.person) for p in record.where(PointOfOrder, intervention=part.id)]
        for comment in record.where(Comment, intervention=part.id):
            if comment.author == part.speaker:
                changes.append(replaced(comment, author=self.person, organisation=organisation, capacity=letter))
                changes += self._said_in(record, comment, part.speaker)
        return changes

    def _said_in(self, record: Record, comment: Comment, speaker: str) -> list[Change]:
        sponsored = record.where(Proposal, comment=comment.id, sponsor=speaker)
        voiced = record.where(Support, comment=comment.id, person=speaker)
        return [
            *(replaced(proposal, sponsor=self.person) for proposal in sponsored),
            *(replaced(support, person=self.person) for support in voiced),
        ]

    def sentence(self, record: Record) -> str:
        """Names both."""
        was = record.get(Person, record.get(Intervention, self.intervention).speaker).name
        return f"Put {was}'s turn of speech down to {record.get(Person, self.person).name}"
