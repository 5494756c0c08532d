"""Items laid out in the hours of the sittings: in their order, one after the other, and none in a pause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of time in which the room works; without an end it lasts as long as is needed."""

    begins: datetime
    ends: datetime | None
    sitting: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """An item and the time it is to have."""

    key: str
    time: timedelta


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is dealt with: its stretches, one for each of the hours it lies in, and the time that found no room."""

    key: str
    begins: datetime | None
    stretches: tuple[tuple[datetime, datetime], ...] = ()
    over: timedelta = timedelta()

    @property
    def ends(self) -> datetime | None:
        """When it is done; none where it does not fit."""
        if self.begins is None or self.over:
            return None
        return self.stretches[-1][1] if self.stretches else self.begins


def laid_out(shares: Iterable[Share], hours: Iterable[Hours]) -> list[Slot]:
    """The items in the hours, in their order. What does not end in one stretch of hours goes on in the next.

    An item without time of its own begins where the one before it ends. Once the hours are used up nothing more begins.
    """
    left = sorted((h for h in hours if h.ends is None or h.ends > h.begins), key=lambda h: h.begins)
    at = left[0].begins if left else None
    slots: list[Slot] = []
    for share in shares:
        stretches: list[tuple[datetime, datetime]] = []
        time = share.time
        at, left = _onward(at, left)
        begins = at
        while time > timedelta() and left and at is not None:
            end = left[0].ends
            until = at + time if end is None else min(at + time, end)
            stretches.append((at, until))
            time -= until - at
            at, left = _onward(until, left) if time > timedelta() else (until, left)
        slots.append(Slot(share.key, begins, tuple(stretches), time if time > timedelta() else timedelta()))
    return slots


def _onward(at: datetime | None, left: Sequence[Hours]) -> tuple[datetime | None, list[Hours]]:
    """Where work goes on at or after an instant, and the hours from there on; nowhere once they are used up."""
    rest = [h for h in left if at is not None and (h.ends is None or h.ends > at)]
    if not rest or at is None:
        return None, []
    return max(at, rest[0].begins), rest
