"""``hisrg bench``: how fast the program is on this machine."""

import click

from hisrg_desktop.cli.commands import Listing
from hisrg_desktop.cli.telling import line


def _benches() -> list[tuple[str, str]]:
    from hisrg_desktop.bench.table import BENCHES

    return [(name, one.words) for name, one in BENCHES.items()]


@click.command(cls=Listing, heading="Names", rows=_benches)
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--minutes", type=click.FloatRange(min=0.2), help="How long the debate of `room` is typed; nine at most.")
def bench(name: str | None, as_json: bool, minutes: float | None) -> None:
    """Measure how fast the program is on this machine, as ratios against something bare."""
    from hisrg_desktop.bench.table import BENCHES, HEADING, measure

    if name is not None and name not in BENCHES:
        raise click.UsageError(f"There is no benchmark {name!r}. There are: {', '.join(BENCHES)}.")
    if not as_json:
        click.echo(HEADING)
    for row in measure([name] if name else list(BENCHES), minutes):
        click.echo(line(row.as_dict()) if as_json else row.as_text())
