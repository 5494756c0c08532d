"""What returned files ask for, told point by point: as plain values, and for a person to read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hisrg_desktop.meeting.comments.comments import Comment, Placing
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.text.numbers import full_number, label, locator, numbers
from hisrg_desktop.meeting.text.parts import Provision

if TYPE_CHECKING:
    from hisrg_desktop.desk.returned import Returned
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.meeting.returned.items import Item

_SHORT: dict[Placing, str] = {"placed": "placed", "placed with doubt": "doubt", "lost its place": "lost"}


def lines(record: Record, returned: Returned) -> list[dict[str, object]]:
    """What a file asks for, a mapping of plain values for each point that is not left out; or why it was refused."""
    if returned.refused:
        return [{"file": one_line(str(returned.path)), "error": returned.refused}]
    return [_line(record, returned, item) for item in returned.taken]


def _line(record: Record, returned: Returned, item: Item) -> dict[str, object]:
    person = record.find(Person, item.person)
    place = "" if item.placing == "lost its place" else _place(item)
    line: dict[str, object] = {
        "file": one_line(str(returned.path)),
        "author": item.author or returned.by,
        "person": person.name if person else None,
        "date": item.at.isoformat() if item.at else None,
        # A change that can be no proposal on record, for it has no place, is one all the same in the file.
        "kind": "proposal" if item.operation or item.before or item.after else "comment",
        "placing": _SHORT[item.placing],
        "why": item.why,
        "provision": _where(record, place),
        "label": label(record, place),
        "locator": locator(record, place) if place else "",
        "operation": item.operation,
        "untracked": item.untracked,
    }
    if item.footnote:
        line["footnote"] = record.derive(numbers).notes.get(item.footnote)
    if item.operation:
        line |= {"before": _before(record, item), "after": item.after}
        line |= {"target": _where(record, item.target or "")} if item.operation in ("move", "merge") else {}
        line |= {"texts": item.texts} if item.texts else {}
    else:
        line |= {"quote": item.quote, "words": item.words, "before": item.before, "after": item.after}
    return line | {"reply_to": _answered(record, returned, item), "resolved": item.resolved}


def _before(record: Record, item: Item) -> str:
    """The words that an item changes: none for an insertion, those of both where two are joined."""
    if item.operation == "insert":
        return ""
    other = record.find(Provision, item.target) if item.operation == "merge" else None
    return f"{item.before}\n{other.text}" if other else item.before


def _where(record: Record, place: str) -> str:
    """The number of a place with those above it; how one points at it, where it has none."""
    return (full_number(record, place) or locator(record, place)) if place else ""


def _place(item: Item) -> str:
    """The provision an item concerns, or the block where it concerns its heading."""
    if item.target is not None and item.target == item.block and item.operation != "move":
        return item.target
    return item.provision or item.block or ""


def _answered(record: Record, returned: Returned, item: Item) -> str | None:
    """The words of what an item answers."""
    if item.answers is None:
        return None
    there = next((i for i in returned.items if i.key == item.answers), None)
    known = record.find(Comment, item.answers)
    return there.words if there else known.text if known else None


def as_text(record: Record, returned: Returned) -> str:
    """What a file asks for, for a person to read."""
    if returned.refused:
        return returned.refused
    told = [f"{returned.name}: {_told(returned)}"]
    for item in returned.items:
        where = _where(record, "" if item.placing == "lost its place" else _place(item)) or "no place"
        doubt = f" [{item.placing}: {item.why}]" if item.why else ""
        left = f" (left out: {item.left_out})" if item.left_out else ""
        told.append(f"  {where}  {item.author or returned.by}: {item.words}{doubt}{left}")
    return "\n".join(told)


def _told(returned: Returned) -> str:
    counted = Counter(item.placing for item in returned.taken)
    parts = [f"{counted[placing]} {placing}" for placing in _SHORT if counted[placing]]
    if returned.formatting:
        parts.append(f"{returned.formatting} changes of looks left out")
    if returned.carried:
        parts.append(f"{returned.carried} changes that it carried when given out left out")
    if returned.names:
        parts.append(f"not on record: {', '.join(returned.names)}")
    return "; ".join([*(parts or ["nothing to take in"]), *returned.notes])
