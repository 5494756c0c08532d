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
