"""``hisrg read`` and ``hisrg compare``: Word files without a dossier."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import click

from hisrg_desktop.cli.dossier import FILE
from hisrg_desktop.meeting.order import OutOfOrder


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "how", type=click.Choice(["accepted", "rejected", "marked"]), default="accepted")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file.")
def read(files: tuple[Path, ...], how: str, as_json: bool) -> None:
    """Say what Word files hold: every change accepted, every change rejected, or each change and comment."""
    from hisrg_desktop.documents.apart import Apart

    refused: list[str] = []
    with Apart() as apart:
        for path in files:
            try:
                said = apart.read(cast(Any, how), path, path.name)
            except OutOfOrder as refusal:
                refused.append(refusal.message)
                if as_json:
                    click.echo(json.dumps({"file": str(path), "error": refusal.message}, ensure_ascii=False))
                continue
            held = said if how == "marked" else {"paragraphs": said}
            click.echo(json.dumps({"file": str(path), **held}, ensure_ascii=False) if as_json else _as_lines(held))
    if refused:
        raise OutOfOrder("\n".join(refused))


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("-o", "out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The redline.")
@click.option("--author", default="", help="Under whose name the changes stand; else who saved NEW last.")
@click.option("--date", "when", type=click.DateTime(), help="Of when the changes are; else when NEW was last saved.")
@click.option("--formatting", is_flag=True, help="Mark too how words, paragraphs and tables that stay looked.")
def compare(old: Path, new: Path, out: Path, author: str, when: datetime | None, formatting: bool) -> None:
    """Write a true redline of two Word files: NEW, with its differences from OLD as tracked changes."""
    from hisrg_desktop.desk.compare import compare_files

    click.echo(compare_files(old, new, out, author, when, formatting=formatting))


def _as_lines(held: dict[str, Any]) -> str:
    """What a file holds, a line for each paragraph, change or comment."""
    if "paragraphs" in held:
        return "\n".join(held["paragraphs"])
    return "\n".join([*(_change(one) for one in held["changes"]), *(_comment(one) for one in held["comments"])])


def _change(one: dict[str, Any]) -> str:
    words = f" “{one['text']}”" if one["text"] else ""
    within = "".join(f" (in {outer['kind']} by {outer['author']})" for outer in one["within"])
    return f"{_where(one['place'])}  {one['kind']}{words}  {one['author']} {one['date']}{within}"


def _comment(one: dict[str, Any]) -> str:
    quote = f" on “{one['quote']}”" if one["quote"] else ""
    answers = f" (answers {one['answers']})" if one["answers"] is not None else ""
    resolved = " (resolved)" if one["resolved"] else ""
    said = f"comment {one['id']}{answers}{resolved}{quote}: {one['text']}"
    return f"{_where(one['place'])}  {said}  {one['author']} {one['date']}"


def _where(place: dict[str, Any] | None) -> str:
    if place is None:
        return "nowhere"
    return f"{place['paragraph']}" if place["part"] == "body" else f"{place['part']}, {place['paragraph']}"
