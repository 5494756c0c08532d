"""A next draft while it is looked through: what each paragraph is taken for, what can be said of it, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from hisrg_desktop.desk.next_draft import Came, lines
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.text.matching import Matching, Settled, match
from hisrg_desktop.meeting.text.next_draft import TakeInNextDraft
from hisrg_desktop.meeting.text.numbers import full_number
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.widgets.marked import Pieces

Which = Literal["doubt", "changed", "all"]
WHICH: tuple[Which, ...] = ("doubt", "changed", "all")
"""What is listed: what is to be settled, all that is not as it was, or everything."""

_SHOWN = Mark("", datetime(2000, 1, 1, tzinfo=UTC))
_AS_IT_WAS = frozenset({"as it was", "renumbered"})
"""What is no change: where a paragraph was put in, all that follow have other numbers."""
_WORDS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the draft, or one of the text that the draft has not."""

    key: str
    what: str
    number: str
    was: str
    words: str
    sure: bool
    why: str
    part: int | None
    old: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person can say of a row."""

    words: str
    settled: Settled


@dataclass(slots=True)
class Coming:
    """The draft as it was read, how it matches, and what a person has said of it so far."""

    came: Came
    matching: Matching
    settled: list[Settled] = field(default_factory=list)

    def with_said(self, record: Record, said: Settled) -> Coming:
        """The draft matched anew with one more thing said; what was said of the same paragraph before no longer holds."""
        kept = [s for s in self.settled if not _of_the_same(s, said)]
        settled = [*kept, said]
        return Coming(self.came, match(record, self.came.reading, settled), settled)

    def again(self, record: Record) -> Coming:
        """The draft matched with the text as it is now."""
        return replace(self, matching=match(record, self.came.reading, self.settled))

    def act(self, label: str, by: str | None) -> TakeInNextDraft:
        """The act that takes the draft in."""
        came = self.came
        return TakeInNextDraft(
            reading=came.reading, label=label, attachment=came.attachment, settled=tuple(self.settled), by=by
        )


def _of_the_same(one: Settled, other: Settled) -> bool:
    part = one.part is not None and one.part == other.part
    return part or (one.old is not None and one.old == other.old)


def rows(record: Record, coming: Coming, which: Which) -> list[Row]:
    """What is listed, in the order of the draft; what is not in it last."""
    made = [_row(line) for line in lines(record, coming.came.reading, coming.matching)]
    if which == "doubt":
        return [row for row in made if not row.sure]
    return [row for row in made if which == "all" or not row.sure or row.what not in _AS_IT_WAS]


def _row(line: dict[str, Any]) -> Row:
    part, old = line["part"], line["id"]
    gone = line["how"] in ("merged", "deleted")
    words = (line["before"] if gone else line["after"]).split()
    return Row(
        key=f"old:{old}" if gone else f"part:{part}",
        what=_what(line),
        number="" if line["how"] == "deleted" else line["label"],
        was=line["was"],
        words=" ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else ""),
        sure=line["sure"],
        why=line["why"],
        part=None if gone else part,
        old=old,
        before=line["before"],
        after=line["after"],
    )


def _what(line: dict[str, Any]) -> str:
    words = {"same": "", "changed": "reworded", "split off": "split off", "new": "new"}
    words |= {"merged": "merged", "deleted": "not in the file"}
    said = [words[line["how"]]] if words[line["how"]] else []
    said += ["moved"] if line["moved"] else []
    if line["how"] in ("same", "changed") and line["label"] != line["was"]:
        said.append("renumbered")
    return ", ".join(said) or "as it was"


def pieces(row: Row) -> Pieces:
    """The words of a row against those it had, as a redline."""
    if row.what in ("not in the file", "merged"):
        return (Piece(row.before, None, _SHOWN),) if row.before else ()
    if row.what.startswith("split off") or row.old is None:
        return (Piece(row.after, _SHOWN),) if row.after else ()
    if row.before == row.after:
        return (Piece(row.after),) if row.after else ()
    return overlay(row.before, [(row.after, _SHOWN)]).pieces


def choices(record: Record, coming: Coming, row: Row) -> list[Choice]:
    """What can be said of a row, the likeliest first."""
    return list(_of_part(record, coming, row) if row.part is not None else _of_old(coming, row))


def _of_part(record: Record, coming: Coming, row: Row) -> Iterator[Choice]:
    found = next(f for f in coming.matching.found if f.part == row.part)
    if found.old and found.how == "split off":
        words = f"Split off {_named(record, found.old)}"
        yield Choice(words, Settled(part=row.part, old=found.old, how="split off"))
    others = [key for key in found.nearest if key != found.old or found.how == "split off"]
    for key in [*([found.old] if found.old and found.how != "split off" else []), *others]:
        yield Choice(f"It is {_named(record, key)}", Settled(part=row.part, old=key))
        if key == found.old and row.before != row.after and record.find(Provision, key):
            yield Choice(
                f"It is {row.was}, and keeps the words of the text", Settled(part=row.part, old=key, how="keep")
            )
    yield Choice("It is really new", Settled(part=row.part))


def _of_old(coming: Coming, row: Row) -> Iterator[Choice]:
    gone = next(g for g in coming.matching.gone if g.old == row.old)
    reading = coming.came.reading
    if gone.into is not None:
        words = f"Merged into {_in_file(reading.parts[gone.into].label, reading.parts[gone.into].text)}"
        yield Choice(words, Settled(part=gone.into, old=row.old, how="merged"))
    for part in gone.nearest:
        there = reading.parts[part]
        yield Choice(f"It is {_in_file(there.label, there.text)}", Settled(part=part, old=row.old))
    yield Choice("It is really deleted", Settled(old=row.old))


def _named(record: Record, key: str) -> str:
    block, provision = record.find(Block, key), record.find(Provision, key)
    text = block.heading if block else provision.text if provision else ""
    return _in_text(f"block {block.number}" if block else full_number(record, key), text)


def _in_text(number: str, text: str) -> str:
    return f"{number or 'the paragraph'}: {_short(text)}"


def _in_file(number: str, text: str) -> str:
    return f"{number} of the file: {_short(text)}" if number else f"in the file: {_short(text)}"


def _short(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:7])}{' …' if len(words) > 7 else ''}”"


def counts(made: Iterable[Row]) -> str:
    """How many paragraphs there are of each kind, in a line."""
    kinds: dict[str, int] = {}
    for row in made:
        kinds[row.what.split(", ")[0]] = kinds.get(row.what.split(", ")[0], 0) + 1
    order = ("as it was", "reworded", "moved", "renumbered", "split off", "merged", "new", "not in the file")
    names = {"as it was": "as they were"}
    return " · ".join(f"{kinds[kind]} {names.get(kind, kind)}" for kind in order if kinds.get(kind))


def label_for(record: Record, came: Came) -> str:
    """What the draft may be called."""
    from pathlib import Path

    from hisrg_desktop.desk.next_draft import name_for

    return name_for(record, came.reading, Path(came.attachment.name))
