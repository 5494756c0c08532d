"""The agenda as a tree: numbers, places, what may stand where, and what stays on record."""

import pytest

from hisrg_desktop.meeting.agenda.items import (
    AddAgendaItem,
    AgendaItem,
    ChangeAgendaItem,
    MoveAgendaItem,
    RemoveAgendaItem,
    SayOutcome,
    agenda_of,
    for_members_only,
)
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.agenda.open_record import open_record
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, Sitting
from hisrg_desktop.meeting.text.drafts import Draft


@pytest.fixture
def meeting(room) -> str:
    return next(room.record.each(Meeting)).id


@pytest.fixture
def add(room, meeting):
    def added(title: str, **fields) -> AgendaItem:
        return room.made(AddAgendaItem(meeting=meeting, title=title, **fields), AgendaItem)

    return added


def agenda(room, meeting) -> list[str]:
    return [f"{item.number} {item.title}" for item in agenda_of(room.record, meeting)]


def item(room, title: str) -> AgendaItem:
    found = room.record.one(AgendaItem, title=title)
    assert found
    return found


def test_an_item_under_another_is_numbered_after_it(room, meeting, add):
    under = add("Zones", parent=item(room, "Standards").id)
    add("Sizes", parent=under.id)
    add("Other matters")
    assert agenda(room, meeting) == ["1 Objective", "2 Standards", "2.1 Zones", "2.1.1 Sizes", "3 Other matters"]


def test_what_moves_takes_its_own_along_and_numbers_follow(room, meeting, add):
    under = add("Zones", parent=item(room, "Standards").id)
    add("Sizes", parent=under.id)
    room.do(MoveAgendaItem(item=item(room, "Standards").id, to=1))
    assert agenda(room, meeting) == ["1 Standards", "1.1 Zones", "1.1.1 Sizes", "2 Objective"]
    room.do(MoveAgendaItem(item=under.id, to=2))
    assert agenda(room, meeting) == ["1 Standards", "2 Zones", "2.1 Sizes", "3 Objective"]


def test_an_item_moves_under_one_that_moves_up_by_it(room, meeting):
    room.do(MoveAgendaItem(item=item(room, "Objective").id, to=1, parent=item(room, "Standards").id))
    assert agenda(room, meeting) == ["1 Standards", "1.1 Objective"]


@pytest.mark.parametrize("to", [1, 2, 3])
def test_an_item_moves_out_before_and_after_the_one_it_stood_under(room, meeting, add, to):
    under = add("Zones", parent=item(room, "Standards").id)
    room.do(MoveAgendaItem(item=under.id, to=to))
    order = ["Objective", "Standards"]
    order.insert(to - 1, "Zones")
    assert agenda(room, meeting) == [f"{number} {title}" for number, title in enumerate(order, 1)]


def test_a_number_typed_by_hand_stays(room, meeting, add):
    add("Late item", number="2bis")
    room.do(MoveAgendaItem(item=item(room, "Late item").id, to=1))
    assert agenda(room, meeting) == ["2bis Late item", "2 Objective", "3 Standards"]
    room.do(ChangeAgendaItem(item=item(room, "Late item").id, number=""))
    assert agenda(room, meeting) == ["1 Late item", "2 Objective", "3 Standards"]


def test_a_move_is_undone_and_done_again(room, meeting, add):
    before = agenda(room, meeting)
    room.do(MoveAgendaItem(item=item(room, "Objective").id, to=1, parent=item(room, "Standards").id))
    after = agenda(room, meeting)
    room.undo()
    assert agenda(room, meeting) == before
    room.redo()
    assert agenda(room, meeting) == after


def test_an_item_cannot_stand_under_itself(room, add):
    under = add("Zones", parent=item(room, "Standards").id)
    with pytest.raises(OutOfOrder, match="cannot stand under itself"):
        room.do(MoveAgendaItem(item=item(room, "Standards").id, to=1, parent=under.id))


def test_every_field_is_changed_and_cleared(room, add):
    draft = next(room.record.each(Draft)).id
    there = add("Zones", minutes=30, presenter=room.person("Haddad"), documents=(draft,), annotation="Read it.")
    room.do(ChangeAgendaItem(item=there.id, minutes=45, members_only=True, attributed=False, purpose="decision"))
    now = room.record.get(AgendaItem, there.id)
    assert (now.minutes, now.members_only, now.attributed, now.purpose) == (45, True, False, "decision")
    assert (now.presenter, now.documents, now.annotation) == (there.presenter, (draft,), "Read it.")
    room.do(ChangeAgendaItem(item=there.id, minutes=None, presenter=None, documents=(), annotation=""))
    now = room.record.get(AgendaItem, there.id)
    assert (now.minutes, now.presenter, now.documents, now.annotation) == (None, None, (), "")
    room.undo()
    assert room.record.get(AgendaItem, there.id).minutes == 45


def test_an_item_keeps_its_title(room):
    with pytest.raises(OutOfOrder, match="needs a title"):
        room.do(ChangeAgendaItem(item=item(room, "Standards").id, title=""))


def test_an_external_person_presents_nothing(room, add):
    with pytest.raises(OutOfOrder, match="Ola Quist is an external person"):
        add("Letters", presenter=room.person("Quist"))


def test_a_document_that_is_not_on_record_cannot_be_before_the_group(room, add):
    with pytest.raises(OutOfOrder, match="document that is not on record"):
        add("Papers", documents=("nowhere",))


def test_an_item_is_taken_off_with_those_under_it_and_comes_back_by_undo(room, meeting, add):
    add("Zones", parent=item(room, "Standards").id)
    add("Other matters")
    room.do(RemoveAgendaItem(item=item(room, "Standards").id))
    assert agenda(room, meeting) == ["1 Objective", "2 Other matters"]
    room.undo()
    assert agenda(room, meeting) == ["1 Objective", "2 Standards", "2.1 Zones", "3 Other matters"]


def test_an_item_the_room_has_been_at_stays_and_is_put_off_instead(room):
    with pytest.raises(OutOfOrder, match="has been at item 1") as refusal:
        room.do(RemoveAgendaItem(item=item(room, "Objective").id))
    room.do(refusal.value.remedy)
    assert item(room, "Objective").outcome == "put off"


def test_what_is_under_a_members_only_item_is_members_only(room, meeting, add):
    hidden = add("Budget", members_only=True)
    add("Figures", parent=hidden.id)
    add("Other matters")
    assert for_members_only(room.record, item(room, "Figures"))
    assert [f"{i.number} {i.title}" for i in agenda_of(open_record(room.record), meeting)] == [
        "1 Objective",
        "2 Standards",
        "4 Other matters",
    ]


def test_a_members_only_item_is_not_open_to_observers(room, add):
    with pytest.raises(OutOfOrder, match="for members only"):
        add("Budget", members_only=True, observers_may_speak=True)


def test_an_item_taken_up_again_is_not_finished_any_more(room):
    room.do(SayOutcome(item=item(room, "Objective").id, outcome="finished"))
    room.do(TakeUpItem(item=item(room, "Standards").id))
    room.do(TakeUpItem(item=item(room, "Objective").id))
    assert item(room, "Objective").outcome == ""


def test_an_item_of_another_meeting_is_taken_up_once_that_has_begun(room):
    here = next(room.record.each(Meeting))
    fields = {"phase": here.phase, "planned_from": here.planned_to, "planned_to": here.planned_to}
    other = room.made(CreateMeeting(number=5, **fields), Meeting)
    there = room.made(AddAgendaItem(meeting=other.id, title="Later"), AgendaItem)
    with pytest.raises(OutOfOrder, match=r"meeting 2\.5"):
        room.do(TakeUpItem(item=there.id))
    assert room.record.where(Sitting, meeting=other.id) == ()
