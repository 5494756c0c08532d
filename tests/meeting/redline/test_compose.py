"""Successive amendments as one marked text."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hisrg_desktop.meeting.redline.compose import Step, carry, compose, without
from hisrg_desktop.meeting.redline.overlay import overlay
from hisrg_desktop.meeting.redline.pieces import Mark, Piece, after, before

AT = datetime(2026, 11, 3, 10, 15, tzinfo=UTC)
ANA, BEN = Mark("Ana Sill", AT, "P-1"), Mark("Ben Orr", AT, "P-2")
WORDS = st.lists(
    st.sampled_from(["the", "of", "Harbour", "crew", "lane", "10.3", ",", ".", "shall", "may", "open"]), max_size=14
).map(" ".join)


def steps(*texts, marks=(ANA, BEN)):
    return [Step(a, b, marks[i % len(marks)]) for i, (a, b) in enumerate(pairwise(texts))]


def test_each_word_is_marked_by_who_changed_it():
    pieces = compose("the crew shall go", steps("the crew shall go", "the crew should go", "the crews should go"))
    assert pieces == (
        Piece("the "),
        Piece("crew", deleted=BEN),
        Piece("crews", inserted=BEN),
        Piece(" "),
        Piece("shall", deleted=ANA),
        Piece("should", inserted=ANA),
        Piece(" go"),
    )


def test_what_one_put_in_and_another_took_out_is_not_shown():
    assert compose("a lane", steps("a lane", "a wide lane", "a lane")) == (Piece("a lane"),)


def test_what_one_took_out_and_another_put_back_stands_again():
    assert compose("an open lane", steps("an open lane", "a lane", "an open lane")) == (Piece("an open lane"),)


def test_a_step_that_does_not_follow_is_refused():
    with pytest.raises(ValueError, match="another text"):
        compose("one", [Step("two", "three", ANA)])


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_any_steps_read_back_as_base_and_as_the_last_text(texts):
    pieces = compose(texts[0], steps(*texts))
    assert before(pieces) == texts[0]
    assert after(pieces) == texts[-1]
    assert all(
        not (a.text[-1:].isalnum() and b.text[:1].isalnum() and (marked(a) != marked(b)) and standing(a, b))
        for a, b in pairwise(pieces)
    )


def marked(piece):
    return bool(piece.inserted or piece.deleted)


def standing(one, other):
    return not marked(one) or not marked(other)


@given(WORDS, WORDS, WORDS)
def test_only_who_took_part_is_named(first, second, third):
    pieces = compose(first, steps(first, second, third))
    inserted = {p.inserted for p in pieces} - {None}
    if second == third:
        assert inserted <= {ANA}
    if first == second:
        assert inserted <= {BEN}


def test_outsiders_learn_no_names():
    pieces = without(compose("a", steps("a", "b")), "Working Group")
    assert {m.author for p in pieces for m in (p.inserted, p.deleted) if m} == {"Working Group"}
    assert {m.reference for p in pieces for m in (p.inserted, p.deleted) if m} == {""}


@pytest.mark.parametrize(
    ("text", "new", "moved"),
    [
        ("the lane| is open", "the wide lane| is open", None),
        ("the lane| is open", "the passage| is open", None),
        ("the lane|", "the lane| now", None),
        ("|the lane", "|a lane", None),
        ("the lane| is open", "the lane| was open", None),
    ],
)
def test_a_footnote_stays_behind_its_word(text, new, moved):
    assert carry(text.index("|"), text.replace("|", ""), new.replace("|", "")) == new.index("|")


def test_proposals_on_different_words_stand_side_by_side():
    made = overlay("the crew shall go", [("the crews shall go", ANA), ("the crew should go", BEN)])
    assert made.collisions == ()
    assert after(made.pieces) == "the crews should go"
    assert before(made.pieces) == "the crew shall go"


def test_a_proposal_that_overlaps_another_is_listed_not_shown():
    made = overlay("the crew shall go", [("the crew should go", ANA), ("the crew may stay", BEN)])
    assert [(c.mark, c.shown) for c in made.collisions] == [(BEN, ANA)]
    assert after(made.pieces) == "the crew should go"


def test_adjoining_proposals_do_not_collide():
    made = overlay("one two", [("uno two", ANA), ("one, two", BEN)])
    assert made.collisions == ()
    assert after(made.pieces) == "uno, two"
