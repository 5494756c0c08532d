"""What is asked of the desk, and what was decided on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record


@dataclass(frozen=True, slots=True)
class Decided:
    """What an entry would change, by which act, in which words, and which entry it takes back or does again."""

    changes: list[Change]
    act: str
    sentence: str
    undoes: int | None = None
    redoes: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An act (or undo, or redo) waiting for its turn: who asks, the slot whose words it takes down, the files it keeps."""

    decide: Callable[[Record, Moment], Decided]
    by: str = ""
    scratch: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    moves_pen: bool = False


def deciding(act: Act) -> Callable[[Record, Moment], Decided]:
    """How an act is decided, with its sentence as the record was before it."""

    def decide(record: Record, moment: Moment) -> Decided:
        sentence = act.sentence(record)
        return Decided(act.decide(record, moment), type(act).__name__, sentence)

    return decide
