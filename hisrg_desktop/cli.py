"""The command line ``hisrg``: dossiers without windows. It never imports Qt."""

import errno
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from hisrg_desktop.meeting.order import OutOfOrder

REFUSED, WRONG_USE, MACHINE_FAILED = 1, 2, 3
"""Exit codes: refused or nothing usable; wrong use; the machine (disk, permissions) failed."""

_MISSING = frozenset({errno.ENOENT, errno.EEXIST, errno.EBUSY, errno.EISDIR})

FILE = click.Path(path_type=Path)
T = TypeVar("T")


def main(given: Sequence[str] | None = None) -> None:
    """Run a command and end with its exit code."""
    sys.exit(run(given))


def run(given: Sequence[str] | None = None) -> int:
    """Run a command; the answer is the exit code. A reason stands on standard error, one line for each."""
    try:
        hisrg.main(args=list(given) if given is not None else None, prog_name="hisrg", standalone_mode=False)
    except OutOfOrder as refusal:
        click.echo(refusal.message, err=True)
        return REFUSED
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return REFUSED
    except BrokenPipeError:
        return 0
    except OSError as fault:
        click.echo(_sentence(fault), err=True)
        return REFUSED if fault.errno in _MISSING else MACHINE_FAILED
    return 0


def _sentence(fault: OSError) -> str:
    words = fault.strerror or str(fault)
    name = Path(str(fault.filename)).name if fault.filename else ""
    return words if not name or name in words else f"{name}: {words}"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hisrg-desktop", prog_name="hisrg")
def hisrg() -> None:
    """Dossiers of a Working Group: make them, take things in, give documents out, look inside."""


# --- making and taking in ------------------------------------------------------------------------------------------


@hisrg.command()
@click.argument("file", type=FILE)
@click.option("--draft", type=FILE, help="The Word draft to take in.")
@click.option("--sample", is_flag=True, help="Lay out the practice meeting.")
def new(file: Path, draft: Path | None, sample: bool) -> None:
    """Make a dossier: of a Word draft, with the nineteen headings, or the practice meeting."""
    if draft and sample:
        raise click.UsageError("Choose --draft or --sample, not both.")
    if sample:
        from hisrg_desktop.sample.build import build

        build(file, _progress).close()
        click.echo(f"{file.name}: the practice meeting", err=True)
        return
    from hisrg_desktop.desk.begin import begin

    desk = begin(file, draft, progress=_part)
    try:
        _tell_intake(desk.record)
    finally:
        desk.close()


def _tell_intake(record: Any) -> None:
    from hisrg_desktop.meeting.text.drafts import UnplacedPart
    from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision

    kinds = ((Block, "blocks"), (Provision, "provisions"), (Footnote, "footnotes"))
    click.echo(", ".join(f"{len(record.all(kind))} {words}" for kind, words in kinds), err=True)
    for left in record.each(UnplacedPart):
        where = f"paragraph {left.paragraph + 1}: " if left.paragraph >= 0 else ""
        click.echo(f"not taken in: {where}{left.what}{': ' + left.text[:120] if left.text else ''}", err=True)


def _part(part: float) -> None:
    _progress(part, "reading")


def _progress(part: float, words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{part:4.0%} {words:<40}", nl=part >= 1, err=True)


def _progress_and_remarks(part: float, words: str) -> None:
    """Say how far it is to whoever watches, and what is still to be done by hand to everybody."""
    if part >= 1:
        click.echo(words, err=True)
    else:
        _progress(part, words)


@hisrg.group("import")
def take_in() -> None:
    """Take in a draft, marked-up copies of it, a panel report or a list of people."""


@take_in.command("draft")
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
def import_draft(file: Path, source: Path, dry_run: bool, as_json: bool, **answers: Any) -> None:
    """Take a Word draft into a dossier: as its text, or where it has one as the next draft of it.

    Paragraphs of a next draft are matched by their words, and keep their comments. What is in doubt is listed and has to
    be settled, with a number of the file or #PARAGRAPH for NEW and a number of the text for OLD.
    """
    from hisrg_desktop.desk.begin import read_draft
    from hisrg_desktop.desk.files import attachment_of
    from hisrg_desktop.desk.next_draft import record_with_text, take_in_next
    from hisrg_desktop.meeting.text.drafts import TakeInDraft

    reading, data = read_draft(source, _part)
    record = record_with_text(file)
    if record is not None:
        revised = take_in_next(record, source, reading, data, answers, as_json=as_json, say=click.echo)
        if not dry_run:
            _do(file, revised, {attachment_of(source.name, data).id: data})
        return
    if as_json:
        for part in reading.parts:
            click.echo(_line(part.model_dump()))
        for left in reading.not_understood:
            click.echo(_line({"kind": "not understood", **left.model_dump()}))
    else:
        for part in reading.parts:
            click.echo(f"{'  ' * part.depth}{part.label} {part.text}".strip())
        for left in reading.not_understood:
            click.echo(f"not understood: {left.what}: {left.text}", err=True)
    if dry_run:
        return
    kept = attachment_of(source.name, data)
    act = TakeInDraft(reading=reading, label=reading.subtitle or source.stem, attachment=kept)
    _do(file, act, {kept.id: data})


@take_in.command("report")
@click.argument("file", type=FILE)
@click.argument("source", type=FILE)
@click.option("--panel", "panel_name", required=True, help="The panel the report comes from.")
@click.option("--title", help="The report's title; without it, the one it carries.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), help="The day it was received.")
@click.option("--dry-run", is_flag=True, help="Only show the pages that would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def import_report(
    file: Path,
    source: Path,
    panel_name: str,
    title: str | None,
    received: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in the report of a panel, Word or PDF."""
    from hisrg_desktop.desk.files import attachment_of
    from hisrg_desktop.desk.reports import read
    from hisrg_desktop.meeting.panels.reports import Panel, ReceiveReport, SetUpPanel

    reading = read(source)
    for number, page in enumerate(reading.pages, 1):
        click.echo(_line({"page": number, "text": page}) if as_json else f"--- page {number}\n{page}")
    if dry_run:
        return
    kept = attachment_of(source.name, reading.data)

    def work(desk: Any) -> None:
        there = desk.record.one(Panel, name=panel_name)
        if there is None:
            desk.do(SetUpPanel(name=panel_name)).result()
            there = desk.record.one(Panel, name=panel_name)
        act = ReceiveReport(
            panel=there.id,
            title=title or reading.title,
            received_on=received.date() if received else desk.now().date(),
            pages=reading.pages,
            attachment=kept,
            scanned=reading.scanned,
        )
        desk.do(act, files={kept.id: reading.data}).result()

    _at_desk(file, work)


@take_in.command("comments")
@click.argument("file", type=FILE)
@click.argument("returned", type=FILE, nargs=-1, required=True, metavar="RETURNED...")
@click.option("--from", "sender", default="", help="Who sent the files, where they do not say it.")
@click.option("--channel", type=click.Choice(["written", "consultation", "panel", "informal"]), default="written")
@click.option("--dry-run", is_flag=True, help="Only show what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each point.")
def import_comments(
    file: Path, returned: tuple[Path, ...], sender: str, channel: str, dry_run: bool, as_json: bool
) -> None:
    """Take in marked-up copies of the draft: changes become proposals, margin comments become comments."""
    from hisrg_desktop.desk.returned import as_text, lines, read_returned, taking_in
    from hisrg_desktop.store.ledger import Ledger

    ledger = Ledger.read(file)
    try:
        record = ledger.load()
        found = read_returned(record, returned, ledger.attachment, _progress, sender=sender)
    finally:
        ledger.close()
    for one in found:
        if as_json:
            click.echo("".join(f"{_line(line)}\n" for line in lines(record, one)), nl=False)
        elif not one.refused:
            click.echo(as_text(record, one))
    refused = "\n".join(one.refused for one in found if one.refused)
    if all(one.refused for one in found):
        raise OutOfOrder(refused)
    if not dry_run:
        act, kept = taking_in(found, cast(Any, channel))
        _do(file, act, kept)
    if refused:
        click.echo(refused, err=True)


@take_in.command("people")
@click.argument("file", type=FILE, required=False)
@click.argument("source", type=FILE, required=False)
@click.option("--dry-run", is_flag=True, help="Only show what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each row.")
@click.option(
    "--columns", default="", metavar="NAME=B,ORGANISATION=D", help="Which column holds what; the others as told."
)
@click.option("--sheet", default="", help="The sheet of a workbook; without it the one that looks like a list.")
@click.option(
    "--class", "kind", type=click.Choice(["member", "observer", "external"]), help="What those are who have none."
)
@click.option("--sample-file", type=FILE, metavar="OUT", help="Only write an example of a list (.xlsx or .csv).")
def import_people(
    file: Path | None,
    source: Path | None,
    dry_run: bool,
    as_json: bool,
    columns: str,
    sheet: str,
    kind: str | None,
    sample_file: Path | None,
) -> None:
    """Take in a list of people, CSV or Excel: columns are told by their headings in English, Dutch or French.

    Rows that break a rule are named and left out; the others are taken in as one act.
    """
    from hisrg_desktop.desk import people_lists

    if sample_file is not None:
        click.echo(str(people_lists.save_sample(sample_file)))
        return
    if file is None or source is None:
        raise click.UsageError("Give the dossier and the list.")
    reading = people_lists.read(source)
    assert reading is not None  # nobody stops it here
    asked = people_lists.columns_asked(reading, columns, sheet)

    def take(record: Any, at: datetime) -> Any:
        found = people_lists.previewed(record, reading, asked, at, kind=kind or "", progress=_part)
        click.echo(
            "".join(f"{_line(line)}\n" for line in people_lists.lines(found)), nl=False
        ) if as_json else click.echo(people_lists.as_text(found, reading, asked))
        refused = people_lists.refusals(found, source.name)
        if not found.lines or len(found.of("refused")) == len(found.lines):
            raise OutOfOrder(
                refused or f"{source.name} holds no rows of people: put them beneath the headings and try again."
            )
        if refused:
            click.echo(refused, err=True)
        return found.act(source.name)

    if dry_run:
        take(*people_lists.as_it_is(file))
        return

    def work(desk: Any) -> None:
        act = take(desk.record, desk.now())
        if act is not None:
            desk.do(act).result()

    _at_desk(file, work)


def _do(file: Path, act: Any, files: dict[str, bytes]) -> None:
    _at_desk(file, lambda desk: desk.do(act, files=files).result())


def _at_desk(file: Path, work: Callable[[Any], object]) -> None:
    from hisrg_desktop.desk.desk import Desk

    desk = Desk.open(file, program="hisrg")
    try:
        work(desk)
    finally:
        desk.close()


# --- giving out ----------------------------------------------------------------------------------------------------


@hisrg.command()
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
    """Give a document out: minutes, redline, clean text, participants, decisions, actions, comments, the file of a day."""
    from hisrg_desktop.desk.exports import KINDS, Options, journal_of, produce, save
    from hisrg_desktop.desk.rehearsal import is_rehearsal
    from hisrg_desktop.store.ledger import Ledger

    if kind not in KINDS:
        raise click.UsageError(f"There is no document {kind!r}. There are: {', '.join(KINDS)}.")
    if out.suffix.lower() not in KINDS[kind].suffixes:
        raise click.UsageError(
            f"{kind} can be written as {', '.join(KINDS[kind].suffixes)}, not as {out.suffix or out.name!r}."
        )
    ledger = Ledger.read(file)
    try:
        record = ledger.load()
        options = Options(
            meeting=_meeting(record, meeting),
            which=which,
            since=since,
            names=names,
            audience=audience or "",
            suffix=out.suffix.lower(),
            template=template,
            rehearsal=is_rehearsal(file.resolve()),
            person=_person(record, person) if kind == "person" else None,
            progress=_progress_and_remarks,
            journal=journal_of(ledger),
        )
        data = produce(kind, record, options, ledger.attachment)
    finally:
        ledger.close()
    click.echo(str(save(out, data)))


def _person(record: Any, name: str | None) -> str:
    """The id of the person of this name; `OutOfOrder` where nobody has it, or several."""
    from hisrg_desktop.meeting.people.persons import people
    from hisrg_desktop.meeting.people.traces import folded

    if not name:
        raise click.UsageError("Say whose data: --person NAME.")
    wanted = folded(name)
    found = [
        p for p in people(record) if wanted in {p.id, *map(folded, (p.name, p.sort_name, p.email, *p.other_names))}
    ]
    if not found:
        raise OutOfOrder(f"There is nobody called {name} on record.")
    if len(found) > 1:
        several = ", ".join(f"{p.id} ({p.sort_name or p.name})" for p in found)
        raise OutOfOrder(f"Several are called {name}; say which by the id: {several}.")
    return str(found[0].id)


def _meeting(record: Any, number: str | None) -> str | None:
    from hisrg_desktop.meeting.roll.meetings import Meeting, number_of

    if number is None:
        return None
    for meeting in record.each(Meeting):
        if number_of(record, meeting) == number:
            return str(meeting.id)
    raise OutOfOrder(f"There is no meeting {number} on record.")


# --- Word files ----------------------------------------------------------------------------------------------------


@hisrg.command()
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


@hisrg.command()
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


# --- a person's data -----------------------------------------------------------------------------------------------


@hisrg.command()
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

    desk = Desk.open(file, program="hisrg")
    try:
        key = _person(desk.record, person)
        would = desk.would_erase(key)
        decided = would.decided(keep, also)
        if not yes:
            click.echo("\n".join(lines(desk.record, would, decided)))
            if would.refused:
                raise OutOfOrder(would.refused)
            click.echo("Nothing has been erased. With --yes it is, and there is no way back.", err=True)
            return
        told = desk.erase(key, decided).result()
    finally:
        desk.close()
    click.echo("\n".join(told.done))
    for beyond in told.beyond:
        click.echo(f"not reached: {beyond}", err=True)


# --- the pen -------------------------------------------------------------------------------------------------------


@hisrg.command("hand-over")
@click.argument("file", type=FILE)
@click.option("-o", "--out", required=True, type=FILE, help="The copy that is handed over, such as on a stick.")
@click.option("--to", required=True, help="Who has the pen then.")
def hand_over(file: Path, out: Path, to: str) -> None:
    """Hand a dossier over with its pen: the copy can be written, FILE can only be read until the copy comes back."""
    _at_desk(file, lambda desk: desk.hand_over(out, to).result())
    click.echo(str(out))


@hisrg.command("take-back")
@click.argument("file", type=FILE)
@click.argument("returned", type=FILE, required=False)
@click.option("--without-copy", "why", help="Take the pen back without the copy, for this reason.")
def take_back(file: Path, returned: Path | None, why: str | None) -> None:
    """Go on from the copy that came back with the pen; --without-copy where it is lost."""
    if (returned is None) == (why is None):
        raise click.UsageError("Name the copy that came back, or say --without-copy and why.")
    if returned is not None:
        _at_desk(file, lambda desk: click.echo(f"{desk.take_back(returned).result()} entries taken in", err=True))
    else:
        _at_desk(file, lambda desk: desk.take_by_force(why).result())


# --- looking inside ------------------------------------------------------------------------------------------------


@hisrg.command()
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
    ledger = Ledger.read(file)
    try:
        record = ledger.load()
    finally:
        ledger.close()
    if kind is None:
        for name, row_kind in sorted(KINDS.items()):
            count = len(record.all(row_kind))
            word = name.replace("_", "-")
            click.echo(_line({"kind": word, "count": count}) if as_json else f"{count:7,}  {word}")
        return
    rows = [_shown(record, row) for row in record.each(KINDS[wanted])]
    if as_json:
        for row in rows:
            click.echo(_line(row))
    else:
        _table(rows)


def _shown(record: Any, row: Any) -> dict[str, Any]:
    from hisrg_desktop.meeting.text.numbers import label, locator
    from hisrg_desktop.meeting.text.parts import Block, Provision

    fields = dict(row.__dict__)
    if isinstance(row, Provision | Block):
        fields = {"id": row.id, "label": label(record, row.id), "locator": locator(record, row.id), **fields}
    return fields


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


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
    text = _plain(value) if isinstance(value, date | datetime) else "" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


@hisrg.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check that a dossier is whole: the file, the chain of its journal, the rows against the journal."""
    from hisrg_desktop.store.ledger import Ledger

    ledger = Ledger.read(file)
    try:
        faults = ledger.verify()
        head, count = ledger.head(), len(ledger.entries())
    finally:
        ledger.close()
    if faults:
        raise OutOfOrder("\n".join(f"{file.name}: {fault}" for fault in faults))
    click.echo(f"{file.name}: whole, {count} entries, chain ends with {head}")


@hisrg.command()
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
        click.echo(_line(row.as_dict()) if as_json else row.as_text())


if __name__ == "__main__":
    main()
