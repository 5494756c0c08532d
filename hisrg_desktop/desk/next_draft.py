"""A draft revised in Word on its way to the text: read apart, matched, shown line by line, taken in as one act."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hisrg_desktop.desk.begin import read_draft
from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import people
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.drafts import Draft, latest_draft
from hisrg_desktop.meeting.text.matching import Found, Matching, Settled, match, numbers_in
from hisrg_desktop.meeting.text.next_draft import TakeInNextDraft, affected, named_part
from hisrg_desktop.meeting.text.numbers import find_place, full_number
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.meeting.text.reading import DraftReading


class Came(NamedTuple):
    """A next draft as it was read, with its file."""

    reading: DraftReading
    attachment: Attachment
    data: bytes


def read_next(
    path: Path,
    progress: Callable[[float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Came:
    """The draft in this file; `Unreadable` names the file and the reason."""
    reading, data = read_draft(path, progress, stopped)
    return Came(reading, attachment_of(path.name, data), data)


def record_with_text(path: Path) -> Record | None:
    """What is on record in a dossier that has its text already; None where the draft would be its first."""
    from hisrg_desktop.store.ledger import Ledger

    if not path.exists():
        return None  # a draft is looked at before its dossier is made
    ledger = Ledger.read(path)
    try:
        record = ledger.load()
    finally:
        ledger.close()
    return record if latest_draft(record) else None


# --- what would be done, line by line -----------------------------------------------------------------------------


def lines(record: Record, reading: DraftReading, matching: Matching) -> Iterator[dict[str, Any]]:
    """Each part of the draft with what it is, then what of the text is not in it; plain data for a listing.

    `how`: same, changed, split off, new, deleted, merged. `sure` is false where a person has to say, `why` says why.
    """
    moved, numbered = _out_of_order(matching), numbers_in(reading)
    for found in matching.found:
        part = reading.parts[found.part]
        old = _old_words(record, found.old)
        yield {
            "how": found.how,
            "sure": found.sure,
            "why": found.why,
            "part": found.part,
            "label": numbered[found.part],
            "was": _number(record, found.old),
            "id": found.old,
            "moved": found.part in moved,
            "before": old if found.how != "new" else "",
            "after": part.text,
            "score": found.score,
            "nearest": [_number(record, key) for key in found.nearest],
        }
    for gone in matching.gone:
        yield {
            "how": "merged" if gone.into is not None else "deleted",
            "sure": gone.sure,
            "why": gone.why,
            "part": gone.into,
            "label": numbered[gone.into] if gone.into is not None else "",
            "was": _number(record, gone.old),
            "id": gone.old,
            "moved": False,
            "before": _old_words(record, gone.old),
            "after": "",
            "score": 0.0,
            "nearest": [named_part(reading, part) for part in gone.nearest],
        }


def _out_of_order(matching: Matching) -> set[int]:
    """The parts that stand before something that they stood behind, or the other way round."""
    from hisrg_desktop.meeting.redline.align import ascending

    kept: list[Found] = [f for f in matching.found if f.old and f.how in ("same", "changed")]
    order = {key: place for place, key in enumerate(matching.order)}
    chain = ascending([(n, order[f.old or ""]) for n, f in enumerate(kept)])
    return {f.part for f in kept} - {kept[n].part for n, _ in chain}


def _number(record: Record, key: str | None) -> str:
    return full_number(record, key) if key else ""


def _old_words(record: Record, key: str | None) -> str:
    block, provision = record.find(Block, key), record.find(Provision, key)
    return block.heading if block else provision.text if provision else ""


def counted(matching: Matching) -> str:
    """How many parts were found again, how many are new or gone, how many in doubt, in a line."""
    ways = ("same", "changed", "split off", "new")
    counts = {way: sum(found.how == way for found in matching.found) for way in ways}
    merged = sum(gone.into is not None for gone in matching.gone)
    words = [
        f"{counts['same']} as they were",
        f"{counts['changed']} changed",
        f"{counts['split off']} split off",
        f"{counts['new']} new",
        f"{merged} merged",
        f"{len(matching.gone) - merged} deleted",
        f"{matching.doubtful} in doubt",
    ]
    return ", ".join(word for word in words if not word.startswith("0 "))


def foreseen(record: Record, act: TakeInNextDraft) -> list[str]:
    """What the draft would leave without its place or without effect, in a line each; empty where the act is refused."""
    try:
        after = record.after(act.decide(record, Moment(datetime.now(UTC), 0xFFFFFF)))
    except OutOfOrder:
        return []
    return [
        f"{record.get(Proposal, one.proposal).number} on {_number(record, record.get(Proposal, one.proposal).provision)}:"
        f" {'what it asks for is there already' if one.standing == 'overtaken' else 'its words have changed'}"
        for one in affected(record, after)
    ]


# --- from the command line -----------------------------------------------------------------------------------------


def take_in_next(
    record: Record,
    source: Path,
    reading: DraftReading,
    data: bytes,
    answers: Mapping[str, Any],
    *,
    as_json: bool,
    say: Callable[..., object],
) -> TakeInNextDraft:
    """Say how a draft matches the text; the act that takes it in so."""
    settled = tuple(_settled(record, reading, answers))
    matching = match(record, reading, settled)
    act = TakeInNextDraft(
        reading=reading,
        label=answers.get("label") or name_for(record, reading, source),
        attachment=attachment_of(source.name, data),
        settled=settled,
        as_listed=bool(answers.get("as_listed")),
        by=_person(record, answers.get("by")),
        reopened_by=_person(record, answers.get("reopened_by")),
        while_sitting=bool(answers.get("while_sitting")),
    )
    for line in lines(record, reading, matching):
        if as_json:
            say(json.dumps(line, ensure_ascii=False))
        elif line["how"] != "same" or line["moved"] or line["label"] != line["was"]:
            say(in_words(line))
    say(counted(matching), err=True)
    for warning in foreseen(record, act.model_copy(update={"as_listed": True})):
        say(warning, err=True)
    return act


def name_for(record: Record, reading: DraftReading, source: Path) -> str:
    """What a draft calls itself, or the name of its file where a draft before it was called so."""
    taken = {draft.label for draft in record.each(Draft)}
    return reading.subtitle if reading.subtitle and reading.subtitle not in taken else source.stem


def in_words(line: Mapping[str, Any]) -> str:
    """A line of the matching as one reads it: what, where it is and was, its words, and what is in doubt."""
    where = line["label"] or (f"#{line['part']}" if line["part"] is not None else "")
    was = f" (was {line['was']})" if line["was"] and line["was"] != where and line["how"] != "deleted" else ""
    words = (line["after"] or line["before"])[:80]
    named = line["was"] if line["how"] == "deleted" else where
    moved = ", moved" if line["moved"] else ""
    doubt = "" if line["sure"] else f"  ? #{line['part']}: {line['why']}"
    return f"{line['how']}{moved}: {named}{was}  {words}{doubt}"


def _settled(record: Record, reading: DraftReading, answers: Mapping[str, Any]) -> Iterator[Settled]:
    for pair in answers.get("match", ()):
        new, found, old = pair.partition("=")
        if not found:
            raise OutOfOrder(f"--match {pair}: say NEW=OLD, such as 10.4=10.3.")
        yield Settled(part=_part(reading, new), old=_old(record, old))
    for old in answers.get("keep", ()):
        key = _old(record, old)
        part = next((f.part for f in match(record, reading).found if f.old == key and f.how != "split off"), None)
        if part is None:
            raise OutOfOrder(f"{old} is not found in the draft; say what it is with --match.")
        yield Settled(part=part, old=key, how="keep")
    for new in answers.get("new", ()):
        yield Settled(part=_part(reading, new))
    for old in answers.get("deleted", ()):
        yield Settled(old=_old(record, old))


def _part(reading: DraftReading, pointed: str) -> int:
    """The part that ``10.4`` or ``#12`` points at."""
    if pointed.startswith("#") and pointed[1:].isdigit() and int(pointed[1:]) < len(reading.parts):
        return int(pointed[1:])
    wanted = pointed.replace(" ", "").rstrip(".)")
    parts = [part for part, number in numbers_in(reading).items() if number.replace(" ", "").rstrip(".)") == wanted]
    if len(parts) != 1:
        several = "several paragraphs" if parts else "no paragraph"
        raise OutOfOrder(
            f"The draft has {several} numbered {pointed}; point at one with its #number from --dry-run --json."
        )
    return parts[0]


def _old(record: Record, pointed: str) -> str:
    place = find_place(record, pointed)
    key = (place.provision or place.block) if place else None
    if key is None:
        raise OutOfOrder(f"There is no {pointed} in the text.")
    return key


def _person(record: Record, name: str | None) -> str | None:
    if not name:
        return None
    found = [p.id for p in people(record) if name.casefold() in p.name.casefold()]
    if len(found) != 1:
        raise OutOfOrder(
            f"There is no one person {name} on record." if not found else f"{name} could be several people."
        )
    return found[0]
