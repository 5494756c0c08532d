"""The practice dossier with as many people and meetings as a Working Group may have, the last meeting under way."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hisrg_desktop.bench.dossiers import Dossiers
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.people_lists import columns_asked, previewed, read
from hisrg_desktop.meeting.acts import Together
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.presets import TakePreset, presets
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.floor.giving import EndIntervention
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.people.participations import MOST_MEMBERS, active, organisation_of
from hisrg_desktop.meeting.people.taking_in_columns import HEADING
from hisrg_desktop.meeting.record import Record, added
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Arrive, Attendance
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.inviting import SendInvitations
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, Sitting, current_sitting
from hisrg_desktop.meeting.roll.seats import seating
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.sample.build import Script
from hisrg_desktop.store.ledger import Ledger

OBSERVERS, EXTERNALS, MEETINGS = 400, 2_000, 8
"""How many there are beside thirty-five members, and to how many meetings all of them are invited."""
SEATS = 380
TURNS = 40
"""How many turns of speech a sitting has, each with words taken down."""
_COLUMNS = ("name", "given", "family", "honorific", "email", "country", "organisation", "kind", "since", "applied")
_SAYS = ("comes", "comes", "comes", "comes", "comes", "comes", "comes", "does not come", "undecided", "")
"""What one after the other answers to the invitation; one in ten nothing."""


def crowded(made: Dossiers) -> Path:
    """The practice dossier with a register, invitations, answers, attendance, floor and comments of this size."""
    path = made.copy(made.practice, "crowded")
    script = Script()
    script.desk = Desk.open(path, program="bench", clock=script.clock)
    try:
        script.later(script.desk.entries[-1].at)
        _register(script, made.folder / "crowd.csv")
        _end_of_practice(script)
        for number in range(MEETINGS):
            _meet(script, number)
    finally:
        script.desk.close()
    _debate(path)
    return path


def _register(script: Script, source: Path) -> None:
    record = script.desk.record
    there = [len(active(record, kind, script.at.date())) for kind in ("member", "observer", "external")]
    write_list(source, (MOST_MEMBERS - there[0], OBSERVERS - there[1], EXTERNALS - there[2]))
    reading = read(source)
    assert reading is not None
    act = previewed(record, reading, columns_asked(reading), script.at).act(source.name)
    assert act is not None
    script.do(act)


def _end_of_practice(script: Script) -> None:
    script.later(script.at + timedelta(hours=1))
    if running(script.desk.record):
        script.do(EndIntervention())
    sitting = current_sitting(script.desk.record)
    assert sitting is not None
    script.do(CloseSitting(sitting=sitting.id))


def _meet(script: Script, number: int) -> None:
    """A meeting of two days with its invitations, answers and agenda; the last is in its second sitting."""
    phase = next(script.desk.record.each(Phase)).id
    on = date(2021, 1, 11) + timedelta(weeks=16 * number)
    script.later(datetime.combine(on - timedelta(days=60), time(9), UTC))
    create = CreateMeeting(
        phase=phase, planned_from=on, planned_to=on + timedelta(days=1), place="Leiden", capacity=SEATS
    )
    meeting = script.do(create, "", Meeting)
    script.do(TakePreset(meeting=meeting, preset=presets()[0]))
    script.do(SendInvitations(meeting=meeting))
    _answer(script, meeting, number)
    sittings = script.desk.record.where(Sitting, meeting=meeting)
    items = [item for item in agenda_of(script.desk.record, meeting) if not item.carried_from]
    under_way = number == MEETINGS - 1
    for order, sitting in enumerate(sittings[: 2 if under_way else None]):
        some = items[order * len(items) // len(sittings) : (order + 1) * len(items) // len(sittings)]
        _sit(script, sitting, some, order)
        if not (under_way and order):
            script.do(CloseSitting(sitting=sitting.id))


def _answer(script: Script, meeting: str, number: int) -> None:
    there = seating(script.desk.record, meeting)
    acts = [
        AnswerInvitation.model_validate({"meeting": meeting, "person": person, "says": says})
        for place, person in enumerate(there.basis)
        if (says := _SAYS[(place + number) % len(_SAYS)])
    ]
    script.do(Together(acts=tuple(acts), called=f"Record the answers of {len(acts)} people"))


def _sit(script: Script, sitting: Sitting, items: list[AgendaItem], order: int) -> None:
    assert sitting.planned_from
    assert sitting.planned_to
    opens = sitting.planned_from.astimezone(UTC)
    script.later(opens)
    script.do(OpenSitting(sitting=sitting.id))
    script.do(Arrive(people=_who_come(script.desk.record, sitting.meeting, order)))
    lasts = sitting.planned_to - sitting.planned_from - timedelta(minutes=30)
    for place, item in enumerate(items):
        script.later(opens + place * lasts / len(items))
        script.do(TakeUpItem(item=item.id))
    script.later(opens + lasts)


def _who_come(record: Record, meeting: str, order: int) -> tuple[str, ...]:
    """Who said that they come and has a seat; of them, in each sitting others do not appear."""
    there = seating(record, meeting)
    come = [person for person in (*there.coming, *there.seated) if there.says[person] == "comes"]
    return tuple(person for place, person in enumerate(come) if place % 9 != order)


def _debate(path: Path) -> None:
    """The floor in all sittings of these meetings, and what was said: an entry for each sitting."""
    ledger = Ledger.open(path)
    try:
        record, last = ledger.load(), ledger.entries()[-1]
        large = [s for s in record.each(Sitting) if s.opened_at and len(record.where(Attendance, sitting=s.id)) > TURNS]
        for step, sitting in enumerate(large, 1):
            rows = list(_turns(record, sitting, step))
            entry = Entry(last.number + step, last.at, "", "bench", "TakeDown", f"{len(rows)} rows")
            ledger.append(entry, [added(row) for row in rows])
    finally:
        ledger.close()


def _turns(record: Record, sitting: Sitting, step: int) -> Iterator[Intervention | Comment]:
    """Turns of speech one after the other, a minute each, with a comment in each."""
    places, stays = list(record.each(Provision)), record.where(Attendance, sitting=sitting.id)
    words = [comment.text for comment in record.each(Comment) if len(comment.text) > 40]
    assert sitting.opened_at
    for number in range(TURNS):
        at = sitting.opened_at + timedelta(minutes=2 * number + 2)
        stay, place = stays[number * 11 % len(stays)], places[(step * TURNS + number) * 7 % len(places)]
        letter = badge_of(record, stay.person, at.date())
        house = organisation_of(record, stay.person, at.date())
        spoken: dict[str, Any] = {"organisation": house.id if house else None, "capacity": letter}
        key = f"{sitting.id[:11]}{step:06x}{number:05x}"
        yield Intervention(
            id=key, sitting=sitting.id, speaker=stay.person, began_at=at, ended_at=at + timedelta(minutes=1), **spoken
        )
        yield Comment(
            id=f"{key}c",
            number=f"{letter}-{step}{number:03}",
            author=stay.person,
            text=words[(step + number) % len(words)],
            block=place.block,
            provision=place.id,
            intervention=key,
            at=at,
            **spoken,
        )


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
