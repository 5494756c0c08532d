"""How soon the people page is usable with many people on record, a long list looked through, and badges are made."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import seconds
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.desk.people_lists import columns_asked, previewed, read
from hisrg_desktop.documents.guests import guests
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.participations import MOST_MEMBERS, Participation, active
from hisrg_desktop.meeting.people.taking_in_columns import HEADING
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting
from hisrg_desktop.store.ledger import Ledger

OBSERVERS, EXTERNALS, MEETINGS = 400, 2_000, 8
"""How many there are beside thirty-five members."""
LISTED = 3_000
"""How many rows a list has that is looked through."""
ROUNDS = 3
_COLUMNS = ("name", "given", "family", "honorific", "email", "country", "organisation", "kind", "since", "applied")


def rows(made: Dossiers) -> Iterator[Row]:
    """The page chosen, the filter typed, a list of three thousand rows looked through."""
    path = crowded(made)
    answer = told("peopled", str(path))
    for name, what, goal in (
        ("chosen", "the people page chosen, until it is drawn", 0.15),
        ("changed", "the same after somebody was added meanwhile", 0.15),
        ("filter", "a filter of all of them to its list, median", 0.05),
        ("longest", "a filter of all of them to its list, longest", 0.05),
    ):
        against = f"{MOST_MEMBERS + OBSERVERS + EXTERNALS:,} people"
        yield Row("people", what, float(answer[name]), against, goal=Goal(most=goal))
    yield from _looked_through(made)
    yield _badges(path)


def _badges(path: Path) -> Row:
    ledger = Ledger.read(path)
    try:
        record = ledger.load()
    finally:
        ledger.close()
    # The last one, of which nobody knows the room yet: everybody may come.
    meeting = max(record.each(Meeting), key=_planned)
    count = len(guests(record, meeting))
    options = Options(meeting=meeting.id, suffix=".pdf")
    took = sorted(seconds(lambda: produce("badges", record, options, _nothing_kept)) for _ in range(ROUNDS))[
        ROUNDS // 2
    ]
    return Row("people", f"badges for {count} people", took, goal=Goal(most=3.0))


def _looked_through(made: Dossiers) -> Iterator[Row]:
    with made.desk(made.practice) as desk:
        for suffix in (".csv", ".xlsx"):
            path = made.folder / f"list{suffix}"
            write_list(path, (0, OBSERVERS, LISTED - OBSERVERS))

            def look(path: Path = path) -> None:
                reading = read(path)
                assert reading is not None
                found = previewed(desk.record, reading, columns_asked(reading), desk.now())
                assert len(found.taken) == LISTED, found.counts

            took = sorted(seconds(look) for _ in range(ROUNDS))[ROUNDS // 2]
            yield Row(
                "people", f"a {suffix} list of {LISTED:,} rows read and looked through", took, goal=Goal(most=2.0)
            )


def _nothing_kept(_: str) -> None:
    """No file is kept that badges need."""


def _planned(meeting: Meeting) -> date:
    return meeting.planned_from


def crowded(made: Dossiers) -> Path:
    """The practice dossier with as many people and meetings as a Working Group may have."""
    path = made.copy(made.practice, "crowded")
    desk = Desk.open(path, program="bench")
    try:
        day = desk.now().date()
        there = [len(active(desk.record, kind, day)) for kind in ("member", "observer", "external")]
        wanted = (MOST_MEMBERS - there[0], OBSERVERS - there[1], EXTERNALS - there[2])
        source = made.folder / "crowd.csv"
        write_list(source, wanted)
        reading = read(source)
        assert reading is not None
        act = previewed(desk.record, reading, columns_asked(reading), desk.now()).act(source.name)
        assert act is not None
        desk.do(act).result()
        _meet(desk)
        assert len(desk.record.all(Participation)) >= sum(wanted)
    finally:
        desk.close()
    return path


def _meet(desk: Desk) -> None:
    phase = next(desk.record.each(Phase)).id
    last = max(meeting.planned_to for meeting in desk.record.each(Meeting))
    for number in range(len(desk.record.all(Meeting)), MEETINGS):
        on = last + timedelta(days=200 * number)
        act = CreateMeeting(phase=phase, number=20 + number, planned_from=on, planned_to=on + timedelta(days=2))
        desk.do(act).result()


def write_list(path: Path, wanted: tuple[int, int, int]) -> None:
    """A list of so many new members, observers and external persons, the first two of organisations of their own."""
    kinds = [kind for kind, count in zip(("member", "observer", "external"), wanted, strict=True) for _ in range(count)]
    lines = [[HEADING[key] for key in _COLUMNS], *(_line(number, kind) for number, kind in enumerate(kinds))]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(lines)
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for line in lines:
        sheet.append(line)
    book.save(path)


def _line(number: int, kind: str) -> list[str]:
    given, family = f"{_GIVEN[number % len(_GIVEN)]}", f"{_FAMILY[number // 7 % len(_FAMILY)]}-{number}"
    body = f"Trading House {number}" if kind != "external" else f"Office {number % 600} of the Harbours"
    applied = "2019-11-01" if kind == "observer" else ""
    return [
        f"{given} {family}",
        given,
        family,
        "Dr",
        f"p{number}@example.org",
        "Maravel",
        body,
        kind,
        "2020-01-15",
        applied,
    ]


_GIVEN = ("Åsa", "Bram", "Chidi", "Dóra", "Émile", "Fatou", "Goran", "Hana", "Ines", "Jun")
_FAMILY = ("Adeyemi", "Řezník", "Castellanos", "van der Wiel", "Ó Briain", "Tanaka", "Łukasz", "Moreau", "Haddad")
