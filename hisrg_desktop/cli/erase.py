"""``hisrg erase``: a person's data."""

from contextlib import closing
from pathlib import Path

import click

from hisrg_desktop.cli.dossier import FILE, person_called
from hisrg_desktop.meeting.order import OutOfOrder


@click.command()
@click.argument("file", type=FILE)
@click.option("--person", required=True, metavar="NAME", help="Whose data is erased.")
@click.option("--yes", is_flag=True, help="Really erase; without it only what would be erased is said.")
@click.option("--keep", multiple=True, type=int, metavar="N", help="Place N of the list stays as it is.")
@click.option("--also", multiple=True, type=int, metavar="N", help="Place N of the list goes though it is in doubt.")
def erase(file: Path, person: str, yes: bool, keep: tuple[int, ...], also: tuple[int, ...]) -> None:
    """Erase a person's data: they become “a former participant”; what they said and decided stays. There is no way back.

    The places where words name them are listed with numbers. Those that are sure go, those in doubt stay.
    """
    from hisrg_desktop.desk.desk import Desk
    from hisrg_desktop.desk.erasing import lines

    with closing(Desk.open(file, program="hisrg")) as desk:
        key = person_called(desk.record, person)
        would = desk.would_erase(key)
        decided = would.decided(keep, also)
        if not yes:
            click.echo("\n".join(lines(desk.record, would, decided)))
            if would.refused:
                raise OutOfOrder(would.refused)
            click.echo("Nothing has been erased. With --yes it is, and there is no way back.", err=True)
            return
        told = desk.erase(key, decided).result()
    click.echo("\n".join(told.done))
    for beyond in told.beyond:
        click.echo(f"not reached: {beyond}", err=True)
