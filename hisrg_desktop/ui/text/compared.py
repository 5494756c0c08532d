"""Two versions of the text compared: any two drafts, the text as it stands, the text as a sitting found it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.roll.meetings import Sitting, named
from hisrg_desktop.meeting.text.amendments import CHANGE_WORDS, Amendment, amendments_of
from hisrg_desktop.meeting.text.drafts import Draft
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.text.shown import Line, drafted, lines
from hisrg_desktop.ui.widgets.marked import Pieces

_CHANGED = Mark("", datetime(2000, 1, 1, tzinfo=UTC))
"""Whose a change is makes no difference between two versions."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text: its key and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side and in one: the older, the newer, both in one with what changed marked."""

    older: tuple[Line, ...]
    newer: tuple[Line, ...]
    inline: tuple[Line, ...]
    changed: int


def versions(record: Record) -> list[Version]:
    """The versions that can be compared, oldest first: each draft, the text as each sitting found it, as it stands."""
    made = [Version(f"draft:{draft.id}", draft.label) for draft in record.each(Draft)]
    opened = sorted((s for s in record.each(Sitting) if s.opened_at), key=lambda s: s.opened_at or s.id)
    for sitting in opened:
        assert sitting.opened_at is not None
        day = local(sitting.opened_at)
        made.append(Version(f"sitting:{sitting.id}", f"Before {named(sitting)}, {day.day} {day:%b}"))
    return [*made, Version("now", "As it stands")]


def lines_of(record: Record, version: str) -> tuple[Line, ...]:
    """A version paragraph by paragraph, without mark-up."""
    kind, _, key = version.partition(":")
    if kind == "draft":
        return drafted(record, record.get(Draft, key))
    if kind == "sitting":
        opened = record.get(Sitting, key).opened_at
        return tuple(_found(record, opened)) if opened else ()
    return tuple(replace(line, state="none", word="") for line in lines(record, "clean") if line.pieces)


def _found(record: Record, at: datetime) -> Iterator[Line]:
    """The text as it stood at that instant: what was changed since read back, what came since left out."""
    for line in lines(record, "agreed"):
        provision = record.find(Provision, line.key)
        if provision is None:
            yield line
            continue
        since = [a for a in amendments_of(record, provision.id) if a.at >= at]
        before = [a for a in amendments_of(record, provision.id) if a.at < at]
        if any(a.operation == "insert" for a in since) or (_is_deleted(before) and provision.state == "deleted"):
            continue
        words = next((a.before for a in since if a.operation in CHANGE_WORDS), provision.text)
        yield replace(line, pieces=(Piece(words),) if words else (), notes=(), state="none", word="")


def _is_deleted(amendments: Sequence[Amendment]) -> bool:
    return any(a.operation == "delete" for a in amendments)


def compare(record: Record, older: str, newer: str) -> Compared:
    """Two versions, paragraph by paragraph, by what the paragraphs are and not by their numbers."""
    old, new = lines_of(record, older), lines_of(record, newer)
    known = {line.key: line for line in old}
    there = {line.key for line in new}
    left = {line.key: replace(line, pieces=_both(_words(line), ""), notes=()) for line in old if line.key not in there}
    right: list[Line] = []
    inline: list[Line] = []
    gone = _gone_after(old, there)
    inline += [left[key] for key in gone.get("", ())]
    for line in new:
        was = known.get(line.key)
        both = _both(_words(was) if was else "", _words(line))
        right.append(replace(line, pieces=tuple(p for p in both if p.deleted is None), notes=()))
        inline.append(replace(line, pieces=both, notes=()))
        if was:
            left[line.key] = replace(was, pieces=tuple(p for p in both if p.inserted is None), notes=())
        inline += [left[key] for key in gone.get(line.key, ())]
    changed = sum(any(p.inserted or p.deleted for p in line.pieces) for line in inline)
    return Compared(tuple(left[line.key] for line in old), tuple(right), tuple(inline), changed)


def _gone_after(old: Sequence[Line], there: set[str]) -> dict[str, list[str]]:
    """The paragraphs that are no more, under the key of the last one before them that still is."""
    made: dict[str, list[str]] = {}
    last = ""
    for line in old:
        if line.key in there:
            last = line.key
        else:
            made.setdefault(last, []).append(line.key)
    return made


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


@lru_cache(maxsize=4096)
def _both(old: str, new: str) -> Pieces:
    """What changed between two paragraphs, in one."""
    return overlay(old, [(new, _CHANGED)]).pieces if old != new else ((Piece(new),) if new else ())
