"""Counters: the numbers of comments, proposals, decisions and actions, never given twice."""

from typing import ClassVar

from hisrg_desktop.meeting.record import Row


class Counter(Row):
    """The last number given under a name; undo leaves it alone."""

    lasting: ClassVar[bool] = True

    last: int
