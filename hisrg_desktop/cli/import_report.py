"""``hisrg import report``: the report of a panel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hisrg_desktop.cli.dossier import FILE, at_desk
from hisrg_desktop.cli.telling import line

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk


@click.command("report")
@click.argument("file", type=FILE)
@click.argument("source", type=FILE)
@click.option("--panel", "panel_name", required=True, help="The panel the report comes from.")
@click.option("--title", help="The report's title; without it, the one it carries.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), help="The day it was received.")
@click.option("--dry-run", is_flag=True, help="Only show the pages that would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def report(
    file: Path,
    source: Path,
    panel_name: str,
    title: str | None,
    received: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in the report of a panel, Word or PDF."""
    from hisrg_desktop.desk.files import attachment_of
    from hisrg_desktop.desk.reports import read
    from hisrg_desktop.meeting.panels.reports import Panel, ReceiveReport, SetUpPanel

    reading = read(source)
    for number, page in enumerate(reading.pages, 1):
        click.echo(line({"page": number, "text": page}) if as_json else f"--- page {number}\n{page}")
    if dry_run:
        return
    kept = attachment_of(source.name, reading.data)

    def work(desk: Desk) -> None:
        if desk.record.one(Panel, name=panel_name) is None:
            desk.do(SetUpPanel(name=panel_name)).result()
        there = desk.record.one(Panel, name=panel_name)
        assert there is not None
        act = ReceiveReport(
            panel=there.id,
            title=title or reading.title,
            received_on=received.date() if received else desk.now().date(),
            pages=reading.pages,
            attachment=kept,
            scanned=reading.scanned,
        )
        desk.do(act, files={kept.id: reading.data}).result()

    at_desk(file, work)
