"""``hisrg import people``: a list of people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hisrg_desktop.cli.dossier import FILE, at_desk
from hisrg_desktop.cli.telling import line, part
from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record


@click.command("people")
@click.argument("file", type=FILE, required=False)
@click.argument("source", type=FILE, required=False)
@click.option("--dry-run", is_flag=True, help="Only show what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each row.")
@click.option(
    "--columns", default="", metavar="NAME=B,ORGANISATION=D", help="Which column holds what; the others as told."
)
@click.option("--sheet", default="", help="The sheet of a workbook; without it the one that looks like a list.")
@click.option(
    "--class", "kind", type=click.Choice(["member", "observer", "external"]), help="What those are who have none."
)
@click.option("--sample-file", type=FILE, metavar="OUT", help="Only write an example of a list (.xlsx or .csv).")
def people(
    file: Path | None,
    source: Path | None,
    dry_run: bool,
    as_json: bool,
    columns: str,
    sheet: str,
    kind: str | None,
    sample_file: Path | None,
) -> None:
    """Take in a list of people, CSV or Excel: columns are told by their headings in English, Dutch or French.

    Rows that break a rule are named and left out; the others are taken in as one act.
    """
    from hisrg_desktop.desk import people_lists

    if sample_file is not None:
        click.echo(str(people_lists.save_sample(sample_file)))
        return
    if file is None or source is None:
        raise click.UsageError("Give the dossier and the list.")
    reading = people_lists.read(source)
    assert reading is not None  # nobody stops it here
    asked = people_lists.columns_asked(reading, columns, sheet)

    def take(record: Record, at: datetime) -> Act | None:
        found = people_lists.previewed(record, reading, asked, at, kind=kind or "", progress=part)
        if as_json:
            click.echo("".join(f"{line(row)}\n" for row in people_lists.lines(found)), nl=False)
        else:
            click.echo(people_lists.as_text(found, reading, asked))
        refused = people_lists.refusals(found, source.name)
        if not found.lines or len(found.of("refused")) == len(found.lines):
            raise OutOfOrder(
                refused or f"{source.name} holds no rows of people: put them beneath the headings and try again."
            )
        if refused:
            click.echo(refused, err=True)
        return found.act(source.name)

    if dry_run:
        take(*people_lists.as_it_is(file))
        return

    def work(desk: Desk) -> None:
        act = take(desk.record, desk.now())
        if act is not None:
            desk.do(act).result()

    at_desk(file, work)
