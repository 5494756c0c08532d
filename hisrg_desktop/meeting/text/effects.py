"""What amendments did to the text, in words: ``10.3 moved``, ``10.3 split``, ``Block 10 cut in two``."""

from collections.abc import Callable, Sequence

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.amendments import Amendment, Place
from hisrg_desktop.meeting.text.parts import Provision

Named = Callable[[str | None], str]
"""The name of a provision, or the number of a block."""

_ON_PROVISIONS = {
    "replace": "changed",
    "rename": "renamed",
    "insert": "inserted",
    "delete": "deleted",
    "move": "moved",
    "split": "split",
    "merge": "merged with",
    "add footnote": "given a footnote",
    "edit footnote": "with its footnote changed",
    "delete footnote": "without its footnote",
}
_ON_BLOCKS = {
    "rename": "renamed",
    "move": "moved",
    "insert": "inserted",
    "delete": "deleted",
    "split": "cut off as a block of its own",
}


def effects(amendments: Sequence[Amendment], named: Named) -> list[str]:
    """A phrase for each thing that was done; what only went along with another (items, the second half) has none."""
    return [_phrase(a, named) for a in amendments if not _goes_along(a, amendments)]


def _phrase(amendment: Amendment, named: Named) -> str:
    if amendment.provision is None:
        return f"Block {named(amendment.block)} {_ON_BLOCKS.get(amendment.operation, amendment.operation)}"
    words = f"{named(amendment.provision)} {_ON_PROVISIONS[amendment.operation]}"
    return f"{words} {named(amendment.partner)}" if amendment.operation == "merge" else words


def _goes_along(amendment: Amendment, others: Sequence[Amendment]) -> bool:
    """Whether the amendment only follows from another one of these."""
    if amendment.operation == "split" and amendment.provision:
        return not amendment.before
    if amendment.operation == "merge":
        return not amendment.after
    heads = {a.provision for a in others if a is not amendment}
    blocks = {a.block for a in others if a.block}
    if amendment.becomes and amendment.operation in ("move", "insert") and amendment.provision:
        place = Place.read(amendment.becomes)
        return place.parent in heads or place.block in blocks
    return False


def last_amendment(record: Record, key: str) -> Amendment | None:
    """What changed a provision or block last."""
    return record.one(Amendment, provision=key) or record.one(Amendment, block=key)


def moving(record: Record, key: str) -> Amendment | None:
    """What put a provision or block where it is: its own move, that of the chapeau it stands under, or of its block."""
    placed = [a for a in (*record.where(Amendment, provision=key), *record.where(Amendment, block=key)) if a.becomes]
    provision = record.find(Provision, key)
    if placed or provision is None:
        return placed[-1] if placed else None
    return moving(record, provision.parent or provision.block)
