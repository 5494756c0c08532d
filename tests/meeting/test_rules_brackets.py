"""Square brackets: put at a member's request, off again by that member or a decision; they balance."""

import shutil
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.comments.alternatives import is_clean, not_clean
from hisrg_desktop.meeting.comments.proposals import Proposal, standing_of
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.text.amendments import CorrectEditorially, amendments_of
from hisrg_desktop.meeting.text.brackets import (
    Bracket,
    LiftBracket,
    SetBracket,
    brackets_in,
    closed_at_cuts,
    in_brackets,
    pairs,
    unbalanced,
)
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.parts import Footnote, Provision
from hisrg_desktop.meeting.text.tabling import ProposeChange
from tests.meeting.room import Room, opened, sit


def put(room: Room, words: str, by: str = "Okafor", locator: str = "1.2", why: str = "too weak") -> None:
    start = room.provision(locator).text.index(words)
    act = SetBracket(
        provision=room.place(locator), start=start, end=start + len(words), asked_by=room.person(by), why=why
    )
    room.do(act)


def test_words_go_into_brackets_with_who_asked_and_why(room: Room) -> None:
    put(room, "should")
    assert room.provision("1.2").text == "States [should] cooperate in good faith."
    (there,) = brackets_in(room.record, room.provision("1.2"))
    assert there.words == "should"
    assert there.bracket
    assert (there.bracket.asked_by, there.bracket.why) == (room.person("Okafor"), "too weak")


def test_brackets_agree_on_nothing_and_are_marked_as_the_secretariats(room: Room) -> None:
    put(room, "should")
    (amendment,) = amendments_of(room.record, room.place("1.2"))
    assert amendment.editorial
    assert amendment.decision is None
    (bracket,) = room.record.each(Bracket)
    assert bracket.amendment == amendment.id


def test_an_observers_wish_puts_no_brackets(room: Room) -> None:
    with pytest.raises(OutOfOrder, match="Salma Haddad is no member"):
        put(room, "should", "Haddad")


def test_brackets_stay_about_their_words_when_the_text_changes_before_them(room: Room) -> None:
    put(room, "good")
    text = "All States should, in every case, cooperate in [good] faith."
    room.do(CorrectEditorially(provision=room.place("1.2"), text=text))
    (there,) = brackets_in(room.record, room.provision("1.2"))
    assert (there.words, there.bracket is not None) == ("good", True)


def test_who_asked_for_brackets_gives_them_up(room: Room) -> None:
    put(room, "should")
    place, start = room.place("1.2"), 7
    room.do(LiftBracket(provision=place, start=start, by=room.person("Okafor")))
    assert room.provision("1.2").text == "States should cooperate in good faith."
    assert brackets_in(room.record, room.provision("1.2")) == []


def test_for_everybody_else_brackets_come_off_by_a_decision_and_the_remedy_proposes_it(room: Room) -> None:
    put(room, "should")
    act = LiftBracket(provision=room.place("1.2"), start=7, by=room.person("Lind"))
    with pytest.raises(
        OutOfOrder, match="only Chidi Okafor gives them up; else they come off by a decision"
    ) as refusal:
        room.do(act)
    room.remedied(act, refusal.value)
    (proposal,) = room.record.each(Proposal)
    room.do(Declare(words="The brackets go.", proposals=(proposal.id,)))
    assert room.provision("1.2").text == "States should cooperate in good faith."


def test_brackets_that_the_draft_had_can_be_explained(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("1.1"), text="The objective is a [fair] framework."))
    assert brackets_in(room.record, room.provision("1.1"))[0].bracket is None
    put(room, "[fair]", "Lind", "1.1", "fair to whom?")
    assert room.provision("1.1").text == "The objective is a [fair] framework."
    (there,) = brackets_in(room.record, room.provision("1.1"))
    assert there.bracket
    assert there.bracket.why == "fair to whom?"


def test_brackets_do_not_cut_across_others(room: Room) -> None:
    put(room, "should cooperate")
    with pytest.raises(OutOfOrder, match="cut across other brackets"):
        put(room, "cooperate] in")


def test_no_change_leaves_a_bracket_without_its_partner(room: Room) -> None:
    proposal = room.proposal("Okafor", "1.2", "States [should cooperate in good faith.")
    with pytest.raises(OutOfOrder, match=r"The square brackets in 1\.2 would not balance"):
        room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    assert room.record.get(Proposal, proposal.id).after == "States [should cooperate in good faith."


def test_a_proposal_on_words_that_were_then_bracketed_still_applies(room: Room) -> None:
    proposal = room.proposal("Lind", "1.2", "States shall cooperate in good faith.")
    put(room, "should")
    assert standing_of(room.record, proposal) == "applies"


def test_a_draft_with_a_bracket_is_not_clean(room: Room) -> None:
    put(room, "should")
    assert room.record.derive(not_clean) == {room.place("1.2"): ("words in brackets",)}
    room.undo()
    assert is_clean(room.record)


def test_an_agreed_provision_takes_no_brackets(room: Room) -> None:
    room.do(Declare(words="Agreed.", provision=room.place("1.2"), settles=True))
    with pytest.raises(OutOfOrder, match="the presiding chair can reopen it"):
        put(room, "should")


def test_pairs_and_what_stands_alone() -> None:
    assert pairs("a [b [c]] d") == [(2, 9), (5, 8)]
    assert unbalanced("a ] b [c [d]") == (2, 6)


@pytest.mark.parametrize(
    ("text", "words", "made"),
    [
        ("A zone is wide.", "A zone is narrow.", "A zone is [wide] [narrow]."),
        ("A zone is wide.", "A zone is very wide.", "A zone is [very] wide."),
        ("A zone is very wide.", "A zone is wide.", "A zone is [very] wide."),
        ("", "A new paragraph.", "[A new paragraph.]"),
        ("A zone is wide.", "A zone is wide.", "A zone is wide."),
        ("A [wide] zone.", "A [broad] zone.", "A [[wide] [broad]] zone."),
        ("A wide zone.", "A [wide] zone.", "A [wide] zone."),
    ],
)
def test_what_is_not_agreed_goes_into_brackets_old_words_before_new(text: str, words: str, made: str) -> None:
    assert in_brackets(text, words) == made


# --- where the text is split or merged --------------------------------------------------------------------------------


def split(room: Room, *texts: str, locator: str = "1.2") -> None:
    room.do(ChangeEditorially(operation="split", provision=room.place(locator), texts=texts, reason="too long"))


def known(room: Room, locator: str) -> list[tuple[str, str, str]]:
    """The brackets of a provision: their words, who asked for them, why."""
    return [
        (b.words, b.bracket.asked_by if b.bracket else "", b.bracket.why if b.bracket else "")
        for b in brackets_in(room.record, room.provision(locator))
    ]


def test_brackets_go_to_the_part_in_which_they_stand(room: Room) -> None:
    put(room, "should", "Okafor", why="too weak")
    put(room, "good", "Lind", why="good for whom?")
    split(room, "States [should] cooperate", "in [good] faith.")
    assert known(room, "1.2") == [("should", room.person("Okafor"), "too weak")]
    assert known(room, "1.2bis") == [("good", room.person("Lind"), "good for whom?")]
    start = room.provision("1.2bis").text.index("[")
    room.do(LiftBracket(provision=room.place("1.2bis"), start=start, by=room.person("Lind")))
    assert room.provision("1.2bis").text == "in good faith."


def test_brackets_across_the_cut_are_closed_before_it_and_opened_again_behind_it(room: Room) -> None:
    put(room, "cooperate in good", "Lind", why="unclear")
    split(room, "States should [cooperate", "in good] faith.")
    assert room.provision("1.2").text == "States should [cooperate]"
    assert room.provision("1.2bis").text == "[in good] faith."
    assert known(room, "1.2") == [("cooperate", room.person("Lind"), "unclear")]
    assert known(room, "1.2bis") == [("in good", room.person("Lind"), "unclear")]


def test_the_room_sees_the_brackets_at_the_cut_before_it_decides(room: Room) -> None:
    put(room, "cooperate in good")
    texts = ("States should [cooperate", "in good] faith.")
    act = ProposeChange(
        operation="split", provision=room.place("1.2"), texts=texts, speaker=room.person("Lind"), text="Two sentences."
    )
    proposal = room.made(act, Proposal)
    assert proposal.texts == ("States should [cooperate]", "[in good] faith.")
    room.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    assert (room.provision("1.2").text, room.provision("1.2bis").text) == proposal.texts
    assert known(room, "1.2bis")[0][1] == room.person("Okafor")


def test_a_footnote_behind_a_cut_through_brackets_stays_at_its_word(room: Room) -> None:
    put(room, "cooperate in good")
    text = room.provision("1.2").text
    offset = text.index("good") + len("good")
    place = room.place("1.2")
    room.do(
        ChangeEditorially(operation="add footnote", provision=place, after="Or bona.", offset=offset, reason="asked")
    )
    split(room, "States should [cooperate", "in good] faith.")
    (note,) = (n for n in room.record.each(Footnote) if n.text == "Or bona.")
    assert room.record.get(Provision, note.provision).text[: note.offset] == "[in good"


def test_brackets_in_brackets_are_all_known_behind_a_cut_through_them(room: Room) -> None:
    put(room, "good", "Lind", why="inner")
    put(room, "should cooperate in [good] faith", "Okafor", why="outer")
    split(room, "States [should cooperate", "in [good] faith].")
    assert room.provision("1.2bis").text == "[in [good] faith]."
    assert known(room, "1.2bis") == [
        ("in [good] faith", room.person("Okafor"), "outer"),
        ("good", room.person("Lind"), "inner"),
    ]


def test_each_of_the_brackets_that_one_cut_goes_through_stays_its_askers(room: Room) -> None:
    put(room, "cooperate in", "Lind", why="inner")
    put(room, "should [cooperate in] good", "Okafor", why="outer")
    split(room, "States [should [cooperate", "in] good] faith.")
    assert [room.provision(where).text for where in ("1.2", "1.2bis")] == [
        "States [should [cooperate]]",
        "[[in] good] faith.",
    ]
    outer, inner = room.person("Okafor"), room.person("Lind")
    assert known(room, "1.2bis") == [("[in] good", outer, "outer"), ("in", inner, "inner")]


def test_brackets_of_both_are_known_in_what_is_merged_and_after_later_changes(room: Room) -> None:
    put(room, "fair", "Lind", "1.1", "fair to whom?")
    room.do(CorrectEditorially(provision=room.place("1.2"), text="All States should cooperate in good faith."))
    put(room, "good", "Okafor", "1.2", "too weak")
    room.do(CorrectEditorially(provision=room.place("1.1"), text="The one objective is a [fair] framework."))
    other = room.place("1.2")
    room.do(ChangeEditorially(operation="merge", provision=room.place("1.1"), target=other, reason="they are one"))
    both = [("fair", room.person("Lind"), "fair to whom?"), ("good", room.person("Okafor"), "too weak")]
    assert known(room, "1.1") == both
    text = room.provision("1.1").text.replace("The one objective", "The purpose of all this")
    room.do(CorrectEditorially(provision=room.place("1.1"), text=text))
    assert known(room, "1.1") == both


def test_brackets_go_with_a_provision_that_is_moved_and_stay_in_one_that_is_deleted(room: Room) -> None:
    put(room, "good")
    there = known(room, "1.2")
    place = room.place("1.2")
    room.do(ChangeEditorially(operation="move", provision=place, target=room.place("10.1"), reason="asked"))
    assert [b.words for b in brackets_in(room.record, room.record.get(Provision, place)) if b.bracket] == ["good"]
    room.do(ChangeEditorially(operation="delete", provision=place, reason="asked"))
    assert [b.words for b in brackets_in(room.record, room.record.get(Provision, place)) if b.bracket] == ["good"]
    room.undo()
    room.undo()
    assert known(room, "1.2") == there


WORDS = ["all", "States", "should", "in", "good", "faith", "cooperate", "and", "share", "what", "they", "find"]


def asked(room: Room) -> Counter[tuple[str, str, str]]:
    """Each word that stands in brackets of which is known who asked, as often as it does; why; in which provision."""
    found: Counter[tuple[str, str, str]] = Counter()
    for provision in room.record.each(Provision):
        if provision.state != "deleted":
            for there in brackets_in(room.record, provision):
                assert there.bracket, provision.text
                bare = there.words.replace("[", " ").replace("]", " ")
                found.update((word, there.bracket.asked_by, there.bracket.why) for word in bare.split())
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1, max_size=4),
    cuts=st.sets(st.integers(1, 11), min_size=1, max_size=3),
)
def test_who_asked_and_why_is_known_of_every_bracketed_word_wherever_a_provision_is_cut(
    built: Path, spans: list[tuple[int, int]], cuts: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = sit(opened(path))
        try:
            place = room.place("1.2")
            room.do(CorrectEditorially(provision=place, text=" ".join(WORDS)))
            for number, (one, other) in enumerate(spans):
                bracketed(room, place, min(one, other), max(one, other), str(number))
            before, rows = asked(room), room.record.all(Bracket)
            text = room.provision("1.2").text.split(" ")
            edges = [0, *sorted(cuts), len(text)]
            split(room, *(" ".join(text[a:b]) for a, b in pairwise(edges)))
            after = room.record.all(Bracket)
            assert asked(room) == before
            assert not any(unbalanced(p.text) for p in room.record.each(Provision))
            room.undo()
            assert room.record.all(Bracket) == rows
            assert asked(room) == before
            room.redo()
            assert room.record.all(Bracket) == after
            second = room.place("1.2bis")
            room.do(ChangeEditorially(operation="merge", provision=place, target=second, reason="one after all"))
            assert asked(room) == before
        finally:
            room.desk.close()


def bracketed(room: Room, place: str, first: int, last: int, why: str) -> None:
    """Words of the provision put into brackets, where that is in order."""
    text = room.record.get(Provision, place).text
    spots = [text.index(word) for word in WORDS]
    act = SetBracket(
        provision=place,
        start=spots[first],
        end=spots[last] + len(WORDS[last]),
        asked_by=room.person(["Okafor", "Lind"][int(why) % 2]),
        why=why,
    )
    try:
        room.do(act)
    except OutOfOrder as refusal:
        assert "brackets" in str(refusal)


def test_what_no_bracket_crosses_is_cut_as_it_stands() -> None:
    assert closed_at_cuts(("a [b]", "c] d [e", "[f] g] h")) == ("a [b]", "c] d [e]", "[[f] g] h")
    assert closed_at_cuts(("a [b", "c", "d] e")) == ("a [b]", "[c]", "[d] e")
