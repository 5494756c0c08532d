"""``hisrg import comments``: marked-up copies of the draft, and comment forms."""

from contextlib import closing
from pathlib import Path
from typing import Any, cast

import click

from hisrg_desktop.cli.dossier import FILE, do
from hisrg_desktop.cli.telling import line, progress
from hisrg_desktop.meeting.order import OutOfOrder


@click.command("comments")
@click.argument("file", type=FILE)
@click.argument("returned", type=FILE, nargs=-1, required=True, metavar="RETURNED...")
@click.option("--from", "sender", default="", help="Who sent the files, where they do not say it.")
@click.option("--channel", type=click.Choice(["written", "consultation", "panel", "informal"]), default="written")
@click.option("--dry-run", is_flag=True, help="Only show what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each point.")
def comments(file: Path, returned: tuple[Path, ...], sender: str, channel: str, dry_run: bool, as_json: bool) -> None:
    """Take in marked-up copies of the draft: changes become proposals, margin comments become comments."""
    from hisrg_desktop.desk.returned import as_text, lines, read_returned, taking_in
    from hisrg_desktop.store.ledger import Ledger

    with closing(Ledger.read(file)) as ledger:
        record = ledger.load()
        found = read_returned(record, returned, ledger.attachment, progress, sender=sender)
    for one in found:
        if as_json:
            click.echo("".join(f"{line(point)}\n" for point in lines(record, one)), nl=False)
        elif not one.refused:
            click.echo(as_text(record, one))
    refused = "\n".join(one.refused for one in found if one.refused)
    if all(one.refused for one in found):
        raise OutOfOrder(refused)
    if not dry_run:
        act, kept = taking_in(found, cast(Any, channel))
        do(file, act, kept)
    if refused:
        click.echo(refused, err=True)
