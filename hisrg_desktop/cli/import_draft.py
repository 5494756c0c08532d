"""``hisrg import draft``: a Word draft becomes the text, or the next draft of it."""

from pathlib import Path
from typing import Any

import click

from hisrg_desktop.cli.dossier import FILE, do
from hisrg_desktop.cli.telling import line, part


@click.command("draft")
@click.argument("file", type=FILE)
@click.argument("source", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--match", multiple=True, metavar="NEW=OLD", help="Paragraph NEW of the file is OLD of the text.")
@click.option("--new", multiple=True, metavar="NEW", help="Paragraph NEW of the file is really new.")
@click.option("--deleted", multiple=True, metavar="OLD", help="OLD of the text is really deleted.")
@click.option("--keep", multiple=True, metavar="OLD", help="OLD of the text keeps its words; the file has older ones.")
@click.option("--as-listed", is_flag=True, help="Take what is in doubt as it is listed.")
@click.option("--label", help="What the draft is called; without it, as its file.")
@click.option("--by", help="Who revised it, such as the rapporteur.")
@click.option("--reopened-by", help="Who presides and reopens the agreed provisions that it changes.")
@click.option("--while-sitting", is_flag=True, help="Also while a sitting runs.")
def draft(file: Path, source: Path, dry_run: bool, as_json: bool, **answers: Any) -> None:
    """Take a Word draft into a dossier: as its text, or where it has one as the next draft of it.

    Paragraphs of a next draft are matched by their words, and keep their comments. What is in doubt is listed and has to
    be settled, with a number of the file or #PARAGRAPH for NEW and a number of the text for OLD.
    """
    from hisrg_desktop.desk.begin import read_draft
    from hisrg_desktop.desk.files import attachment_of
    from hisrg_desktop.desk.next_draft import record_with_text, take_in_next
    from hisrg_desktop.meeting.text.drafts import TakeInDraft

    reading, data = read_draft(source, part)
    record = record_with_text(file)
    if record is not None:
        revised = take_in_next(record, source, reading, data, answers, as_json=as_json, say=click.echo)
        if not dry_run:
            do(file, revised, {attachment_of(source.name, data).id: data})
        return
    if as_json:
        for one in reading.parts:
            click.echo(line(one.model_dump()))
        for left in reading.not_understood:
            click.echo(line({"kind": "not understood", **left.model_dump()}))
    else:
        for one in reading.parts:
            click.echo(f"{'  ' * one.depth}{one.label} {one.text}".strip())
        for left in reading.not_understood:
            click.echo(f"not understood: {left.what}: {left.text}", err=True)
    if dry_run:
        return
    kept = attachment_of(source.name, data)
    act = TakeInDraft(reading=reading, label=reading.subtitle or source.stem, attachment=kept)
    do(file, act, {kept.id: data})
