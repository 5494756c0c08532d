"""Answers to invitations: who comes, who does not, who sends an alternate. Every answer is kept; the last one holds."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived, removed
from hisrg_desktop.meeting.roll.attendance import Apology
from hisrg_desktop.meeting.roll.entitled import entitled, why_not
from hisrg_desktop.meeting.roll.inviting import invited
from hisrg_desktop.meeting.roll.meetings import Meeting, called, day_of
from hisrg_desktop.meeting.standing import standing

Says = Literal["comes", "does not come", "undecided", "sends an alternate"]


class MeetingAnswer(Row):
    """What somebody answered to an invitation, on which day and by which way.

    One that corrects another takes its place: what was noted wrongly stays on record and counts no more.
    """

    searched = ("remark",)

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id", index=True)
    says: Says
    given_on: date
    way: str = ""
    remark: str = ""
    alternate: str | None = Field(default=None, foreign_key="person.id")
    at: datetime
    corrects: str | None = Field(default=None, foreign_key="meeting_answer.id")


@standing(MeetingAnswer)
def only_a_member_sends_an_alternate(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A member is a seat with one voice; an alternate shares it. External persons may not attend meetings."""
    for change in changes:
        answer = change.after
        if isinstance(answer, MeetingAnswer) and change.before is None and answer.says == "sends an alternate":
            return _wrong_alternate(after, answer)
    return None


def _wrong_alternate(record: Record, answer: MeetingAnswer) -> str | None:
    meeting, name = record.get(Meeting, answer.meeting), record.get(Person, answer.person).name
    on, alternate = day_of(meeting), record.find(Person, answer.alternate)
    if class_of(record, answer.person, on) != "member":
        return f"{name} is no member then; only a member sends an alternate."
    if alternate is None:
        return f"Say who comes in place of {name}."
    held = class_of(record, alternate.id, on)
    if held == "external":
        return f"{alternate.name} is an external person; external persons may not attend meetings."
    if held == "observer" and meeting.kind == "teleconference":
        return f"{alternate.name} observes; observers do not take part in teleconferences."
    if held == "member" or alternate.id == answer.person:
        return f"{alternate.name} has a seat of their own and cannot come in place of {name}."
    return None


class AnswerInvitation(Act):
    """Record the answer to an invitation.

    `corrects` says that the answer before it was noted wrongly: this one takes its place, also in the waiting list.
    """

    meeting: str
    person: str
    says: Says
    on: date | None = None
    way: str = ""
    remark: str = ""
    alternate: str | None = None
    corrects: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The answer, and the apology that it gives or takes back."""
        meeting, person = record.get(Meeting, self.meeting), record.get(Person, self.person)
        last = answer_of(record, meeting.id, person.id)
        if self.says in ("comes", "sends an alternate") and person.id not in entitled(record, meeting):
            raise why_not(record, meeting, person.id)
        if last is None and person.id not in {*entitled(record, meeting), *invited(record, meeting.id)}:
            raise why_not(record, meeting, person.id)
        if self.corrects and last is None:
            raise OutOfOrder(f"{person.name} has given no answer that could be corrected.")
        answer = self._answer(moment, last)
        wrong = _wrong_alternate(record, answer) if answer.says == "sends an alternate" else None
        if wrong:
            raise OutOfOrder(wrong)
        return [added(answer), *self._apology(record, moment)]

    def _answer(self, moment: Moment, last: MeetingAnswer | None) -> MeetingAnswer:
        fields = self.model_dump(include={"meeting", "person", "says", "way", "remark"})
        corrects = last if self.corrects else None
        on = self.on or (corrects.given_on if corrects else moment.at.date())
        return MeetingAnswer(
            id=moment.new_id(),
            at=corrects.at if corrects else moment.at,
            given_on=on,
            alternate=self.alternate if self.says == "sends an alternate" else None,
            corrects=corrects.id if corrects else None,
            **fields,
        )

    def _apology(self, record: Record, moment: Moment) -> list[Change]:
        known = record.where(Apology, meeting=self.meeting, person=self.person)
        if self.says != "does not come":
            return [removed(apology) for apology in known]
        return [] if known else [added(Apology(id=moment.new_id(), meeting=self.meeting, person=self.person))]

    def sentence(self, record: Record) -> str:
        """Names the person and the answer."""
        name, there = record.get(Person, self.person).name, called(record, record.get(Meeting, self.meeting))
        instead = record.find(Person, self.alternate)
        words = f"{name} sends {instead.name} in their place" if instead else f"{name} {_VERBS[self.says]}"
        return f"{'Correct the answer' if self.corrects else 'Record the answer'} to {there}: {words}"


_VERBS = {
    "comes": "comes",
    "does not come": "does not come",
    "undecided": "is undecided",
    "sends an alternate": "sends an alternate",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody's answers come to: the last one, and since when they have been coming without a break."""

    answer: MeetingAnswer
    since: tuple[date, datetime, str] | None


@derived(MeetingAnswer)
def _histories(record: Record) -> dict[str, dict[str, list[MeetingAnswer]]]:
    """Per meeting and person the answers that count, oldest first; one that was corrected counts as its correction."""
    corrected = {answer.corrects for answer in record.each(MeetingAnswer)}
    found: dict[str, dict[str, list[MeetingAnswer]]] = {}
    for answer in record.each(MeetingAnswer):
        if answer.id not in corrected:
            found.setdefault(answer.meeting, {}).setdefault(answer.person, []).append(answer)
    for people in found.values():
        for answers in people.values():
            answers.sort(key=lambda one: (one.at, one.id))
    return found


@derived(MeetingAnswer)
def standings(record: Record) -> dict[str, dict[str, Standing]]:
    """Per meeting and person what the answers come to."""
    return {
        meeting: {person: _standing(answers) for person, answers in people.items()}
        for meeting, people in record.derive(_histories).items()
    }


def _standing(answers: list[MeetingAnswer]) -> Standing:
    first: MeetingAnswer | None = None
    for answer in answers:
        first = (first or answer) if answer.says == "comes" else None
    return Standing(answers[-1], (first.given_on, first.at, first.id) if first else None)


def answer_of(record: Record, meeting: str, person: str) -> MeetingAnswer | None:
    """The answer that holds, or None."""
    there = record.derive(standings).get(meeting, {}).get(person)
    return there.answer if there else None


def answers_of(record: Record, meeting: str, person: str) -> list[MeetingAnswer]:
    """Every answer somebody gave, also those that were corrected, oldest first."""
    return list(record.where(MeetingAnswer, person=person, meeting=meeting))


def says_now(record: Record, meeting: str, person: str, sorry: Container[str]) -> Says | None:
    """What holds for a person; apologies taken back at the roll call leave no answer."""
    if person in sorry:
        return "does not come"
    answer = answer_of(record, meeting, person)
    return None if answer is None or answer.says == "does not come" else answer.says
