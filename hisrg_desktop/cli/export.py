"""``hisrg export``: a document is given out."""

from contextlib import closing
from pathlib import Path

import click

from hisrg_desktop.cli.commands import Listing
from hisrg_desktop.cli.dossier import FILE, meeting_numbered, person_called
from hisrg_desktop.cli.telling import progress_and_remarks


def _kinds() -> list[tuple[str, str]]:
    from hisrg_desktop.desk.exports import KINDS

    return [(name, f"{kind.title}: {', '.join(kind.suffixes)}") for name, kind in KINDS.items()]


@click.command(cls=Listing, heading="Kinds", rows=_kinds)
@click.argument("kind")
@click.argument("file", type=FILE)
@click.option("-o", "--out", required=True, type=FILE, help="The file to write; its suffix chooses the form.")
@click.option("--meeting", help="The meeting, such as 2.3; without it the current one.")
@click.option("--which", type=click.Choice(["agreed", "proposals"]), default="agreed", help="What a redline marks.")
@click.option("--since", help="The draft against which a redline or clean text is made; without it the latest.")
@click.option("--names", type=click.Choice(["full", "none"]), default="full", help="With names, or without any.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["members", "observers"]),
    default=None,
    help="For observers and others members-only items are left out, as they are without names.",
)
@click.option("--template", type=FILE, help="A Word template whose styles are used.")
@click.option("--person", metavar="NAME", help="Whose data is given out, for `person`.")
def export(
    kind: str,
    file: Path,
    out: Path,
    meeting: str | None,
    which: str,
    since: str | None,
    names: str,
    audience: str | None,
    template: Path | None,
    person: str | None,
) -> None:
    """Give a document out, such as the minutes, a redline, badges, or the file of a day."""
    from hisrg_desktop.desk.exports import KINDS, Options, produce, save
    from hisrg_desktop.desk.given.person import journal_of
    from hisrg_desktop.desk.rehearsal import is_rehearsal
    from hisrg_desktop.store.ledger import Ledger

    if kind not in KINDS:
        raise click.UsageError(f"There is no document {kind!r}. There are: {', '.join(KINDS)}.")
    if out.suffix.lower() not in KINDS[kind].suffixes:
        raise click.UsageError(
            f"{kind} can be written as {', '.join(KINDS[kind].suffixes)}, not as {out.suffix or out.name!r}."
        )
    with closing(Ledger.read(file)) as ledger:
        record = ledger.load()
        options = Options(
            meeting=meeting_numbered(record, meeting),
            which=which,
            since=since,
            names=names,
            audience=audience or "",
            suffix=out.suffix.lower(),
            template=template,
            rehearsal=is_rehearsal(file.resolve()),
            person=person_called(record, person) if kind == "person" else None,
            progress=progress_and_remarks,
            journal=journal_of(ledger),
        )
        data = produce(kind, record, options, ledger.attachment)
    click.echo(str(save(out, data)))
