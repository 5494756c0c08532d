"""Who of the members has answered, and what everybody invited to a meeting has said."""

from collections import Counter
from collections.abc import Iterable, Iterator

from hisrg_desktop.documents.head import counted, document, joined
from hisrg_desktop.documents.outline import Column, Document, Heading, Paragraph, Part, Table
from hisrg_desktop.meeting.comments.called import folded
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.panels.reports import panels_chaired
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.participations import class_of, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.roll.answers import answer_of
from hisrg_desktop.meeting.roll.inviting import invited
from hisrg_desktop.meeting.roll.meetings import Meeting, day_of
from hisrg_desktop.meeting.roll.seats import Seating, seating

_GROUPS = (("Members", "CM"), ("Panel chairs", "P"), ("Secretariat", "S"), ("Observers", "O"))
_SEATS = {"kept": "kept", "seated": "seat", "waiting": "waiting", "": ""}


def responses(record: Record, meeting: Meeting) -> Document:
    """The members who have not answered or are undecided, then the answers of all by class."""
    there = seating(record, meeting.id)
    silent = _silent(record, meeting, there)
    parts: list[Part] = [Paragraph(_summary(record, meeting, there) if there.basis else "Nobody is to be invited yet.")]
    if silent:
        parts += [Heading(f"Members still to be asked ({len(silent)})", 2), _missing(record, meeting, silent)]
    for heading, letters in _GROUPS:
        people = [p for p in there.basis if badge_of(record, p, day_of(meeting)) in letters]
        if people:
            parts += [Heading(f"{heading} ({len(people)})", 2), _answers(record, meeting, there, people)]
    return document(record, meeting, "Responses", parts)


def responses_table(record: Record, meeting: Meeting) -> Table:
    """The same as one table, for a sheet."""
    there = seating(record, meeting.id)
    columns = [Column("Name", 2800), Column("As", 1400), Column("Organisation", 3600), Column("Invited on", 1600)]
    columns += [Column("Answer", 2000), Column("On", 1600), Column("By", 1400), Column("Remark", 3600)]
    columns += [Column("Seat", 1200), Column("Written comments", 2100, number=True)]
    return Table(columns, [_row(record, meeting, there, person) for person in _by_name(record, there.basis)])


def _row(record: Record, meeting: Meeting, there: Seating, person: str) -> tuple[str, ...]:
    seat = _SEATS[there.seat_of(person)] if meeting.kind == "face-to-face" else ""
    invited_on, said = _sent(record, meeting, person), _said(record, meeting, there, person)
    return (*_named(record, meeting, person), invited_on, *said, seat, str(_written(record).get(person, 0)))


def _silent(record: Record, meeting: Meeting, there: Seating) -> list[str]:
    """The members of whom no answer is on record; one who is undecided has given none that helps."""
    on = day_of(meeting)
    members = [p for p in there.basis if class_of(record, p, on) == "member"]
    return [p for p in _by_name(record, members) if there.says[p] in (None, "undecided")]


def _summary(record: Record, meeting: Meeting, there: Seating) -> str:
    on = day_of(meeting)
    said = Counter(there.says[p] or "" for p in there.basis if class_of(record, p, on) == "member")
    members = sum(said.values())
    come = said["comes"] + said["sends an alternate"]
    told = (
        (come, "comes", "come"),
        (said["does not come"], "does not come", "do not come"),
        (said["undecided"], "is undecided", "are undecided"),
        (said[""], "has not answered", "have not answered"),
    )
    found = [counted(*one) for one in told if one[0]]
    words = f"Of {members} member{'' if members == 1 else 's'} {joined(found)}." if found else "There are no members."
    if meeting.kind == "face-to-face":
        words += " Seats of members, panel chairs and the secretariat are kept for them, whatever they answer."
        seats = [counted(len(there.seated), "has a seat", "have a seat")] if there.seated else []
        seats += [counted(len(there.waiting), "is on the waiting list", "are on the waiting list")]
        seated = joined(seats if there.waiting else seats[:-1])
        words += f" Of the observers {seated or 'none has a seat yet'}."
    return words


def _missing(record: Record, meeting: Meeting, people: list[str]) -> Table:
    """Members without an answer, with what else has come from them: written comments are answers as well."""
    written = _written(record)
    columns = [Column("Name", 2900), Column("Organisation", 3400), Column("Invited on", 1600)]
    columns += [Column("Written comments", 1398)]
    rows = []
    for person in people:
        name, _, house = _named(record, meeting, person)
        rows.append((name, house, _sent(record, meeting, person), str(written.get(person, 0))))
    return Table(columns, rows)


def _answers(record: Record, meeting: Meeting, there: Seating, people: Iterable[str]) -> Table:
    columns = [Column("Name", 2400), Column("Organisation", 2500), Column("Answer", 1900), Column("On", 1498)]
    columns += [Column("Seat", 1000)]
    rows = []
    for person in _by_name(record, people):
        name, _, house = _named(record, meeting, person)
        answer, on, _, remark = _said(record, meeting, there, person)
        seat = _SEATS[there.seat_of(person)] if meeting.kind == "face-to-face" else ""
        rows.append((name, house, ": ".join(filter(None, (answer, remark))), on, seat))
    return Table(columns, rows)


def _named(record: Record, meeting: Meeting, person: str) -> tuple[str, str, str]:
    who, on = record.get(Person, person), day_of(meeting)
    organisation = organisation_of(record, person, on)
    held = class_of(record, person, on) or "by function"
    house = organisation.name if organisation else " and ".join(panels_chaired(record, person, on))
    return f"{who.honorific} {who.name}".strip(), held, house


def _sent(record: Record, meeting: Meeting, person: str) -> str:
    sent = invited(record, meeting.id).get(person)
    return day_in_words(sent.sent_on) if sent else "not yet invited"


def _said(record: Record, meeting: Meeting, there: Seating, person: str) -> tuple[str, str, str, str]:
    """The answer that holds: what, when, by which way, with which remark."""
    said, answer = there.says[person], answer_of(record, meeting.id, person)
    if said is None or answer is None or answer.says != said:
        return said or "no answer", "", "", ""
    instead = record.find(Person, answer.alternate)
    words = f"sends {instead.name}" if instead else said
    return words, day_in_words(answer.given_on), answer.way, answer.remark


@derived(Comment)
def _counted(record: Record) -> Counter[str]:
    return Counter(_authors(record))


def _written(record: Record) -> Counter[str]:
    """How many written comments each author sent."""
    return record.derive(_counted)


def _authors(record: Record) -> Iterator[str]:
    for comment in record.each(Comment):
        if comment.author and comment.channel in ("written", "consultation"):
            yield comment.author


def _by_name(record: Record, people: Iterable[str]) -> list[str]:
    return sorted(people, key=lambda p: (folded(record.get(Person, p).sort_name), p))
