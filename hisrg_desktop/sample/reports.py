"""The two panel reports of the practice meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.panels.reports import MarkItem, PanelReport, ReceiveReport
from hisrg_desktop.meeting.text.numbers import find_place
from hisrg_desktop.shipped import shipped

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script


def receive_reports(script: Script, told: list[dict[str, Any]]) -> None:
    """Each report with its file, its pages and its items."""
    from hisrg_desktop.documents.report import read_report

    for one in told:
        path = shipped(f"sample/{one['file']}")
        data = path.read_bytes()
        reading = read_report(data, path.name)
        received = date.fromisoformat(one["received"])
        script.later(datetime.combine(received, time(9), UTC))
        kept = attachment_of(path.name, data)
        act = ReceiveReport(
            panel=script.ids[f"panel:{one['panel']}"],
            title=one["title"],
            received_on=received,
            pages=tuple(reading.pages),
            attachment=kept,
            scanned=reading.scanned,
        )
        report = script.do(act, f"report:{one['key']}", PanelReport, files={kept.id: data})
        for item in one["items"]:
            _item(script, report, item)


def _item(script: Script, report: str, item: dict[str, Any]) -> None:
    places = [place for p in item["places"] if (place := find_place(script.desk.record, p))]
    act = MarkItem(
        report=report,
        page=item["page"],
        quote=item["quote"],
        kind=item["kind"],
        provisions=tuple(p.provision for p in places if p.provision),
        blocks=tuple(p.block for p in places if p.block and not p.provision),
        proposes_heading=item["heading"],
        response=item["response"],
    )
    script.do(act)
