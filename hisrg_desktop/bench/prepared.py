"""The dossier on the eve of a meeting: people, draft, comments received, agenda and sittings; nobody has spoken yet."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.people.group import BeginPhase, Phase
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, PlanSitting, Sitting
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.sample.build import Script, told
from hisrg_desktop.sample.comments import receive_comments
from hisrg_desktop.sample.people import register
from hisrg_desktop.sample.reports import receive_reports
from hisrg_desktop.shipped import shipped

EVE = datetime(2020, 9, 14, 6, 30, tzinfo=UTC)
"""When the secretary opens the dossier on the first day, half an hour before the first sitting."""
SITTINGS = tuple(f"{day} {part}" for day in ("Monday", "Tuesday", "Wednesday") for part in ("morning", "afternoon"))


def prepare(path: Path, sittings: tuple[str, ...] = SITTINGS) -> Path:
    """The dossier at this path, closed: the practice Group before its meeting, with these sittings planned."""
    script = Script()
    script.desk = begin(
        path,
        shipped("sample/draft.docx"),
        name="Practice Group of the Seven Harbours",
        practice=True,
        clock=script.clock,
    )
    try:
        script.do(BeginPhase(number=2, name="Second phase", began=date(2018, 1, 1)), "phase", Phase)
        register(script, told("people.json"))
        receive_comments(script, told("comments.json"))
        receive_reports(script, told("reports.json"))
        script.later(EVE)
        _plan(script, told("debate.json"), sittings)
    finally:
        script.desk.close()
    return path


def _plan(script: Script, debate: dict[str, Any], sittings: tuple[str, ...]) -> None:
    meeting = debate["meeting"]
    fields = {k: meeting[k] for k in ("number", "overall", "kind", "place", "venue", "capacity")}
    dates = {k: date.fromisoformat(meeting[k]) for k in ("planned_from", "planned_to")}
    act = CreateMeeting.model_validate({"phase": script.ids["phase"], **fields, **dates})
    held = script.do(act, "meeting", Meeting)
    for title in sittings:
        script.do(PlanSitting(meeting=held, title=title), title, Sitting)
    for item in debate["agenda"]:
        places = [find_place(script.desk.record, block) for block in item["blocks"]]
        blocks = tuple(place.block for place in places if place and place.block)
        fields = {k: item[k] for k in ("number", "title", "purpose", "minutes")}
        script.do(AddAgendaItem.model_validate({"meeting": held, "blocks": blocks, **fields}), "", AgendaItem)
