"""How the new text must read, worked out from the edits alone: what a redline is proved against."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from hisrg_desktop.documents.word import reading
from hisrg_desktop.documents.word.edits import changed_text
from hisrg_desktop.documents.word.plan import Place, Plan
from hisrg_desktop.documents.word.reading import Line
from hisrg_desktop.meeting.redline.pieces import after

_Placed = list[tuple[int, Line]]


def expected(plan: Plan, lines: Sequence[Line]) -> list[str]:
    """The paragraphs of the new text."""
    new = _new_lines(plan, lines)
    new += _left_empty(lines, {line.stretch for _, line in new})
    return reading.joined([line for _, line in sorted(new, key=lambda placed: placed[0])])


def _new_lines(plan: Plan, lines: Sequence[Line]) -> _Placed:
    """The lines that stand or are new, each with the index it is read at."""
    new: _Placed = []
    later: dict[int, _Placed] = defaultdict(list)
    for index, line in enumerate(lines):
        new += later.pop(index, [])
        place = plan.places.get(index, Place(index))
        if place.deleted is None:
            new.append((index, _changed(line, place)))
        elif _behind(plan, index) > index + 1:
            # A text box stays when its paragraph goes: what comes after that one is then read before the box.
            new.append((index, replace(line, text="", gone=True)))
        if place.followers:
            behind = _behind(plan, index)
            made = [(behind - 1, _made(line, after(p.pieces))) for p in place.followers]
            later[behind] = made + later.pop(behind, [])
    return new + [placed for index in sorted(later) for placed in later[index]]


def _changed(line: Line, place: Place) -> Line:
    return replace(line, text=changed_text(line.text, place.edit)) if place.edit else line


def _made(beside: Line, text: str) -> Line:
    return Line(text, beside.stretch, hidden=beside.hidden)


def _behind(plan: Plan, index: int) -> int:
    """The first paragraph that is not inside this one."""
    extents = plan.text.extents
    following = range(index + 1, len(extents))
    return next((i for i in following if extents[i].start >= extents[index].end), len(extents))


def _left_empty(lines: Sequence[Line], left: set[int]) -> _Placed:
    """Where every paragraph of a stretch goes, an empty one remains in place of its last."""
    lost = {line.stretch: index for index, line in enumerate(lines) if line.stretch not in left}
    return [(index, _made(lines[index], "")) for index in lost.values()]
