"""``hisrg show``: the facts of a dossier."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hisrg_desktop.cli.dossier import FILE
from hisrg_desktop.cli.telling import line, plain

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record, Row


@click.command()
@click.argument("file", type=FILE)
@click.argument("kind", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(file: Path, kind: str | None, as_json: bool) -> None:
    """Show the facts of a kind, such as agenda-item; without a kind, how many there are of each."""
    from hisrg_desktop.meeting.everything import KINDS
    from hisrg_desktop.store.ledger import Ledger

    wanted = (kind or "").replace("-", "_")
    if kind is not None and wanted not in KINDS:
        names = ", ".join(sorted(name.replace("_", "-") for name in KINDS))
        raise click.UsageError(f"There is no kind {kind!r}. There are: {names}.")
    with closing(Ledger.read(file)) as ledger:
        record = ledger.load()
    if kind is None:
        for name, row_kind in sorted(KINDS.items()):
            count = len(record.all(row_kind))
            word = name.replace("_", "-")
            click.echo(line({"kind": word, "count": count}) if as_json else f"{count:7,}  {word}")
        return
    rows = [_shown(record, row) for row in record.each(KINDS[wanted])]
    if as_json:
        for row in rows:
            click.echo(line(row))
    else:
        _table(rows)


def _shown(record: Record, row: Row) -> dict[str, Any]:
    from hisrg_desktop.meeting.text.numbers import label, locator
    from hisrg_desktop.meeting.text.parts import Block, Provision

    fields = dict(row.__dict__)
    if isinstance(row, Provision | Block):
        fields = {"id": row.id, "label": label(record, row.id), "locator": locator(record, row.id), **fields}
    return fields


def _table(rows: list[dict[str, Any]]) -> None:
    """Print rows as a table: a column for each field that says anything."""
    if not rows:
        return
    fields = [name for name in rows[0] if any(row[name] not in (None, "", ()) for row in rows)]
    cells = [[_cell(row[name]) for name in fields] for row in rows]
    widths = [max(len(name), *(len(row[i]) for row in cells)) for i, name in enumerate(fields)]
    for row in ([name.upper() for name in fields], *cells):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    text = plain(value) if isinstance(value, date | datetime) else "" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
