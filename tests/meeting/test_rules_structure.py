"""The structure of the text: insert, move, split, merge, delete, blocks, footnotes; numbers stay till the renumbering."""

import pytest

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment, comments_on
from hisrg_desktop.meeting.comments.proposals import Proposal, tabled
from hisrg_desktop.meeting.decisions.decisions import Decision, Declare
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added, removed, replaced
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.text.amendments import Amendment, CorrectEditorially
from hisrg_desktop.meeting.text.carrying import ChangeEditorially, in_words
from hisrg_desktop.meeting.text.concordance import Renumbering, concordance, formerly
from hisrg_desktop.meeting.text.crossreferences import CorrectReferences, pointing_nowhere, references, stale_references
from hisrg_desktop.meeting.text.lost import lost_their_place
from hisrg_desktop.meeting.text.marked import agreed_pieces
from hisrg_desktop.meeting.text.numbers import find_place, label, locator
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, blocks, by_block, footnotes_of
from hisrg_desktop.meeting.text.renumbering import Renumber
from hisrg_desktop.meeting.text.structure import merged_into
from tests.meeting.room import Room

WHY = "as the drafting group asks"


class Table(Act):
    """Table a proposal of any operation."""

    comment: str
    operation: str
    after: str = ""
    target: str | None = None
    texts: tuple[str, ...] = ()
    offset: int = 0

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        comment = record.get(Comment, self.comment)
        return tabled(
            record,
            moment,
            comment,
            self.after,
            self.operation,  # type: ignore[arg-type]
            target=self.target,
            texts=self.texts,
            offset=self.offset,
        )


def agreed(room: Room, operation: str, locator: str, **fields: object) -> Decision:
    """A proposal of this operation, made and decided."""
    proposal = proposed(room, operation, locator, **fields)
    return room.made(Declare(words="Agreed.", proposals=(proposal.id,)), Decision)


def proposed(room: Room, operation: str, locator: str, **fields: object) -> Proposal:
    comment = room.said("I propose.", "Okafor", locator)
    return room.made(Table(comment=comment.id, operation=operation, **fields), Proposal)  # type: ignore[arg-type]


def block(room: Room, number: str) -> Block:
    return next(b for b in room.record.each(Block) if b.number == number)


def editorially(room: Room, operation: str, locator: str, **fields: object) -> None:
    room.do(ChangeEditorially(operation=operation, provision=room.place(locator), reason=WHY, **fields))  # type: ignore[arg-type]


def reading(room: Room) -> list[str]:
    """The text as it stands: numbers and words, deleted provisions left out."""
    lines = []
    for each in room.record.derive(blocks):
        if not each.front and not each.deleted:
            lines.append(f"{each.number} {each.heading}")
        inside = room.record.derive(by_block).get(each.id, [])
        lines += [f"{label(room.record, p.id)} {p.text}" for p in inside if p.state != "deleted"]
    return lines


DRAFTED = [
    "1 Objective",
    "1.1 The objective is a fair framework.",
    "1.2 States should cooperate in good faith.",
    "10 Technical standards",
    "10.1 Operators shall establish safety zones:",
    "a) around extraction sites;",
    "b) around landing pads.",
]


# --- 24: bis and ter while the sitting runs ---------------------------------------------------------------------------


def test_what_is_inserted_while_a_sitting_runs_is_numbered_bis_ter(room: Room) -> None:
    agreed(room, "insert", "1.1", after="A second objective.")
    agreed(room, "insert", "10.1a", after="around relays;")
    assert reading(room)[2:4] == ["1.1 bis A second objective.", "1.2 States should cooperate in good faith."]
    assert reading(room)[7] == "a bis) around relays;"


def test_a_number_given_in_the_room_is_never_given_to_something_else(room: Room) -> None:
    agreed(room, "insert", "1.1", after="First.")
    agreed(room, "insert", "1.1", after="Second, before the first.")
    assert reading(room)[2:4] == ["1.1 ter Second, before the first.", "1.1 bis First."]
    agreed(room, "move", "1.1bis", target=room.place("10.1"))
    agreed(room, "insert", "1.1", after="Third.")
    assert "1.1 quater Third." in reading(room)


def test_what_is_inserted_behind_a_bis_is_a_ter(room: Room) -> None:
    agreed(room, "insert", "1.1", after="First.")
    agreed(room, "insert", "1.1bis", after="Second.")
    assert reading(room)[2:4] == ["1.1 bis First.", "1.1 ter Second."]


def test_what_is_moved_keeps_its_number_its_items_and_its_comments(room: Room) -> None:
    comment = room.said("Too strict.", "Lind", "10.1")
    agreed(room, "move", "10.1", target=room.place("1.1"))
    assert reading(room) == [*DRAFTED[:2], *DRAFTED[4:], DRAFTED[2], DRAFTED[3]]
    assert locator(room.record, room.place("10.1a")) == "10.1a"
    assert comment.id in [c.id for c in comments_on(room.record, room.place("10.1"))]


def test_what_is_moved_to_where_its_number_is_taken_is_numbered_bis(room: Room) -> None:
    agreed(room, "insert", "1.2", after="States shall:")
    agreed(room, "move", "10.1b", target=room.place("10.1a"))
    editorially(room, "move", "10.1a", target=room.place("1.2bis"))
    assert "1.2 ter around extraction sites;" in reading(room)


def test_a_provision_can_become_the_first_of_a_block(room: Room) -> None:
    agreed(room, "move", "1.2", target=block(room, "10").id)
    assert reading(room)[2:4] == ["10 Technical standards", "1.2 States should cooperate in good faith."]
    assert find_place(room.record, "1.2") is not None


def test_a_provision_cannot_stand_under_itself(room: Room) -> None:
    with pytest.raises(OutOfOrder, match=r"10\.1 cannot stand under itself"):
        editorially(room, "move", "10.1", target=room.place("10.1a"))


def test_a_move_to_where_it_stands_is_refused(room: Room) -> None:
    editorially(room, "move", "1.1", target=room.place("1.2"))
    assert [line[:3] for line in reading(room)[1:3]] == ["1.2", "1.1"]
    editorially(room, "move", "1.1", target=block(room, "1").id)
    assert reading(room) == DRAFTED


# --- split and merge: identity, items, footnotes ----------------------------------------------------------------------


def test_a_split_keeps_the_identity_of_the_first_part(room: Room) -> None:
    first = room.place("1.2")
    comment = room.said("Too long.", "Lind", "1.2")
    agreed(room, "split", "1.2", texts=("States should cooperate.", "They do so in good faith."))
    assert reading(room)[2:4] == ["1.2 States should cooperate.", "1.2 bis They do so in good faith."]
    assert room.place("1.2") == first
    assert comment.id in [c.id for c in comments_on(room.record, first)]


def test_the_items_and_the_footnotes_go_with_the_words_they_belong_to(room: Room) -> None:
    agreed(room, "split", "10.1", texts=("Operators are careful.", "Operators shall establish safety zones:"))
    last = room.place("10.1bis")
    assert [p.text for p in room.record.derive(by_block)[block(room, "10").id]][2:] == [
        "around extraction sites;",
        "around landing pads.",
    ]
    (note,) = footnotes_of(room.record, last)
    assert note.offset == len("Operators shall establish safety zones")
    assert room.provision("10.1bis.a").parent == last


@pytest.mark.parametrize("texts", [(), ("Only one.",), ("One.", "  ")])
def test_a_split_has_two_parts_with_words(room: Room, texts: tuple[str, ...]) -> None:
    with pytest.raises(OutOfOrder, match=r"1\.2 is split in two parts or more"):
        editorially(room, "split", "1.2", texts=texts)


def test_a_merge_keeps_the_first_and_says_where_the_other_went(room: Room) -> None:
    first, second = room.place("1.1"), room.place("1.2")
    comment = room.said("Needed?", "Lind", "1.2")
    agreed(room, "merge", "1.1", target=second)
    assert reading(room)[1] == "1.1 The objective is a fair framework. States should cooperate in good faith."
    assert (room.record.get(Provision, second).state, merged_into(room.record, second)) == ("deleted", first)
    assert comment.id in [c.id for c in comments_on(room.record, second)]


def test_items_and_footnotes_of_what_is_merged_go_along(room: Room) -> None:
    other = room.place("10.1")
    agreed(room, "merge", "1.2", target=other, after="States cooperate in good faith and establish safety zones:")
    assert reading(room)[2:6] == [
        "1.2 States cooperate in good faith and establish safety zones:",
        "a) around extraction sites;",
        "b) around landing pads.",
        "10 Technical standards",
    ]
    (note,) = footnotes_of(room.record, room.place("1.2"))
    assert room.provision("1.2").text[: note.offset].endswith("safety zones")


def test_a_deleted_chapeau_takes_its_items_with_it(room: Room) -> None:
    agreed(room, "delete", "10.1")
    assert reading(room)[-1] == "10 Technical standards"
    room.undo()
    assert reading(room) == DRAFTED


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_a_block_is_cut_in_two(room: Room) -> None:
    agreed(room, "split", "1.2", target=block(room, "1").id, after="Cooperation")
    assert reading(room)[:4] == [*DRAFTED[:2], "1 bis Cooperation", DRAFTED[2]]
    place = find_place(room.record, "1bis")
    assert place
    assert room.record.get(Block, place.block or "").heading == "Cooperation"


def test_a_block_is_inserted_renamed_and_deleted(room: Room) -> None:
    one = block(room, "1").id
    agreed(room, "insert", "1.1", target=one, after="Transparency", texts=("Data are shared.", "Soon."))
    assert reading(room)[3:6] == ["1 bis Transparency", "1 bis.1 Data are shared.", "1 bis.2 Soon."]
    assert locator(room.record, room.place("1bis.2")) == "1bis.2"
    agreed(room, "rename", "1.1", target=one, after="Objectives")
    assert reading(room)[0] == "1 Objectives"
    agreed(room, "delete", "10.1", target=block(room, "10").id)
    assert reading(room)[-1] == "1 bis.2 Soon."
    with pytest.raises(OutOfOrder, match="Block 10 has been deleted"):
        editorially(room, "rename", "10.1", target=block(room, "10").id, after="Anything")


def test_a_block_is_cut_before_a_provision_that_is_not_its_first(room: Room) -> None:
    with pytest.raises(OutOfOrder, match=r"Nothing of block 1 stands before 1\.1"):
        editorially(room, "split", "1.1", target=block(room, "1").id, after="Cooperation")
    with pytest.raises(OutOfOrder, match=r"a\) is an item"):
        editorially(room, "split", "10.1a", target=block(room, "10").id, after="Cooperation")


# --- the footnote as a way out ----------------------------------------------------------------------------------------


def test_a_footnote_by_decision_resolves_an_objection(room: Room) -> None:
    decision = agreed(room, "add footnote", "1.2", after="One member reserved its position.", offset=len("States"))
    (note,) = footnotes_of(room.record, room.place("1.2"))
    assert (note.text, note.offset) == ("One member reserved its position.", 6)
    amendment = room.record.one(Amendment, footnote=note.id)
    assert amendment
    assert amendment.decision == decision.id
    room.do(CorrectEditorially(provision=room.place("1.2"), text="All States should cooperate in good faith."))
    assert footnotes_of(room.record, room.place("1.2"))[0].offset == len("All States")
    editorially(room, "edit footnote", "1.2", target=note.id, after="Two members reserved their position.")
    editorially(room, "delete footnote", "1.2", target=note.id)
    assert not footnotes_of(room.record, room.place("1.2"))
    assert room.record.get(Footnote, note.id).text == "Two members reserved their position."


def test_the_footnotes_are_numbered_through_with_the_new_one(room: Room) -> None:
    editorially(room, "add footnote", "1.1", after="New.", offset=3)
    assert find_place(room.record, "fn1") == find_place(room.record, "1.1fn1")
    assert find_place(room.record, "10.1fn2") is not None


# --- 18: only by amendment --------------------------------------------------------------------------------------------


class Tamper(Act):
    """Change a part of the text behind everybody's back."""

    what: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        block, provision, note = next(record.each(Block)), next(record.each(Provision)), next(record.each(Footnote))
        return {
            "heading": [replaced(block, heading="Other")],
            "block number": [replaced(block, number="99")],
            "rank": [replaced(provision, rank=99.0)],
            "number": [replaced(provision, numbered="99")],
            "parent": [replaced(provision, parent=provision.id)],
            "note": [replaced(note, text="Other.")],
            "anchor": [replaced(note, offset=0)],
            "new": [added(provision.model_copy(update={"id": "new"}))],
            "new block": [added(block.model_copy(update={"id": "new"}))],
            "no note": [removed(note)],
        }[self.what]


@pytest.mark.parametrize(
    "what",
    ["heading", "block number", "rank", "number", "parent", "note", "anchor", "new", "new block", "no note"],
)
def test_headings_places_numbers_and_footnotes_change_only_by_amendment(room: Room, what: str) -> None:
    with pytest.raises(OutOfOrder, match="can change only by an amendment"):
        room.do(Tamper(what=what))


def test_every_amendment_says_what_decided_it_or_that_it_is_editorial(room: Room) -> None:
    decision = agreed(room, "split", "1.2", texts=("One.", "Two."))
    made = list(room.record.each(Amendment))
    assert {a.decision for a in made} == {decision.id}
    editorially(room, "merge", "1.2", target=room.place("1.2bis"))
    assert {(a.editorial, a.reason) for a in list(room.record.each(Amendment))[len(made) :]} == {(True, WHY)}


@pytest.mark.parametrize("operation", ["move", "split", "merge", "delete", "add footnote"])
def test_an_agreed_provision_is_not_restructured_before_it_is_reopened(room: Room, operation: str) -> None:
    room.do(Declare(words="Agreed.", provision=room.place("1.1"), settles=True))
    with pytest.raises(OutOfOrder, match=r"1\.1 is provisionally agreed; the presiding chair can reopen it"):
        editorially(room, operation, "1.1", target=room.place("1.2"), texts=("a", "b"), after="x")
    with pytest.raises(OutOfOrder, match=r"1\.1 is provisionally agreed"):
        editorially(room, "merge", "1.2", target=room.place("1.1"))


def test_a_proposal_says_in_words_what_it_would_do(room: Room) -> None:
    proposal = proposed(room, "move", "1.2", target=room.place("10.1"))
    assert in_words(room.record, proposal) == "Move 1.2 after 10.1"
    cut = proposed(room, "split", "1.2", target=block(room, "1").id, after="Cooperation")
    assert in_words(room.record, cut) == "Cut block 1 in two before 1.2: “Cooperation”"


def test_a_split_of_words_that_have_changed_since_is_proposed_anew(room: Room) -> None:
    proposal = proposed(room, "split", "1.2", texts=("States should", "cooperate."))
    room.do(CorrectEditorially(provision=room.place("1.2"), text="States must cooperate."))
    with pytest.raises(OutOfOrder, match=r"1\.2 has changed since P-001 was made"):
        room.do(Declare(words="Agreed.", proposals=(proposal.id,)))


def test_the_redline_of_a_provision_shows_what_was_split_off_and_merged(room: Room) -> None:
    agreed(room, "split", "1.2", texts=("States should cooperate.", "In good faith."))
    agreed(room, "merge", "1.1", target=room.place("1.2bis"))
    for provision in room.record.each(Provision):
        pieces = agreed_pieces(room.record, provision)
        standing = "".join(p.text for p in pieces if p.deleted is None)
        assert standing == ("" if provision.state == "deleted" else provision.text)


# --- 19: what lost its place ------------------------------------------------------------------------------------------


def test_what_lost_its_place_is_listed_with_where_it_stood_and_why(room: Room) -> None:
    comment = room.said("Why this?", "Lind", "1.2")
    open_one = proposed(room, "replace", "1.2", after="States shall cooperate.")
    editorially(room, "merge", "1.1", target=room.place("1.2"))
    lost = {one.key: one for one in lost_their_place(room.record)}
    assert set(lost) >= {comment.id, open_one.id}
    assert lost[comment.id].why == "1.2 was merged into 1.1."
    assert lost[comment.id].instead == room.place("1.1")
    room.undo()
    assert not lost_their_place(room.record)


# --- 24: renumbering once ---------------------------------------------------------------------------------------------


def restructured(room: Room) -> None:
    agreed(room, "insert", "1.1", after="Subject to paragraph 10.1(b) and Block 10, see 1.2.")
    agreed(room, "split", "1.2", target=block(room, "1").id, after="Cooperation")
    agreed(room, "delete", "10.1a")


def test_while_a_sitting_runs_renumbering_is_asked_twice(room: Room) -> None:
    restructured(room)
    with pytest.raises(OutOfOrder, match="the room speaks by these numbers") as refusal:
        room.do(Renumber())
    assert refusal.value.remedy == Renumber(while_sitting=True)
    room.do(refusal.value.remedy)
    assert reading(room)[0:3] == ["1 Objective", DRAFTED[1], "1.2 Subject to paragraph 10.1(b) and Block 10, see 1.2."]


def test_renumbering_gives_every_part_its_number_with_a_concordance(room: Room) -> None:
    restructured(room)
    room.do(CloseSitting(sitting=room.sitting.id))
    renumbering = room.made(Renumber(), Renumbering)
    assert [line.split(" ")[0] for line in reading(room)] == ["1", "1.1", "1.2", "2", "2.1", "3", "3.1", "a)"]
    listed = {row.old: row.new for row in concordance(room.record, renumbering.id)}
    assert listed == {
        "1.1 bis": "1.2",
        "1 bis": "2",
        "1.2": "2.1",
        "10": "3",
        "10.1": "3.1",
        "10.1 a)": "",
        "10.1 b)": "3.1 a)",
    }
    assert [former.new for former in formerly(room.record, "10.1 b)")] == ["3.1 a)"]
    with pytest.raises(OutOfOrder, match="The numbers run through already"):
        room.do(Renumber())


def test_after_renumbering_bis_begins_anew(room: Room) -> None:
    restructured(room)
    room.do(Renumber(while_sitting=True))
    agreed(room, "insert", "1.1", after="New.")
    assert "1.1 bis New." in reading(room)


def test_what_is_deleted_gives_its_number_free_and_is_named_by_it(room: Room) -> None:
    gone = room.place("10.1a")
    agreed(room, "delete", "10.1a")
    room.do(Renumber(while_sitting=True))
    assert label(room.record, gone) == "ex a)"
    room.undo()
    assert label(room.record, gone) == "a)"


def test_references_that_have_gone_stale_are_listed_with_what_they_meant(room: Room) -> None:
    restructured(room)
    assert [(r.named, r.words) for r in references(room.record)] == [
        ("paragraph", "10.1(b)"),
        ("Block", "10"),
        ("", "1.2"),
    ]
    assert not stale_references(room.record)
    room.do(Renumber(while_sitting=True))
    assert [(s.words, s.now) for s in stale_references(room.record)] == [
        ("10.1(b)", "3.1(a)"),
        ("10", "3"),
        ("1.2", "2.1"),
    ]


def test_all_stale_references_are_corrected_in_one_act(room: Room) -> None:
    restructured(room)
    room.do(Declare(words="Agreed.", provision=room.place("1.1bis"), settles=True))
    room.do(Renumber(while_sitting=True))
    room.do(CorrectReferences(references=tuple(s.key for s in stale_references(room.record))))
    assert reading(room)[2] == "1.2 Subject to paragraph 3.1(a) and Block 3, see 2.1."
    assert room.provision("1.2").state == "provisionally agreed"
    assert not stale_references(room.record)
    room.undo()
    assert len(stale_references(room.record)) == 3


def test_one_stale_reference_is_corrected_and_the_others_stay_listed(room: Room) -> None:
    restructured(room)
    room.do(Renumber(while_sitting=True))
    room.do(CorrectReferences(references=(stale_references(room.record)[1].key,)))
    assert reading(room)[2] == "1.2 Subject to paragraph 10.1(b) and Block 3, see 1.2."
    assert [s.now for s in stale_references(room.record)] == ["3.1(a)", "2.1"]
    with pytest.raises(OutOfOrder, match="are not stale"):
        room.do(CorrectReferences(references=("nothing",)))


def test_a_stale_reference_means_what_it_meant_through_a_second_renumbering(room: Room) -> None:
    restructured(room)
    meant = room.place("10.1b")
    room.do(Renumber(while_sitting=True))
    agreed(room, "insert", "3.1a", after="around relays;")
    room.do(Renumber(while_sitting=True))
    assert [s.target for s in stale_references(room.record) if s.words == "10.1(b)"] == [meant]
    agreed(room, "move", "3.1b", target=room.place("3.1a"))
    assert next(r.target for r in references(room.record) if r.words == "10.1(b)") == meant


def test_a_reference_in_a_footnote_is_corrected_there(room: Room) -> None:
    editorially(room, "add footnote", "1.1", after="See Blocks 1 and 10.", offset=3)
    room.do(Renumber(while_sitting=True))
    (stale,) = stale_references(room.record)
    room.do(CorrectReferences(references=(stale.key,)))
    assert footnotes_of(room.record, room.place("1.1"))[0].text == "See Blocks 1 and 2."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in accordance with Article VI of the Outer Space Treaty", []),
        ("within 1.2 kilometres of a site", []),
        ("Articles 1 and 10", ["1", "10"]),
        ("under paragraph 2", ["2"]),
        ("paragraphs 1.1 to 1.2", ["1.1", "1.2"]),
        ("as in 10.1 (b).", ["10.1 (b)"]),
        ("as item b) says", []),
        ("Article 2 of the Moon Agreement", []),
    ],
)
def test_what_is_a_reference_and_what_is_not(room: Room, text: str, found: list[str]) -> None:
    room.do(CorrectEditorially(provision=room.place("1.1"), text=text))
    assert [r.words for r in references(room.record)] == found


def test_a_short_reference_means_what_stands_beside_it(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("10.1b"), text="around landing pads, as in item (a)."))
    assert [r.target for r in references(room.record)] == [room.place("10.1a")]
    agreed(room, "move", "10.1a", target=room.place("10.1b"))
    room.do(Renumber(while_sitting=True))
    assert [(s.words, s.now) for s in stale_references(room.record)] == [("(a)", "(b)")]


def test_a_reference_to_what_was_deleted_points_nowhere(room: Room) -> None:
    room.do(CorrectEditorially(provision=room.place("1.1"), text="See paragraph 1.2."))
    editorially(room, "delete", "1.2")
    assert [r.words for r in pointing_nowhere(room.record)] == ["1.2"]
    room.do(CorrectEditorially(provision=room.place("1.1"), text="See paragraph 77.3."))
    assert [r.words for r in pointing_nowhere(room.record)] == ["77.3"]
