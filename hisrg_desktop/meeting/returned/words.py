"""What a returned change asks for, in words for the list of comments."""

from hisrg_desktop.meeting.lists import CommentType
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.diff import replacements
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.text.numbers import full_number
from hisrg_desktop.meeting.text.parts import Block

_MOST = 3
"""More replacements than this are told as one new wording."""


def asked(record: Record, item: Item) -> str:
    """What an item asks for: Replace “old” by “new”. Delete this provision."""
    if item.operation == "insert":
        return f"Insert a new provision: “{item.after}”."
    if item.operation == "delete" or (item.operation is None and not item.after):
        return "Delete the heading." if record.find(Block, item.target) else "Delete this provision."
    if item.operation == "move":
        after = full_number(record, item.target or "")
        if record.find(Block, item.target):
            return f"Move this provision to the beginning of block {after}."
        return f"Move this provision behind {after}." if after else "Move this provision."
    if item.operation == "split":
        return "Split this provision: " + " – ".join(f"“{text}”" for text in item.texts) + "."
    if item.operation == "merge":
        return f"Join {full_number(record, item.target or '') or 'the next paragraph'} to this provision."
    if item.operation == "add footnote":
        return f"Add a footnote: “{item.after}”."
    if item.operation == "delete footnote":
        return f"Delete the footnote “{item.before}”."
    return changes(item.before, item.after)


def changes(before: str, after: str) -> str:
    """The replacements one by one; where they are many, the new wording."""
    told = replacements(before, after)
    if not told or len(told) > _MOST:
        return f"New wording: “{after}”."
    words = "; ".join(told)
    return f"{words[0].upper()}{words[1:]}."


def type_of(item: Item) -> CommentType:
    """Editorial where no letter or figure changes but for capitals, else substantive."""
    if item.operation in ("replace", "rename") and _letters(item.before) == _letters(item.after):
        return "ed"
    return item.type


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
