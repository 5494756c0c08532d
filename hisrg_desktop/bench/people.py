"""How soon the people page is usable with many people on record, and what it holds; lists looked through, papers made."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from hisrg_desktop.bench.child import told
from hisrg_desktop.bench.crowd import EXTERNALS, MEETINGS, OBSERVERS, crowded, write_list
from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.bench.rounds import seconds
from hisrg_desktop.bench.rows import Goal, Row
from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.desk.people_lists import columns_asked, previewed, read
from hisrg_desktop.documents.badges import badges
from hisrg_desktop.documents.guests import Guest, Occasion, guests
from hisrg_desktop.meeting.people.duplicates import organisations_likely_one, people_likely_one
from hisrg_desktop.meeting.people.participations import MOST_MEMBERS
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.store.ledger import Ledger

LISTED = 3_000
"""How many rows a list has that is looked through."""
BADGES = 450
ROUNDS = 3
_PATIENCE = 240
_HELD = 0.05
"""Seconds for which the windows may be held at most."""
_PAPERS: tuple[tuple[str, str, float | None], ...] = (
    ("badges", ".pdf", 3.0),
    ("place-cards", ".pdf", None),
    ("sign-in", ".pdf", None),
    ("participants", ".docx", None),
    ("attendance", ".docx", None),
    ("mail-merge", ".xlsx", None),
    ("distribution", ".xlsx", None),
    ("responses", ".xlsx", None),
)
"""What is printed and sent for everybody, as what, and the goal in seconds where there is one."""


def rows(made: Dossiers) -> Iterator[Row]:
    """The page chosen, the filter typed, the views worked with; a list of three thousand rows; papers for everybody."""
    path = crowded(made)
    against = f"{MOST_MEMBERS + OBSERVERS + EXTERNALS:,} people, {MEETINGS} meetings"
    # The first start writes byte-code, which an installed program has.
    told("opened", str(path))
    opened = told("opened", str(path))
    yield Row("people", "the dossier opened, until a key is seen", float(opened["usable"]) - opened["began"], against)
    yield Row("people", "memory then", float(opened["resident"]), against, unit="MB")
    answer = told("peopled", str(path), patience=_PATIENCE)
    for name, what, goal in (
        ("chosen", "the people page chosen, until it is drawn", 0.15),
        ("changed", "the same after somebody was added meanwhile", 0.15),
        ("filter", "a filter of all of them to its list, median", 0.05),
        ("longest", "a filter of all of them to its list, longest", 0.05),
    ):
        yield Row("people", what, float(answer[name]), against, goal=Goal(most=goal))
    for what, (held, worked) in answer["held"].items():
        yield Row("people", what, float(held), f"held; computed {worked * 1000:.0f} ms of it", goal=Goal(most=_HELD))
    yield from _looked_through(made)
    yield from _of_the_record(path)


def _of_the_record(path: Path) -> Iterator[Row]:
    ledger = Ledger.read(path)
    try:
        record = ledger.load()
    finally:
        ledger.close()
    yield Row("people", "who is likely on record twice", _middle(lambda: _likely(record)), "not in the windows' thread")
    meeting = max(record.each(Meeting), key=_planned)
    invited = f"{len(guests(record, meeting))} people have badges"
    for kind, suffix, most in _PAPERS:
        options = Options(meeting=meeting.id, suffix=suffix)
        took = _middle(lambda: produce(kind, record, options, _nothing_kept))  # noqa: B023 - measured at once
        yield Row("people", f"{kind} as {suffix}", took, invited, goal=Goal(most=most))

    yield Row("people", f"badges of {BADGES} people not named before", _middle(_Badges()), goal=Goal(most=3.0))


class _Badges:
    """Makes badges, each time with names of which nothing is remembered."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self) -> None:
        self._made += 1
        people = [self._person(number) for number in range(BADGES)]
        badges(people, Occasion("The Hague Group", "Meeting 2.4 · Leiden · 14 September 2020"), datetime.now(UTC))

    def _person(self, number: int) -> Guest:
        name = f"Ada-{self._made} van der {number} Lind"
        letter = "MPOS"[number % 4]
        return Guest(letter, name, "Dr", name, f"Institute of Orbital Law {number}-{self._made}", "", "Observer")


def _likely(record: Record) -> None:
    bare = record.bare()
    people_likely_one(bare)
    organisations_likely_one(bare)


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

            yield Row(
                "people",
                f"a {suffix} list of {LISTED:,} rows read and looked through",
                _middle(look),
                goal=Goal(most=2.0),
            )


def _middle(work: Callable[[], object]) -> float:
    return sorted(seconds(work) for _ in range(ROUNDS))[ROUNDS // 2]


def _nothing_kept(_: str) -> None:
    """No file is kept that these papers need."""


def _planned(meeting: Meeting) -> date:
    return meeting.planned_from
