"""A sheet to sign at the door: for each sitting, everybody who may come by group, and lines for others."""

from collections.abc import Iterator
from datetime import timedelta

from hisrg_desktop.documents.guests import Guest, guests
from hisrg_desktop.documents.head import document, weekday
from hisrg_desktop.documents.outline import Column, Document, Heading, PageBreak, Paragraph, Part, Run, Table, Words
from hisrg_desktop.meeting.charts.groups import GROUPS
from hisrg_desktop.meeting.local_time import day_in_words, local
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, named, sittings_of

LINE = 620
"""How high a line to sign on is, in twips: eleven millimetres."""
PLEASE = "Please sign beside your name. Nobody else can sign for you."
SPARE = 6
_MOST = 15
"""How many lines there are for others, and how many where nobody is listed: as many as the first page has room for."""


def sign_in(record: Record, meeting: Meeting) -> Document:
    """A list for each sitting; where none is planned yet, for each day of the meeting."""
    people = guests(record, meeting)
    parts: list[Part] = []
    for number, occasion in enumerate(_occasions(record, meeting)):
        parts += [PageBreak()] if number else []
        parts += [Heading(occasion), Paragraph(PLEASE if people else "Please sign beside your name.")]
        parts += _lists(people, occasion)
    return document(record, meeting, "Sign-in sheet", parts)


def _occasions(record: Record, meeting: Meeting) -> Iterator[str]:
    planned = sittings_of(record, meeting.id)
    for sitting in planned:
        name, at = named(sitting), sitting.opened_at or sitting.planned_from
        yield ", ".join(filter(None, (f"{name[0].upper()}{name[1:]}", day_in_words(local(at).date()) if at else "")))
    if not planned:
        for number in range((meeting.planned_to - meeting.planned_from).days + 1):
            yield weekday(meeting.planned_from + timedelta(days=number))


def _lists(people: list[Guest], occasion: str) -> Iterator[Part]:
    number = 0
    for letter, group in GROUPS.items():
        own = [one for one in people if one.letter == letter]
        if own:
            yield Heading(f"{group} ({len(own)})", 2)
            yield _table([[f"{number + place}", *_cells(one), ""] for place, one in enumerate(own, 1)], occasion)
            number += len(own)
    yield Heading(f"{'Others: name' if people else 'Name'} and organisation in block letters", 2)
    spare = SPARE if people else _MOST
    yield _table([[f"{number + place}", "", "", ""] for place in range(1, spare + 1)], occasion)


def _cells(one: Guest) -> tuple[Words, Words]:
    function = one.word if one.letter == "S" else one.word.partition(" · ")[2]
    name = f"{one.honorific} {one.name}".strip()
    return ([Run(name), Run(f" – {function}", soft=True)] if function else name), one.organisation


def _table(rows: list[list[Words]], occasion: str) -> Table:
    # The headings stand on every page: a sheet that is found alone still says for which sitting it was signed.
    columns = [Column("No.", 620), Column("Name", 3000), Column("Organisation", 2700)]
    columns += [Column(f"Signature: {occasion}", 2978)]
    return Table(columns, rows, row_height=LINE)
