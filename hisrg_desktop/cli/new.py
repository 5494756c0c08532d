"""``hisrg new``: a dossier is made."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hisrg_desktop.cli.dossier import FILE
from hisrg_desktop.cli.telling import part, progress

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record


@click.command()
@click.argument("file", type=FILE)
@click.option("--draft", type=FILE, help="The Word draft to take in.")
@click.option("--sample", is_flag=True, help="Lay out the practice meeting.")
def new(file: Path, draft: Path | None, sample: bool) -> None:
    """Make a dossier: of a Word draft, with the nineteen headings, or the practice meeting."""
    if draft and sample:
        raise click.UsageError("Choose --draft or --sample, not both.")
    if sample:
        from hisrg_desktop.sample.build import build

        build(file, progress).close()
        click.echo(f"{file.name}: the practice meeting", err=True)
        return
    from hisrg_desktop.desk.begin import begin

    with closing(begin(file, draft, progress=part)) as desk:
        _tell_intake(desk.record)


def _tell_intake(record: Record) -> None:
    from hisrg_desktop.meeting.text.drafts import UnplacedPart
    from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision

    kinds = ((Block, "blocks"), (Provision, "provisions"), (Footnote, "footnotes"))
    click.echo(", ".join(f"{len(record.all(kind))} {words}" for kind, words in kinds), err=True)
    for left in record.each(UnplacedPart):
        where = f"paragraph {left.paragraph + 1}: " if left.paragraph >= 0 else ""
        click.echo(f"not taken in: {where}{left.what}{': ' + left.text[:120] if left.text else ''}", err=True)
