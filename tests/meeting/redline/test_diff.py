"""What changed, in whole words."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.redline.diff import diff, ends_alike, hunks
from hisrg_desktop.meeting.redline.tokens import tokens

WORDS = st.lists(
    st.sampled_from(["the", "of", "Harbour", "crew", "lane", "10.3", ",", ".", "[", "état", "港", "(b)", "  "]),
    max_size=30,
)
TEXTS = st.one_of(WORDS.map(" ".join), st.text(max_size=60))


def shown(before, after):
    return [(span.change[0] if span.change != "same" else "=", span.text) for span in diff(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("shall be kept", "should be kept", [("d", "shall"), ("i", "should"), ("=", " be kept")]),
        ("of the old Harbours", "under the new crews", [("d", "of the old Harbours"), ("i", "under the new crews")]),
        ("see 10.3 and 4", "see 10.4 and 4", [("=", "see "), ("d", "10.3"), ("i", "10.4"), ("=", " and 4")]),
        ("the lane", "the open lane", [("=", "the "), ("i", "open "), ("=", "lane")]),
        ("the lane.", "the lane now.", [("=", "the lane"), ("i", " now"), ("=", ".")]),
        ("港口应当开放", "港口必须开放", [("=", "港口"), ("d", "应当"), ("i", "必须"), ("=", "开放")]),
    ],
)
def test_a_lawyer_would_mark_it_like_this(before, after, marked):
    assert shown(before, after) == marked


def test_two_insertions_around_a_small_word_stay_two():
    assert shown("in the lane", "always in the open lane") == [
        ("i", "always "),
        ("=", "in the "),
        ("i", "open "),
        ("=", "lane"),
    ]


def test_a_number_with_points_is_one_word():
    assert [t.text for t in tokens("10.3bis, 4")] == ["10.3bis", ",", "4"]


@given(TEXTS, TEXTS)
def test_rejecting_gives_the_old_text_and_accepting_the_new(before, after):
    spans = diff(before, after)
    assert "".join(s.text for s in spans if s.change != "inserted") == before
    assert "".join(s.text for s in spans if s.change != "deleted") == after


LONG = " ".join(f"The operator of site {number} informs the registry." for number in range(400))


@given(st.integers(0, len(LONG)), st.integers(0, 40), TEXTS)
def test_in_a_long_text_only_what_changed_is_marked(at, length, words):
    after = f"{LONG[:at]}{words}{LONG[at + length :]}"
    spans = diff(LONG, after)
    assert "".join(s.text for s in spans if s.change != "inserted") == LONG
    assert "".join(s.text for s in spans if s.change != "deleted") == after
    marked = sum(len(s.text) for s in spans if s.change != "same")
    assert marked <= length + len(words) + 2 * 40


@given(TEXTS, TEXTS)
def test_what_two_texts_begin_and_end_with_alike_is_set_aside_in_whole_words(before, after):
    lead, trail = ends_alike(before, after)
    assert before[:lead] == after[:lead]
    assert before[len(before) - trail :] == after[len(after) - trail :]
    assert lead + trail <= min(len(before), len(after))
    aside = before[lead : len(before) - trail]
    assert [t.text for t in tokens(before[:lead])] + [t.text for t in tokens(aside)] == [
        t.text for t in tokens(before[: len(before) - trail])
    ]


def test_a_word_changed_in_a_long_text_is_one_replacement():
    after = LONG.replace("site 200 informs", "site 200 tells")
    (hunk,) = hunks(LONG, after)
    assert (LONG[hunk.start : hunk.end], hunk.text) == ("informs", "tells")


@given(TEXTS, TEXTS)
def test_no_word_is_cut_and_deletion_comes_before_insertion(before, after):
    spans = diff(before, after)
    ends = {place for t in tokens(before) for place in range(t.start + 1, t.end)}
    at = 0
    for span, following in pairwise(spans):
        at += len(span.text) if span.change != "inserted" else 0
        assert at not in ends
        assert span.change != following.change
        assert (span.change, following.change) != ("inserted", "deleted")


def test_a_long_text_with_few_changes_is_marked_where_it_changed():
    words = [f"word{n % 700} of the {n}" for n in range(4000)]
    changed = [w if n % 100 else w.replace("of", "from") for n, w in enumerate(words)]
    assert sum(s.change == "inserted" for s in diff(" ".join(words), " ".join(changed))) == 40


def test_a_text_that_repeats_itself_is_still_aligned():
    line = "the crew shall keep the lane open and the Harbour shall say so "
    spans = diff(line * 300, line * 150 + "now " + line * 150)
    assert [s.text.strip() for s in spans if s.change != "same"] == ["now"]


def kept(before, after):
    return sum(len(span.text.split()) for span in diff(before, after) if span.change == "same")


def passage(words):
    """Words in which every fourth is a small one and none of the others comes twice."""
    return [("the", "of", "and", "shall")[n // 4 % 4] if n % 4 == 0 else f"word{n}" for n in range(words)]


def test_edits_in_a_passage_that_stands_ten_times_are_found_where_they_were_made():
    before = passage(500) * 10
    after = [word if n % 50 else "or" for n, word in enumerate(before)]
    assert kept(" ".join(before), " ".join(after)) >= len(before) - 130


def test_much_edited_repetition_is_still_aligned():
    before = passage(500) * 10
    after = [word if n % 5 else f"word{n % 97}" for n, word in enumerate(before)]
    assert kept(" ".join(before), " ".join(after)) > 0.7 * len(before)


def test_a_long_insertion_among_repeated_passages_is_one():
    before = passage(500) * 10
    new = ["and", "of", "word7"] * 800
    assert kept(" ".join(before), " ".join([*before[:2300], *new, *before[2300:]])) == len(before)


@given(st.lists(st.sampled_from("abcde"), min_size=120, max_size=400), st.lists(st.sampled_from("abcde"), max_size=400))
@settings(max_examples=40)
def test_long_texts_of_few_words_read_back_too(old, new):
    test_no_word_is_cut_and_deletion_comes_before_insertion.hypothesis.inner_test(" ".join(old), " ".join(new))
    test_rejecting_gives_the_old_text_and_accepting_the_new.hypothesis.inner_test(" ".join(old), " ".join(new))
