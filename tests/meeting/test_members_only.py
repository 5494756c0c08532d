"""What was said among members only stays so: by act, by undo and by redo, until it is decided to open it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.agenda.disclosing import Disclose, Disclosed
from hisrg_desktop.meeting.agenda.items import (
    AddAgendaItem,
    AgendaItem,
    ChangeAgendaItem,
    MoveAgendaItem,
    for_members_only,
)
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.open_record import open_record
from hisrg_desktop.meeting.agenda.unfinished import CarryOver
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting
from tests.meeting.room import DAY, Room

LATER = DAY + timedelta(days=90)


def put(room: Room, title: str = "Budget", **fields: object) -> str:
    meeting = next(room.record.each(Meeting)).id
    return room.made(AddAgendaItem.model_validate({"meeting": meeting, "title": title, **fields}), AgendaItem).id


def known(room: Room) -> list[str]:
    """The words and titles that observers and others may know."""
    record = open_record(room.record)
    return [*(c.text for c in record.each(Comment)), *(i.title for i in record.each(AgendaItem))]


def someone_speaks(room: Room) -> None:
    room.said("The debt is two million.", "Lind")


def words_without_a_speaker(room: Room) -> None:
    room.said("The debt is two million.")


def something_is_decided(room: Room) -> None:
    room.do(Arrive(people=(room.person("Lind"),)))
    room.do(Declare(words="The debt is two million."))


DEALT_WITH = (someone_speaks, words_without_a_speaker, something_is_decided)


@pytest.mark.parametrize("deal", DEALT_WITH, ids=lambda deal: deal.__name__)
def test_an_item_dealt_with_among_members_is_opened_only_by_deciding_so(
    room: Room, deal: Callable[[Room], None]
) -> None:
    item = put(room, members_only=True)
    room.do(TakeUpItem(item=item))
    deal(room)
    before = known(room)
    act = ChangeAgendaItem(item=item, members_only=False)
    with pytest.raises(OutOfOrder, match="was dealt with among members only") as refusal:
        room.do(act)
    assert known(room) == before
    assert refusal.value.remedy == Disclose(item=item)
    room.remedied(act, refusal.value)
    assert "Budget" in known(room)
    assert [one.item for one in room.record.each(Disclosed)] == [item]
    room.undo()
    assert known(room) == before
    room.redo()
    assert "Budget" in known(room)


@pytest.mark.parametrize("deal", DEALT_WITH, ids=lambda deal: deal.__name__)
def test_the_mark_is_not_taken_back_from_over_what_was_said_under_it(room: Room, deal: Callable[[Room], None]) -> None:
    item = put(room)
    room.do(ChangeAgendaItem(item=item, members_only=True))
    marked = room.last
    room.do(TakeUpItem(item=item))
    deal(room)
    with pytest.raises(OutOfOrder, match="was dealt with among members only"):
        room.undo(marked)


def test_a_mark_set_by_mistake_is_taken_back_though_the_item_was_dealt_with_before(room: Room) -> None:
    item = put(room)
    room.do(TakeUpItem(item=item))
    room.said("Good morning.", "Lind")
    room.do(TakeUpItem(item=put(room, "Other matters")))
    room.clock.on(minutes=1)
    room.do(ChangeAgendaItem(item=item, members_only=True))
    assert "Good morning." not in known(room)
    room.undo()
    assert "Good morning." in known(room)
    room.redo()
    room.do(ChangeAgendaItem(item=item, members_only=False))
    assert "Good morning." in known(room)


def test_an_item_not_dealt_with_yet_is_opened_as_it_pleases(room: Room) -> None:
    item = put(room, members_only=True)
    room.do(ChangeAgendaItem(item=item, members_only=False))
    room.undo()
    assert "Budget" not in known(room)
    room.redo()
    assert "Budget" in known(room)


def test_an_item_moved_out_from_under_a_members_only_one_stays_so(room: Room) -> None:
    over = put(room, members_only=True)
    item = put(room, "Salaries", parent=over)
    room.do(TakeUpItem(item=item))
    someone_speaks(room)
    room.do(MoveAgendaItem(item=item, to=1))
    assert room.record.get(AgendaItem, item).number == "1"
    assert {"Budget", "Salaries", "The debt is two million."}.isdisjoint(known(room))
    with pytest.raises(OutOfOrder, match="was dealt with among members only"):
        room.do(ChangeAgendaItem(item=item, members_only=False))


def test_an_item_moved_under_a_members_only_one_and_dealt_with_there_does_not_come_out_by_undo(room: Room) -> None:
    over, item = put(room, members_only=True), put(room, "Salaries")
    room.do(MoveAgendaItem(item=item, to=1, parent=over))
    moved = room.last
    room.do(TakeUpItem(item=item))
    someone_speaks(room)
    with pytest.raises(OutOfOrder, match="was dealt with among members only"):
        room.undo(moved)


def test_an_item_under_a_members_only_one_is_opened_with_it(room: Room) -> None:
    over = put(room, members_only=True)
    item = put(room, "Salaries", parent=over)
    room.do(TakeUpItem(item=item))
    someone_speaks(room)
    for act in (ChangeAgendaItem(item=over, members_only=False), Disclose(item=item)):
        with pytest.raises(OutOfOrder) as refusal:
            room.do(act)
        assert refusal.value.remedy == Disclose(item=over)
    room.do(Disclose(item=over, why="So decided."))
    assert "The debt is two million." in known(room)
    with pytest.raises(OutOfOrder, match="for everybody already"):
        room.do(Disclose(item=over))


def carrying(room: Room, *items: str) -> Act:
    meeting = next(room.record.each(Meeting))
    later = room.made(CreateMeeting(phase=meeting.phase, number=9, planned_from=LATER, planned_to=LATER), Meeting)
    return CarryOver(meeting=meeting.id, to=later.id, items=items)


def test_what_is_carried_over_without_the_members_only_item_above_it_stays_so(room: Room) -> None:
    over = put(room, members_only=True)
    item = put(room, "Salaries", parent=over, observers_may_speak=True)
    room.do(carrying(room, item))
    carried = room.record.one(AgendaItem, carried_from=item)
    assert carried is not None
    for again in (False, True):
        if again:
            room.undo()
            room.redo()
        assert for_members_only(room.record, carried)
        assert "Salaries" not in known(room)


def test_what_is_under_a_members_only_item_is_carried_over_under_it(room: Room) -> None:
    over = put(room, members_only=True)
    item = put(room, "Salaries", parent=over)
    room.do(carrying(room, over, item))
    carried = room.record.one(AgendaItem, carried_from=item)
    assert carried is not None
    assert not carried.members_only, "it is so by the one above it"
    assert for_members_only(room.record, carried)
