"""``hisrg hand-over`` and ``hisrg take-back``: the pen of a dossier."""

from pathlib import Path

import click

from hisrg_desktop.cli.dossier import FILE, at_desk


@click.command("hand-over")
@click.argument("file", type=FILE)
@click.option("-o", "--out", required=True, type=FILE, help="The copy that is handed over, such as on a stick.")
@click.option("--to", required=True, help="Who has the pen then.")
def hand_over(file: Path, out: Path, to: str) -> None:
    """Hand a dossier over with its pen: the copy can be written, FILE can only be read until the copy comes back."""
    at_desk(file, lambda desk: desk.hand_over(out, to).result())
    click.echo(str(out))


@click.command("take-back")
@click.argument("file", type=FILE)
@click.argument("returned", type=FILE, required=False)
@click.option("--without-copy", "why", help="Take the pen back without the copy, for this reason.")
def take_back(file: Path, returned: Path | None, why: str | None) -> None:
    """Go on from the copy that came back with the pen; --without-copy where it is lost."""
    if (returned is None) == (why is None):
        raise click.UsageError("Name the copy that came back, or say --without-copy and why.")
    if why is not None:
        at_desk(file, lambda desk: desk.take_by_force(why).result())
    elif returned is not None:
        at_desk(file, lambda desk: click.echo(f"{desk.take_back(returned).result()} entries taken in", err=True))
