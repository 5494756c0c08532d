"""What the session page shows of turns of speech that have ended, to be put right, and what is typed to do so."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.meeting.floor.correcting import corrections_of
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import needs_invitation
from hisrg_desktop.meeting.local_time import at_clock, local
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import was_present
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, number_of


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn of speech: who spoke, from when to when, the first words taken down, what is out of order or was corrected.

    `known` is what it can be found by; `reasons` says why it was corrected; `thrown_in` has no times of its own.
    """

    key: str
    name: str
    who: str
    began: str
    ended: str
    said: str
    mark: str
    known: str
    reasons: tuple[str, ...] = ()
    uninvited: bool = False
    absent: bool = False
    closed: bool = False
    thrown_in: bool = False


def sittings(record: Record) -> list[tuple[str, str]]:
    """The sittings in which somebody had the floor, the latest first."""
    opened = [s for s in record.each(Sitting) if s.opened_at and record.where(Intervention, sitting=s.id)]
    opened.sort(key=lambda s: str(s.opened_at), reverse=True)
    return [(s.id, f"{number_of(record, record.get(Meeting, s.meeting))} · {named(s)}") for s in opened]


def turns(record: Record, sitting: str) -> list[TurnRow]:
    """The turns of a sitting that have ended, oldest first."""
    ended = [one for one in record.where(Intervention, sitting=sitting) if one.ended_at]
    return [_row(record, one) for one in sorted(ended, key=lambda one: (one.began_at, one.id))]


def found(rows: list[TurnRow], typed: str) -> list[TurnRow]:
    """Those by whom, by whose organisation, in whose words or at whose time all that was typed is found."""
    wanted = folded(typed).split()
    return [row for row in rows if all(word in _known(row.known) for word in wanted)]


@lru_cache(maxsize=4096)
def _known(words: str) -> str:
    """The words as they are looked for; kept, for a list is searched with each letter that is typed."""
    return folded(words)


def _row(record: Record, turn: Intervention) -> TurnRow:
    person = record.get(Person, turn.speaker)
    organisation = record.find(Organisation, turn.organisation)
    said = " ".join(c.text for c in record.where(Comment, intervention=turn.id) if not c.struck)
    reasons = corrections_of(record, turn)
    uninvited = needs_invitation(turn.capacity) and turn.invitation is None
    absent = was_present(record, turn.speaker, turn.sitting, turn.began_at) is None
    began = _clock(turn.began_at)
    flags = ("! invitation missing" if uninvited else "", "! not marked present" if absent else "")
    known = (person.name, organisation.name if organisation else "", organisation.short if organisation else "", said)
    return TurnRow(
        turn.id,
        person.name,
        f"{turn.capacity}  {person.initialled}",
        began,
        _clock(turn.ended_at) if turn.ended_at else "",
        said or ("" if turn.counts else "goes on"),
        " · ".join(filter(None, (*flags, f"corrected: {reasons[-1]}" if reasons else ""))),
        " ".join((*known, began)),
        reasons,
        uninvited,
        absent,
        record.get(Sitting, turn.sitting).state == "closed",
        turn.interjection,
    )


def _clock(at: datetime) -> str:
    return f"{local(at):%H:%M:%S}"


def time_meant(turn: Intervention, typed: str, shown: str, day: datetime) -> tuple[datetime | None, str]:
    """The instant typed, None where it is the one shown; and what is wrong with it, in words."""
    if typed.strip() == shown:
        return None, ""
    at = at_clock(typed, day)
    return at, "" if at else f"“{typed}” is no time; type it as {_clock(turn.began_at)}."
