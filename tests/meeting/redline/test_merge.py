"""Several wordings made one: what does not collide is joined whatever the order, what collides is listed."""

from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.redline.merge import Wording, merge
from hisrg_desktop.meeting.redline.pieces import Mark, after, before
from hisrg_desktop.meeting.redline.rebase import insisted, rebase

AT = datetime(2031, 3, 4, 10, 15, tzinfo=UTC)
MARKS = {key: Mark(key, AT, key, agreed=False) for key in "ABC"}
BY_HAND = Mark("The Group", AT, "", agreed=False)
WORDS = st.lists(
    st.sampled_from(["the", "of", "Harbour", "crew", "lane", "10.3", ",", ".", "shall", "may", "open"]), max_size=12
).map(" ".join)


def wordings(*texts: str) -> list[Wording]:
    return [Wording(key, text, MARKS[key]) for key, text in zip("ABC", texts, strict=False)]


@given(WORDS, WORDS)
def test_merging_one_wording_gives_that_wording(text: str, wanted: str) -> None:
    made = merge(text, wordings(wanted))
    assert made.text == wanted
    assert not made.clashes


@given(WORDS, WORDS, WORDS, WORDS, st.permutations([0, 1, 2]))
def test_the_order_of_the_wordings_makes_no_difference(
    text: str, one: str, two: str, three: str, order: list[int]
) -> None:
    all_three = wordings(one, two, three)
    made, other = merge(text, all_three), merge(text, [all_three[n] for n in order])
    assert made.text == other.text
    assert [clash.span for clash in made.clashes] == [clash.span for clash in other.clashes]


@given(WORDS, WORDS, WORDS)
def test_words_that_two_change_differently_are_listed_and_stand_until_settled(text: str, one: str, two: str) -> None:
    made = merge(text, wordings(one, two))
    wanted = hunks(text, one), hunks(text, two)
    collide = any(
        a != b and ((a.start < b.end and b.start < a.end) or a.start == a.end == b.start == b.end)
        for a in wanted[0]
        for b in wanted[1]
    )
    assume(collide)
    assert made.open == made.clashes
    for clash in made.clashes:
        assert text[slice(*clash.span)] == clash.standing
        assert len({words for _, words in clash.options}) > 1


@given(WORDS, WORDS, WORDS)
def test_settling_every_collision_for_one_side_gives_its_words_there(text: str, one: str, two: str) -> None:
    clashes = merge(text, wordings(one, two)).clashes
    made = merge(text, wordings(one, two), {c.span: dict(c.options).get("A", c.standing) for c in clashes})
    assert not made.open
    if made.clashes and len(made.parts) == len(hunks(text, one)) == len(made.clashes):
        assert made.text == one


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_mark_up_reads_back_as_base_and_as_the_merged_text_and_the_steps_lead_there(
    text: str, one: str, two: str, hand: str
) -> None:
    first = merge(text, wordings(one, two))
    made = merge(text, wordings(one, two), {clash.span: hand for clash in first.clashes})
    pieces = made.pieces(MARKS, BY_HAND)
    assert before(pieces) == text
    assert after(pieces) == made.text
    steps = made.steps()
    assert (steps[-1][1] if steps else text) == made.text


def test_two_that_want_the_same_words_do_not_collide() -> None:
    made = merge("the crew shall go", wordings("the crew should go", "the crew should go now"))
    assert not made.clashes
    assert made.text == "the crew should go now"
    assert made.parts[0].keys == ("A", "B")


def test_two_insertions_at_one_place_collide() -> None:
    made = merge("the lane", wordings("the wide lane", "the open lane"))
    assert [dict(clash.options) for clash in made.open] == [{"A": "wide ", "B": "open "}]
    assert made.text == "the lane"


def test_words_settled_by_hand_are_nobodys() -> None:
    base = "the crew shall go"
    (clash,) = merge(base, wordings("the crew should go", "the crew may go")).open
    made = merge(base, wordings("the crew should go", "the crew may go"), {clash.span: "must"})
    assert made.text == "the crew must go"
    assert made.steps() == [("", "the crew must go")]


def test_a_collision_settled_for_the_text_as_it_stands_changes_nothing_there() -> None:
    base = "the crew shall go"
    (clash,) = merge(base, wordings("the crew should go", "the crew may go")).open
    assert merge(base, wordings("the crew should go", "the crew may go"), {clash.span: "shall"}).parts == ()


def test_brackets_put_around_the_words_that_are_changed_do_not_stand_in_the_way() -> None:
    assert rebase("crews shall go", "crews should go", "crews [shall] go") == "crews [should] go"
    assert rebase("crews shall go", "crews may stay", "crews [shall] go") is None


def test_insisting_keeps_what_else_was_changed_and_takes_the_proposals_words() -> None:
    assert insisted("the crew shall go", "the crew may go", "the crew must go now") == "the crew may go now"


@given(WORDS, WORDS, WORDS)
def test_insisting_where_nothing_collides_is_carrying_over(first: str, second: str, third: str) -> None:
    carried = rebase(first, second, third)
    if carried is not None:
        assert insisted(first, second, third) == carried
