"""A change of words said in one short sentence, for the comment that proposes it."""

from hisrg_desktop.meeting.redline.diff import hunks

_SHORT = 80


def in_short(before: str, after: str) -> str:
    """What is proposed, in the words of the room: ``Proposes “should” instead of “shall”.``"""
    found = hunks(before, after)
    if not after.strip():
        return "Proposes to delete the words."
    if len(found) == 1:
        out, put = before[found[0].start : found[0].end].strip(), found[0].text.strip()
        if len(out) + len(put) <= _SHORT:
            if not put:
                return f"Proposes to delete “{out}”."
            return f"Proposes “{put}” instead of “{out}”." if out else f"Proposes to add “{put}”."
    return "Proposes another wording."
