"""What is on record, in the words in which a script tells it. Reads rows and asks none of our rules."""

from hisrg_desktop.bench.script import Proposed, Said, Turn
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.sample.build import told


class OnRecord:
    """A record, read with the names by which scripts call people and proposals."""

    def __init__(self, record: Record, proposals: dict[str, str]) -> None:
        self.record = record
        by_name = {one["name"]: one["key"] for one in told("people.json")["people"]}
        # Whom a list of people brought takes no part in a script.
        self.keys = {person.id: by_name[person.name] for person in record.each(Person) if person.name in by_name}
        self.proposals = {number: name for name, number in proposals.items()}

    def said(self) -> list[Said]:
        """The entries taken down in session that are not struck, oldest first."""
        interjections = {i.id for i in self.record.each(Intervention) if i.interjection}
        return [
            Said(
                self.keys.get(c.author or "", ""),
                locator(self.record, c.provision or c.block),
                c.kind,
                self._named(c.text),
                c.intervention in interjections,
            )
            for c in self.record.each(Comment)
            if c.channel == "in session" and not c.struck
        ]

    def turns(self) -> list[Turn]:
        """The turns of speech, oldest first."""
        return [
            Turn(self.keys[i.speaker], i.capacity, i.invitation is not None, i.interjection, i.resumes is not None)
            for i in self.record.each(Intervention)
        ]

    def proposed(self) -> list[Proposed]:
        """The proposals of the play, with who last stood for and against each."""
        return [
            Proposed(
                self.proposals[p.number],
                self.keys[p.sponsor or ""],
                locator(self.record, p.provision),
                p.state,
                self.keys.get(p.taken_up_by or "", ""),
                self._held(p.id, "support"),
                self._held(p.id, "oppose"),
            )
            for p in self.record.each(Proposal)
            if p.number in self.proposals
        ]

    def proposal(self, name: str) -> Proposal:
        """The proposal of this name."""
        return next(p for p in self.record.each(Proposal) if self.proposals.get(p.number) == name)

    def _held(self, proposal: str, stance: str) -> tuple[str, ...]:
        last = {s.person: s.stance for s in self.record.each(Support) if s.proposal == proposal}
        return tuple(self.keys[person] for person, held in last.items() if held == stance)

    def _named(self, text: str) -> str:
        for number, name in self.proposals.items():
            text = text.replace(number, name)
        return text
