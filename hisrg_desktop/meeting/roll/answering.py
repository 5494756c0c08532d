"""Answers to invitations by typing, as at the roll call: letters of a name, and what that person answered."""

import re
from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.answers import AnswerInvitation, Says
from hisrg_desktop.meeting.roll.calling import people_found, read_call
from hisrg_desktop.meeting.roll.entitled import entitled, why_not
from hisrg_desktop.meeting.roll.inviting import invited
from hisrg_desktop.meeting.roll.meetings import Meeting, day_of

_UNDECIDED = re.compile(r"^(.+?)\s*\?$")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What was typed: who may be meant, what they answered, the member who is stood in for, why nobody is meant.

    ``li`` comes, ``-li`` or ``li apologies`` does not come, ``li ?`` is undecided, ``ok for li`` comes in place of Lind.
    """

    says: Says
    people: tuple[Person, ...] = ()
    member: Person | None = None
    why: str = ""


def read_answer(record: Record, meeting: Meeting, typed: str, now: datetime) -> AnswerLine:
    """What a line of answers says, among those who are or were to be invited."""
    if doubt := _UNDECIDED.match(typed.strip()):
        return _answering(record, meeting, "undecided", doubt[1])
    call = read_call(record, typed, now)
    if not call.letters:
        return AnswerLine("comes")
    if call.what == "stands in":
        return _standing_in(record, meeting, call.letters, call.member)
    return _answering(record, meeting, "comes" if call.what == "arrives" else "does not come", call.letters)


def _answering(record: Record, meeting: Meeting, says: Says, letters: str) -> AnswerLine:
    found = people_found(record, letters)
    if not found:
        return AnswerLine(says, why=f"Nobody on record is called “{letters}”.")
    asked = {*entitled(record, meeting), *(invited(record, meeting.id) if says != "comes" else ())}
    may = tuple(person for person in found if person.id in asked)
    return AnswerLine(says, may, why="" if may else why_not(record, meeting, found[0].id).message)


def _standing_in(record: Record, meeting: Meeting, letters: str, member: str) -> AnswerLine:
    on = day_of(meeting)
    members = [p for p in people_found(record, member) if class_of(record, p.id, on) == "member"]
    if len(members) != 1:
        names = ", ".join(p.name for p in members[:3])
        why = f"“{member}” could be {names}." if members else f"No member is called “{member}”."
        return AnswerLine("sends an alternate", why=why)
    found = people_found(record, letters)
    may = tuple(p for p in found if class_of(record, p.id, on) not in ("member", "external"))
    why = "" if may else f"Nobody called “{letters}” can come in place of {members[0].name}."
    return AnswerLine("sends an alternate", may, members[0], why)


def act_for(line: AnswerLine, meeting: str, person: str) -> AnswerInvitation:
    """The act that a line asks for, for this one of those who may be meant."""
    if line.member:
        return AnswerInvitation(meeting=meeting, person=line.member.id, says=line.says, alternate=person)
    return AnswerInvitation(meeting=meeting, person=person, says=line.says)
