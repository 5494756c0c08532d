"""Whatever is done to the structure, undone and redone: numbers unique, comments listed, the text what its amendments say."""

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.comments.comments import Comment, comments_on
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.amendments import Amendment, Place, changes_words
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.lost import lost_their_place
from hisrg_desktop.meeting.text.marked import agreed_pieces
from hisrg_desktop.meeting.text.numbers import find_place, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, by_block
from hisrg_desktop.meeting.text.renumbering import Renumber
from tests.meeting.room import Room, opened

ON_PROVISIONS = ("insert", "delete", "move", "split", "merge", "replace", "add footnote")
ON_BLOCKS = ("insert", "split", "rename", "delete", "move")
OPERATIONS = st.sampled_from(
    [*((name, False) for name in ON_PROVISIONS), *((name, True) for name in ON_BLOCKS)]
    + [("undo", False), ("redo", False)] * 2
)
STEPS = st.lists(st.tuples(OPERATIONS, st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=14)


class Standing(NamedTuple):
    """A provision as the amendments say it stands."""

    place: Place
    text: str
    deleted: bool


def step(room: Room, operation: str, on_block: bool, first: int, second: int) -> None:
    """One change, if it is in order."""
    try:
        if operation == "undo":
            room.undo()
        elif operation == "redo":
            room.redo()
        else:
            room.do(change(room.record, operation, on_block, first, second))
    except OutOfOrder:
        pass


def change(record: Record, operation: str, on_block: bool, first: int, second: int) -> ChangeEditorially:
    """A change of one provision with another, or with a block, chosen by two numbers."""
    provisions, blocks = list(record.each(Provision)), list(record.each(Block))
    one = provisions[first % len(provisions)]
    words = one.text.split() or ["Nothing."]
    others = blocks if on_block else provisions
    return ChangeEditorially(
        operation=operation,  # type: ignore[arg-type]
        provision=one.id,
        target=None if operation == "replace" else others[second % len(others)].id,
        after="" if operation == "merge" else f"Words {first} and {second}.",
        texts=(" ".join(words[: len(words) // 2]) or "One.", " ".join(words[len(words) // 2 :])),
        offset=second,
        reason="trial",
    )


def rebuilt(drafted: Record, record: Record) -> dict[str, Standing]:
    """The provisions as the draft had them, with every amendment made to them."""
    standing = {p.id: Standing(Place.of(p), p.text, False) for p in drafted.each(Provision)}
    for made in record.each(Amendment):
        if made.provision is None or made.footnote:
            continue
        now = standing.get(made.provision)
        place = Place.read(made.becomes) if made.becomes else now.place if now else None
        assert place is not None
        if now:
            assert made.before == now.text
            assert not made.was or Place.read(made.was) == now.place
        gone = made.operation == "delete" or (made.operation == "merge" and not made.after)
        gone = gone or (now is not None and now.deleted)
        text = made.after if changes_words(made) or now is None else now.text
        standing[made.provision] = Standing(place, text, gone)
    return standing


def check(drafted: Record, record: Record) -> None:
    """What must hold whatever was done."""
    locators = [where for where in numbers(record).locators.values() if where]
    assert len(locators) == len(set(locators))
    assert all(find_place(record, where) for where in locators)
    listed = [p for inside in by_block(record).values() for p in inside]
    assert {p.id for p in listed} == {p.id for p in record.each(Provision)}
    assert len(listed) == len(record.all(Provision))
    for provision in listed:
        ranks = [p.rank for p in record.where(Provision, block=provision.block, parent=provision.parent)]
        assert len(ranks) == len(set(ranks))
        parent = record.find(Provision, provision.parent)
        assert parent is None or parent.block == provision.block
        standing = "".join(p.text for p in agreed_pieces(record, provision) if p.deleted is None)
        assert standing == ("" if provision.state == "deleted" else provision.text)
    for note in record.each(Footnote):
        assert 0 <= note.offset <= len(record.get(Provision, note.provision).text)
    lost = {one.key for one in lost_their_place(record)}
    for comment in record.each(Comment):
        place = record.get(Provision, comment.provision or "")
        assert comment in comments_on(record, place.id)
        assert (comment.id in lost) == (place.state == "deleted" or record.get(Block, place.block).deleted)


def as_rebuilt(record: Record) -> dict[str, Standing]:
    return {p.id: Standing(Place.of(p), p.text, p.state == "deleted") for p in record.each(Provision)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_leaves_a_text_in_order(
    built: Path, steps: list[tuple[tuple[str, bool], int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(built, path)
        room = opened(path)
        try:
            drafted = room.record
            for locator in ("1.1", "1.2", "10.1", "10.1a"):
                room.said(f"On {locator}.", "Okafor", locator)
            for (operation, on_block), first, second in steps:
                step(room, operation, on_block, first, second)
                check(drafted, room.record)
            assert rebuilt(drafted, room.record) == as_rebuilt(room.record)
            try:
                room.do(Renumber())
            except OutOfOrder as nothing:
                assert "run through already" in str(nothing)
            check(drafted, room.record)
        finally:
            room.desk.close()
