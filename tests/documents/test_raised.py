"""What was raised while the room decided stands in the minutes: objections, hands, statements, what was put off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hisrg_desktop.documents.decisions import decisions
from hisrg_desktop.documents.minutes import minutes
from hisrg_desktop.documents.outline import texts
from hisrg_desktop.meeting.agenda.items import AddAgendaItem, AgendaItem
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.decisions import Held as HeldPosition
from hisrg_desktop.meeting.decisions.objections import Object, Objection, ResolveObjection
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.decisions.polls import AllowVotes, Hands, TakePoll
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement, ReceiveStatement, Statement
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.roll.meetings import Meeting
from tests.meeting.room import Room, build, opened, sit


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A sitting with two members present, an objection met by a footnote, hands counted, a statement received."""
    build(tmp_path / "group.hisrg")
    room = sit(opened(tmp_path / "group.hisrg"))
    lind, okafor = room.person("Lind"), room.person("Okafor")
    room.do(Arrive(people=(lind, okafor)))
    proposal = room.proposal("Okafor", "1.2", "States shall cooperate.")
    room.do(TakePoll(hands=Hands(in_favour=1, against=1), proposal=proposal.id))
    objection = room.made(Object(person=lind, proposal=proposal.id, reason="too strict"), Objection)
    room.do(ResolveObjection(objection=objection.id, how="footnote"))
    statement = room.made(AnnounceStatement(person=lind, about="the verb", provision=room.place("1.2")), Statement)
    room.do(ReceiveStatement(statement=statement.id, text="We hold that this goes too far."))
    room.do(AllowVotes(on=True))
    held = HeldPosition(person=lind, kind="stand aside", reason="the verb")
    hands = Hands(in_favour=1, against=0, abstaining=1)
    act = Declare(
        words="Agreed.", proposals=(proposal.id,), settles=True, positions=(held,), method="vote", hands=hands
    )
    room.do(act)
    room.do(Park(provision=room.place("10.1"), what="the width", owner=okafor, until="after lunch"))
    yield room
    room.desk.close()


def told(room: Room, names: str = "full") -> str:
    document = minutes(room.record, next(room.record.each(Meeting)), names)  # type: ignore[arg-type]
    return "\n".join(texts(document))


def test_the_minutes_tell_who_objected_why_and_how_it_was_met(room: Room) -> None:
    words = told(room)
    assert "A. Lind (NLI) objected to P-001: too strict. The objection was resolved by a footnote." in words


def test_the_minutes_say_that_a_show_of_hands_decided_nothing(room: Room) -> None:
    expected = (
        "An indicative show of hands on P-001 gave 1 in favour, 1 against and 0 abstaining "
        "among 2 members present; it decided nothing."
    )
    assert expected in told(room)


def test_a_statement_is_told_where_it_was_announced_and_annexed_in_its_own_words(room: Room) -> None:
    words = told(room)
    assert "A. Lind (NLI) announced a statement for the record on the verb; it is annexed." in words
    assert "Statements for the record" in words
    assert "We hold that this goes too far." in words


def test_what_is_parked_says_with_whom_and_when_it_comes_back(room: Room) -> None:
    assert (
        "The provision was parked, to be taken up again after lunch. The width. C. Okafor (SOT) is to report."
        in told(room)
    )


def test_decisions_tell_the_vote_and_what_was_agreed(room: Room) -> None:
    words = "\n".join(texts(decisions(room.record, next(room.record.each(Meeting)))))
    assert "1 in favour, 0 against and 1 abstaining among 2 members present." in words
    assert "1.2 as it stands." in words


def test_without_attribution_nobody_is_named_and_no_statement_is_quoted(room: Room) -> None:
    words = told(room, "none")
    assert "A member objected to P-001" in words
    for name in ("Lind", "NLI", "Okafor", "SOT", "goes too far"):
        assert name not in words


def test_an_item_without_attribution_names_no_one_who_objected_or_stood_aside(room: Room) -> None:
    act = AddAgendaItem(meeting=next(room.record.each(Meeting)).id, title="In confidence", attributed=False)
    room.do(TakeUpItem(item=room.made(act, AgendaItem).id))
    okafor, place = room.person("Okafor"), room.place("1.1")
    objection = room.made(Object(person=okafor, provision=place, reason="too vague"), Objection)
    room.do(ResolveObjection(objection=objection.id))
    room.do(AnnounceStatement(person=okafor, about="the aim", provision=place))
    held = HeldPosition(person=okafor, kind="stand aside", reason="the aim")
    room.do(Declare(words="Agreed as it stands.", provision=place, settles=True, positions=(held,)))
    words = told(room)
    assert "A member objected: too vague. The objection was lifted." in words
    assert "A member stood aside: the aim." in words
    assert "A member announced a statement for the record on the aim; it had not been received." in words
    assert "A. Lind (NLI) objected to P-001" in words
