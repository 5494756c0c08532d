"""Who said it: by name, or only as what, where the Group issues a document without names."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.functions import Function, badge_of
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record

Names = Literal["full", "none"]

_AS_WHAT = {"C": "the Chair", "M": "a member", "O": "an observer", "S": "the secretariat", "P": "a panel"}
_OTHERS = "a person outside the Group"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Says who somebody is, in the manner of one document."""

    record: Record
    names: Names

    def person(self, key: str | None, on: date, by: str = "") -> str:
        """A person on record as the reader may know them: “A. Lind (SWF)”, or “a member”."""
        person = self.record.find(Person, key)
        if self.names == "none":
            return self.as_what(badge_of(self.record, key, on) if key else "", key)
        if person is None:
            return by or group_name(self.record)
        organisation = organisation_of(self.record, person.id, on)
        return f"{person.initialled} ({organisation.short or organisation.name})" if organisation else person.initialled

    def under(self, item: str | None) -> "Attribution":
        """The manner in which this item of the agenda is reported: one held without attribution names nobody."""
        there = self.record.find(AgendaItem, item)
        return Attribution(self.record, "none") if there and not there.attributed else self

    def as_what(self, capacity: str, person: str | None = None) -> str:
        """What somebody is in the room, without a name."""
        if capacity == "P":
            function = self.record.one(Function, person=person, role="panel chair") if person else None
            panel = self.record.find(Panel, function.panel) if function else None
            return f"the {panel.name}" if panel else _AS_WHAT["P"]
        return _AS_WHAT.get(capacity, _OTHERS)

    def author(self, comment: Comment) -> str:
        """Who made a comment, as what they were then; an item of the agenda can be without names by itself."""
        if self._hidden(comment):
            return self.as_what(comment.capacity, comment.author)
        person = self.record.find(Person, comment.author)
        organisation = self.record.find(Organisation, comment.organisation)
        name = person.initialled if person else comment.by or "the secretariat"
        return f"{name} ({organisation.short or organisation.name})" if organisation else name

    def full_author(self, comment: Comment) -> str:
        """The name under which a comment or a change stands in Word."""
        if self._hidden(comment):
            return group_name(self.record)
        person = self.record.find(Person, comment.author)
        return person.name if person else comment.by or group_name(self.record)

    def sponsor(self, proposal: Proposal) -> str:
        """Who proposed it."""
        comment = self.record.find(Comment, proposal.comment)
        return self.author(comment) if comment else self.person(proposal.sponsor, proposal.at.date(), proposal.by)

    def _hidden(self, comment: Comment) -> bool:
        if self.names == "none":
            return True
        intervention = self.record.find(Intervention, comment.intervention)
        item = self.record.find(AgendaItem, intervention.item) if intervention else None
        return item is not None and not item.attributed

    def number(self, comment: Comment) -> str:
        """A comment's number; it names the organisation, and so stays out of a document without names."""
        return "" if self._hidden(comment) else comment.number


def initials(name: str) -> str:
    """The first letters of a name, at most three."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha()).upper()[:3] or "WG"
