"""The returned files hold what the list says was done in them."""

import json
from collections.abc import Callable

import pytest

from hisrg_desktop.documents.word import marks, reading
from tests.returns.make import DONE, DRAFT, FILES, Hand
from tests.returns.orders import RETURNED, Returned
from tests.returns.paper import Letter, drafted


def written(returned: Returned, seen: Callable[[Letter, Hand], bool]) -> list[str]:
    """The paragraphs of the body as the table says they are."""
    hand = Hand(returned, *drafted(DRAFT.with_suffix(".json")))
    hand.work()
    letters = [letter for at in hand.body for letter in [*at.letters, at.end]]
    return "".join(letter.sign for letter in letters if seen(letter, hand)).split("\n")[:-1]


def accepted(letter: Letter, _hand: Hand) -> bool:
    return letter.taken is None


def rejected(letter: Letter, hand: Hand) -> bool:
    put = letter.put is not None and not hand.done[letter.put]["untracked"]
    taken = letter.taken is not None and hand.done[letter.taken]["untracked"]
    return not put and not taken


@pytest.mark.parametrize("returned", RETURNED, ids=lambda one: one.file)
@pytest.mark.parametrize(("mode", "seen"), [("accepted", accepted), ("rejected", rejected)])
def test_a_returned_file_says_what_the_table_makes_it_say(returned, mode, seen):
    file = FILES / returned.file
    assert reading.paragraphs(file.read_bytes(), mode) == written(returned, seen)


@pytest.mark.parametrize("returned", RETURNED, ids=lambda one: one.file)
def test_a_returned_file_carries_the_comments_of_the_list(returned):
    held = marks.marks((FILES / returned.file).read_bytes(), returned.file).comments
    words = {one.id: one.text for one in held}
    carried = [
        (one.author, one.date[:10], one.quote, one.text, words.get(one.answers or "", ""), one.resolved) for one in held
    ]
    told = [
        (one["author"], one["date"], one["quote"], one["words"], one["reply_to"] or "", one["resolved"])
        for one in json.loads(DONE.read_text(encoding="utf-8"))
        if one["file"] == returned.file and one["kind"] == "comment"
    ]
    assert sorted(carried) == sorted(told)


def test_every_file_has_its_place_in_the_list():
    told = {one["file"] for one in json.loads(DONE.read_text(encoding="utf-8"))}
    assert told == {one.file for one in RETURNED} == {file.name for file in FILES.iterdir()}
    assert len(told) >= 30
