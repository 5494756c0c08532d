"""``hisrg check``: whether a dossier is whole."""

from contextlib import closing
from pathlib import Path

import click

from hisrg_desktop.cli.dossier import FILE
from hisrg_desktop.meeting.order import OutOfOrder


@click.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check that a dossier is whole: the file, the chain of its journal, the rows against the journal."""
    from hisrg_desktop.store.ledger import Ledger

    with closing(Ledger.read(file)) as ledger:
        faults = ledger.verify()
        head, count = ledger.head(), len(ledger.entries())
    if faults:
        raise OutOfOrder("\n".join(f"{file.name}: {fault}" for fault in faults))
    click.echo(f"{file.name}: whole, {count} entries, chain ends with {head}")
