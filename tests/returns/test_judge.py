"""The judge of the intake finds what is wrong, and nothing wrong where all is right."""

import json
from collections import defaultdict
from typing import Any

import pytest

from tests.returns.judge import Score, halves, judged, text
from tests.returns.make import DONE

Row = dict[str, Any]


@pytest.fixture(scope="module")
def done() -> list[Row]:
    return list(json.loads(DONE.read_text(encoding="utf-8")))


def perfect(done: list[Row]) -> list[Row]:
    """The lines of an intake that makes no mistake: all edits of one author in a paragraph are one proposal."""
    rows = [
        {**one, "provision": one["provisions"][0], "placing": "placed", "why": ""}
        for one in done
        if one["kind"] == "comment"
    ]
    together: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for one in done:
        if one["kind"] == "proposal":
            apart = one["what"] if one["what"] in ("note", "move") else one["untracked"]
            key = one["file"], one["author"], f"{one['pieces']} {apart}"
            together[key].append(one)
    for edits in together.values():
        first, what = edits[0], edits[0]["what"]
        pieces = tuple((words, put, taken) for words, put, taken in first["pieces"])
        numbers = {n for _, *both in pieces for n in both if n is not None}
        others = {n for n in numbers if n < first["edit"]} - {one["edit"] for one in edits}
        before, after = text(pieces, others), text(pieces, others | {one["edit"] for one in edits})
        if what == "note":
            before, after = "", first["words"]
        if what == "move":
            before = after = first["words"]
        rows.append(
            {
                **first,
                "provision": first["provisions"][0],
                "placing": "placed",
                "why": "",
                "before": before,
                "after": after,
            }
        )
    return rows


def score(done: list[Row], **change: Any) -> Score:
    rows = perfect(done)
    rows[40] = {**rows[40], **change}
    return judged(rows, done)


def test_an_intake_without_a_mistake_passes_without_a_finding(done):
    told = judged(perfect(done), done)
    assert told.findings == []
    assert told.share == 1
    assert told.passes()


def test_a_point_that_did_not_come_in_is_missing(done):
    rows = perfect(done)
    told = judged([*rows[:40], *rows[41:]], done)
    assert told.missing == 1
    assert not told.passes()


def test_a_point_on_another_provision_is_misplaced_and_less_so_with_doubt(done):
    wrongly = score(done, provision="3.3")
    assert (wrongly.misplaced, wrongly.misplaced_with_doubt) == (1, 0)
    assert not wrongly.passes()
    doubted = score(done, provision="3.3", placing="doubt")
    assert (doubted.misplaced, doubted.misplaced_with_doubt) == (0, 1)
    assert doubted.passes()


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({"author": "Someone Else"}, "wrong_author"),
        ({"date": "2026-01-01"}, "wrong_date"),
        ({"after": "Something else altogether."}, "wrong_words"),
        ({"placing": "lost", "provision": None}, "lost"),
    ],
)
def test_what_else_is_wrong_with_a_proposal_is_counted(done, change, counted):
    assert getattr(score(done, **change), counted) == 1


def test_words_that_nobody_wrote_are_invented(done):
    more = {**perfect(done)[40], "author": "Nobody", "after": "Never written.", "provision": "19.4"}
    assert judged([*perfect(done), more], done).invented == 1


def test_an_answer_that_came_in_as_a_comment_of_its_own_is_a_broken_thread(done):
    rows = [{**row, "reply_to": None} if row.get("reply_to") else row for row in perfect(done)]
    assert judged(rows, done).wrong_thread == sum(bool(one.get("reply_to")) for one in done)


def test_a_move_a_split_and_a_join_may_come_as_two_lines(done):
    rows = []
    for row in perfect(done):
        alone = {n for _, *both in row.get("pieces", ()) for n in both} == {None, row.get("edit")}
        two = halves(row) if alone else []
        places = row["to"][:1] if row.get("what") == "move" else row["provisions"]
        rows += [{**row, "before": b, "after": a} for b, a in two[:1]]
        rows += [{**row, "before": b, "after": a, "provision": places[-1]} for b, a in two[1:]]
        rows += [] if two else [row]
    assert judged(rows, done).findings == []


def test_words_that_change_are_as_good_as_the_whole_paragraph(done):
    wanted = next(one for one in done if one.get("what") == "replace")
    changed = {"before": "openly", "after": "in public"}
    rows = [
        {**row, **changed} if row.get("edit") == wanted["edit"] and row["file"] == wanted["file"] else row
        for row in perfect(done)
    ]
    assert judged(rows, done).findings == []
