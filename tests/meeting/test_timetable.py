"""Items in the hours of the sittings: their order kept, no two at once, nothing in a pause, no minute lost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from hisrg_desktop.meeting.agenda.timetable import Hours, Share, laid_out

START = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
MINUTES = some.integers(0, 200)


@some.composite
def days(draw) -> list[Hours]:
    """Hours one after the other with gaps between them, told in any order."""
    at, hours = START, []
    for gap, long in draw(some.lists(some.tuples(MINUTES, MINUTES), max_size=6)):
        begins = at + timedelta(minutes=gap)
        at = begins + timedelta(minutes=long)
        hours.append(Hours(begins, at))
    return draw(some.permutations(hours))


SHARES = some.lists(MINUTES, max_size=12).map(
    lambda minutes: [Share(str(n), timedelta(minutes=m)) for n, m in enumerate(minutes)]
)


@given(SHARES, days())
def test_every_item_comes_once_and_in_order(shares, hours):
    slots = laid_out(shares, hours)
    assert [slot.key for slot in slots] == [share.key for share in shares]
    begun = [slot.begins for slot in slots if slot.begins]
    assert begun == sorted(begun)
    assert all(later.begins is None for n, slot in enumerate(slots) if slot.begins is None for later in slots[n:])


@given(SHARES, days())
def test_no_two_are_dealt_with_at_once_and_nothing_in_a_pause(shares, hours):
    stretches = [stretch for slot in laid_out(shares, hours) for stretch in slot.stretches]
    assert all(begins < ends for begins, ends in stretches)
    assert all(one[1] <= other[0] for one, other in pairwise(stretches))
    for begins, ends in stretches:
        assert any(h.begins <= begins and h.ends and ends <= h.ends for h in hours)


@given(SHARES, days())
def test_no_minute_is_lost_and_none_of_the_hours_left_idle(shares, hours):
    slots = laid_out(shares, hours)
    given_to = {slot.key: sum((b - a for a, b in slot.stretches), timedelta()) for slot in slots}
    assert all(given_to[s.key] + slot.over == s.time for s, slot in zip(shares, slots, strict=True))
    room = sum(((h.ends or h.begins) - h.begins for h in hours), timedelta())
    assert sum(given_to.values(), timedelta()) == min(room, sum((s.time for s in shares), timedelta()))


@given(SHARES)
def test_hours_without_an_end_hold_everything(shares):
    slots = laid_out(shares, [Hours(START, None)])
    assert not any(slot.over for slot in slots)
    assert all(slot.ends for slot in slots)


@given(SHARES)
def test_without_hours_nothing_begins(shares):
    assert all(slot.begins is None and slot.ends is None for slot in laid_out(shares, []))
