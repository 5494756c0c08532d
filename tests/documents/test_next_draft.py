"""The next draft: whatever was done to a draft in Word, its parts keep their identities and nothing is lost."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hisrg_desktop.documents import revised
from hisrg_desktop.documents.word import reading as word_reading
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.received import ReceiveComment
from hisrg_desktop.meeting.everything import KINDS
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.persons import AddPerson
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.standing import check
from hisrg_desktop.meeting.text.amendments import Amendment, CorrectEditorially, Reopening
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.concordance import formerly
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart, TakeInDraft, latest_draft
from hisrg_desktop.meeting.text.lost import lost_their_place
from hisrg_desktop.meeting.text.marked import agreed_pieces, heading_pieces
from hisrg_desktop.meeting.text.matching import Settled, match
from hisrg_desktop.meeting.text.next_draft import TakeInNextDraft, affected
from hisrg_desktop.meeting.text.numbers import find_place, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, blocks, by_block, provisions_of
from hisrg_desktop.meeting.text.reading import DraftReading, NoteRead, PartRead
from tests.documents.word.made import paragraph, style, word_file

FILES = Path(__file__).parent / "word" / "files"
assert KINDS


@dataclass
class Dossier:
    """A record to which acts are done, without a disk."""

    record: Record = field(default_factory=Record)
    done: int = 0

    def do(self, act: Act) -> list[str]:
        """Do an act, the standing rules kept; the ids of what it added."""
        self.done += 1
        moment = Moment(datetime(2031, 3, 4, 9, tzinfo=UTC) + timedelta(seconds=self.done), self.done)
        changes = act.decide(self.record, moment)
        after = self.record.after([*changes, *moment.counted()])
        check(self.record, after, changes)
        self.record = after
        return [change.row.id for change in changes if change.before is None]

    def place(self, locator: str) -> str:
        """The identity of what a locator points at."""
        found = find_place(self.record, locator)
        assert found is not None, locator
        return found.provision or found.block or ""


# --- a draft as a list, and what one can do to it ---------------------------------------------------------------------

SYLLABLES = (
    "ka",
    "lo",
    "mer",
    "vin",
    "tas",
    "oru",
    "pel",
    "dun",
    "sif",
    "gar",
    "bem",
    "hul",
    "rix",
    "wen",
    "cob",
    "jat",
)
SMALL = ("the", "of", "and", "shall", "to", "a", "in", "for", "by", "with")


def words(chance: random.Random, count: int) -> list[str]:
    """Words of which no two texts have many in common, with the small words that all texts have."""
    return [chance.choice(SMALL) if n % 3 == 2 else "".join(chance.choices(SYLLABLES, k=3)) for n in range(count)]


@dataclass
class Line:
    """A heading or a provision: its words, which one of the old draft it is, whether its words were changed already."""

    text: list[str]
    old: int | None
    heading: bool = False
    touched: bool = False


def drafted(chance: random.Random) -> list[Line]:
    """Four blocks of five provisions."""
    made: list[Line] = []
    for _ in range(4):
        made.append(Line(words(chance, 5), len(made), heading=True))
        for _ in range(5):
            made.append(Line(words(chance, chance.randint(14, 26)), len(made)))
    return made


def provisions(lines: list[Line]) -> list[int]:
    return [at for at, line in enumerate(lines) if not line.heading]


def move(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    line = lines.pop(at)
    lines.insert(1 + to % len(lines), line)


def split(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    whole = lines[at]
    cut = len(whole.text) // 2
    lines[at] = replace(whole, text=whole.text[:cut], touched=True)
    lines.insert(at + 1, Line(whole.text[cut:], None, touched=True))


def merge(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    if at + 1 < len(lines) and not lines[at + 1].heading and not lines[at + 1].touched:
        lines[at] = replace(lines[at], text=lines[at].text + lines.pop(at + 1).text, touched=True)


def insert(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    lines.insert(at + 1, Line(words(chance, 18), None, touched=True))


def delete(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    del lines[at]


def reword(lines: list[Line], at: int, to: int, chance: random.Random) -> None:
    text = list(lines[at].text)
    for _ in range(3):
        text[chance.randrange(len(text))] = words(chance, 1)[0]
    lines[at] = replace(lines[at], text=text, touched=True)


STEPS = st.lists(
    st.tuples(st.sampled_from([move, split, merge, insert, delete, reword]), st.integers(0, 60), st.integers(0, 60)),
    max_size=10,
)


def revise(lines: list[Line], steps: list, chance: random.Random) -> list[Line]:
    """The lines after these steps; the words of one provision are changed once."""
    made = [replace(line) for line in lines]
    for how, first, second in steps:
        free = [at for at in provisions(made) if how is move or not made[at].touched]
        if free and (how is not delete or len(provisions(made)) > 4):
            how(made, free[first % len(free)], second, chance)
    return made


def word(lines: list[Line]) -> bytes:
    """The lines as a Word file, headings and provisions numbered through."""
    body, block, count = [], 0, 0
    for line in lines:
        text = " ".join(line.text)
        if line.heading:
            block, count = block + 1, 0
            body.append(paragraph(f"{block}  {text}", style="Heading1"))
        else:
            count += 1
            body.append(paragraph(f"{block}.{count}  {text}."))
    return word_file("".join(body), styles=style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'))


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, seed=st.integers(0, 10_000))
def test_identities_are_kept_through_any_sequence_of_changes_and_nothing_is_lost(steps: list, seed: int) -> None:
    chance = random.Random(seed)
    old = drafted(chance)
    new = revise(old, steps, chance)
    dossier = Dossier()
    dossier.do(TakeInDraft(reading=read_draft(word(old)), label="One"))
    keys = [part.part for part in dossier.record.each(DraftPart)]
    assert len(keys) == len(old)
    before = dossier.record
    reading = read_draft(word(new))
    told = [line.old for line in new]
    found = match(before, reading).found
    told_keys = [None if one is None else keys[one] for one in told]
    taken = [None if f.how == "split off" else f.old for f in found]
    assert [key for key, f in zip(taken, found, strict=True) if f.sure] == [
        key for key, f in zip(told_keys, found, strict=True) if f.sure
    ]
    assert sum(not f.sure for f in found) <= 1
    dossier.do(TakeInNextDraft(reading=reading, label="Two", as_listed=True))
    assert_is(dossier.record, reading)
    kept = {key for key in taken if key}
    for provision in dossier.record.each(Provision):
        assert (provision.state == "deleted") == (provision.id in keys and provision.id not in kept)
    assert {p.id for p in before.each(Provision)} <= {p.id for p in dossier.record.each(Provision)}
    for provision in before.each(Provision):
        since = agreed_pieces(dossier.record, dossier.record.get(Provision, provision.id), since="")
        assert "".join(p.text for p in since if p.inserted is None) == provision.text


def assert_is(record: Record, reading) -> None:
    """The working text reads as the draft, part by part, and every number finds its place."""
    stands = []
    for block in record.derive(blocks):
        if not block.front and not block.deleted:
            stands.append((block.number, block.heading))
        stands += [(p.numbered, p.text) for p in provisions_of(record, block.id) if p.state != "deleted"]
    parts = [p for p in reading.parts if p.kind not in ("title", "subtitle")]
    assert stands == [(p.label.rstrip(".) ") if p.kind == "block" else p.label, p.text) for p in parts]
    locators = [where for where in record.derive(numbers).locators.values() if where]
    assert len(locators) == len(set(locators))
    assert {p.id for some in record.derive(by_block).values() for p in some} == set(record.all(Provision))
    for provision in record.each(Provision):
        marked = agreed_pieces(record, provision)
        assert all(p.inserted is None and p.deleted is None for p in marked)
        assert "".join(p.text for p in marked) == ("" if provision.state == "deleted" else provision.text)


# --- what follows, what is asked --------------------------------------------------------------------------------------


def file_of(*lines: str) -> bytes:
    """A Word file of these paragraphs; those that begin with a bare figure are headings."""
    body = [paragraph(line, style="Heading1" if line.split()[0].isdigit() else "") for line in lines]
    return word_file("".join(body), styles=style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'))


LAMPS = "Every vessel shows two lanterns at its bow between the bells."
WARDS = "The wardens keep a ledger of moorings and publish it each season."
ROPES = "Ropes are inspected before a crew leaves the harbour."
BELLS = "Bells are rung when fog stands on the lane."
FIRST = ("1  Lights", f"1.1  {LAMPS}", f"1.2  {WARDS}", "2  Gear", f"2.1  {ROPES}", f"2.2  {BELLS}")


@pytest.fixture
def dossier() -> Dossier:
    made = Dossier()
    attachment = Attachment(id="one", name="one.docx", media_type="", size=1)
    made.do(TakeInDraft(reading=read_draft(file_of(*FIRST)), label="One", attachment=attachment))
    return made


def taken(dossier: Dossier, *lines: str, **more) -> Dossier:
    dossier.do(TakeInNextDraft(reading=read_draft(file_of(*lines)), label="Two", **more))
    return dossier


def test_comments_follow_a_paragraph_that_was_moved_reworded_and_renumbered(dossier: Dossier) -> None:
    wards = dossier.place("1.2")
    dossier.do(ReceiveComment(text="Which season?", by="A reader", provision=wards))
    changed = WARDS.replace("ledger", "register")
    taken(dossier, "1  Lights", f"1.1  {LAMPS}", "2  Gear", f"2.1  {ROPES}", f"2.2  {BELLS}", f"2.3  {changed}")
    assert dossier.place("2.3") == wards
    assert not lost_their_place(dossier.record)
    assert [f.new for f in formerly(dossier.record, "1.2")] == ["2.3"]
    operations = [a.operation for a in dossier.record.where(Amendment, provision=wards)]
    assert operations == ["move", "replace"]


def test_a_revision_is_editorial_names_who_revised_and_which_draft_brought_it(dossier: Dossier) -> None:
    rapporteur = dossier.do(AddPerson(name="Ida Bergamot"))[0]
    taken(dossier, *FIRST[:2], f"1.2  {WARDS} Always.", *FIRST[3:], by=rapporteur)
    (made,) = dossier.record.each(Amendment)
    draft = latest_draft(dossier.record)
    assert draft is not None
    assert (made.editorial, made.author, made.draft, made.reason) == (
        True,
        rapporteur,
        draft.id,
        "Taken in with “Two”.",
    )


def test_a_comment_on_what_the_draft_left_out_stays_listed(dossier: Dossier) -> None:
    dossier.do(ReceiveComment(text="Needed?", by="A reader", provision=dossier.place("2.1")))
    taken(dossier, *FIRST[:4], f"2.1  {BELLS}")
    (lost,) = lost_their_place(dossier.record)
    assert lost.why == "ex 2.1 was deleted."


def test_a_renamed_block_is_known_by_what_stands_in_it(dossier: Dossier) -> None:
    gear = dossier.place("2")
    taken(dossier, *FIRST[:3], "2  Outfit of crews", *FIRST[4:])
    assert dossier.place("2") == gear
    assert dossier.record.get(Block, gear).heading == "Outfit of crews"


def test_a_block_cut_in_two_and_a_block_moved(dossier: Dossier) -> None:
    lights, gear = dossier.place("1"), dossier.place("2")
    taken(
        dossier,
        "1  Gear",
        f"1.1  {ROPES}",
        f"1.2  {BELLS}",
        "2  Lights",
        f"2.1  {LAMPS}",
        "3  Ledgers",
        f"3.1  {WARDS}",
    )
    assert (dossier.place("1"), dossier.place("2")) == (gear, lights)
    said = {(a.block, a.operation) for a in dossier.record.each(Amendment) if a.block}
    assert len(said & {(lights, "move"), (gear, "move")}) == 1
    assert (dossier.place("3"), "insert") in said or (dossier.place("3"), "split") in said


def test_what_is_in_doubt_is_asked_and_settled_by_hand(dossier: Dossier) -> None:
    ropes = dossier.place("2.1")
    anew = "Lines are inspected by the boatswain whenever a vessel of any size leaves."
    lines = (*FIRST[:4], f"2.1  {anew}", FIRST[5])
    with pytest.raises(OutOfOrder, match=r"1 paragraph has to be settled first: 2\.1\."):
        taken(dossier, *lines)
    reading = read_draft(file_of(*lines))
    part = next(n for n, p in enumerate(reading.parts) if p.text == anew)
    one = match(dossier.record, reading, [Settled(part=part, old=ropes)])
    assert one.doubtful == 0
    assert [f.old for f in one.found if f.part == part] == [ropes]
    other = match(dossier.record, reading, [Settled(part=part), Settled(old=ropes)])
    assert other.doubtful == 0
    assert [g.old for g in other.gone] == [ropes]
    taken(dossier, *lines, settled=(Settled(part=part), Settled(old=ropes)))
    assert dossier.record.get(Provision, ropes).state == "deleted"
    assert dossier.place("2.1") != ropes


def test_a_file_made_from_the_draft_before_the_room_changed_it_is_doubted(dossier: Dossier) -> None:
    dossier.do(CorrectEditorially(provision=dossier.place("1.1"), text=LAMPS.replace("two", "three")))
    with pytest.raises(OutOfOrder, match=r"1\.1"):
        taken(dossier, *FIRST[:5], f"2.2  {BELLS} And blown.")
    found = match(dossier.record, read_draft(file_of(*FIRST))).found
    (doubt,) = [f.why for f in found if not f.sure]
    assert doubt == "it reads again as in “One”; what was changed since is not in the file"


def test_words_that_the_room_agreed_are_kept_and_stand_as_a_change_of_the_new_draft(dossier: Dossier) -> None:
    lamps = dossier.place("1.1")
    agreed = LAMPS.replace("two", "three")
    dossier.do(CorrectEditorially(provision=lamps, text=agreed))
    lines = (*FIRST[:5], f"2.2  {BELLS} And blown.")
    part = next(n for n, p in enumerate(read_draft(file_of(*lines)).parts) if p.text == LAMPS)
    taken(dossier, *lines, settled=(Settled(part=part, old=lamps, how="keep"),))
    provision = dossier.record.get(Provision, lamps)
    assert provision.text == agreed
    assert "".join(p.text for p in agreed_pieces(dossier.record, provision) if p.inserted is None) == LAMPS
    marked = revised.redline(dossier.record, list(dossier.record.each(Draft))[1], file_of(*lines))
    assert "three lanterns" in " ".join(word_reading.whole(marked, "accepted", "x"))
    assert word_reading.whole(marked, "rejected", "x") == word_reading.whole(file_of(*lines), "accepted", "x")


def test_what_the_room_deleted_and_inserted_since_is_doubted(dossier: Dossier) -> None:
    dossier.do(ChangeEditorially(operation="delete", provision=dossier.place("2.1"), reason="trial"))
    dossier.do(
        ChangeEditorially(operation="insert", provision=dossier.place("1.1"), after="Quite new.", reason="trial")
    )
    matching = match(dossier.record, read_draft(file_of(*FIRST)))
    whys = [one.why for one in (*matching.found, *matching.gone) if not one.sure]
    assert whys == [
        "it was deleted since “One” and is in the file again",
        "it was put in since “One” and is not in the file",
    ]


def test_agreed_words_change_only_where_the_chair_reopens_them(dossier: Dossier) -> None:
    chair = dossier.do(AddPerson(name="Ottilie Marsh"))[0]
    dossier.do(Appoint(person=chair, role="chair", since=datetime(2030, 1, 1, tzinfo=UTC).date()))
    lamps = dossier.record.get(Provision, dossier.place("1.1"))
    agreed = lamps.model_copy(update={"state": "adopted"})
    dossier.record = dossier.record.after([Change(lamps, agreed)])
    lines = ("1  Lights", f"1.1  {LAMPS.replace('two', 'three')}", *FIRST[2:])
    with pytest.raises(OutOfOrder, match=r"1\.1: agreed, but not so in “Two”") as refusal:
        taken(dossier, *lines)
    assert refusal.value.remedy is not None
    dossier.do(refusal.value.remedy)
    (reopened,) = dossier.record.each(Reopening)
    assert (reopened.by, reopened.provision) == (chair, lamps.id)
    assert dossier.record.get(Provision, lamps.id).state == "open"


def test_agreed_words_that_only_moved_stay_agreed(dossier: Dossier) -> None:
    lamps = dossier.record.get(Provision, dossier.place("1.1"))
    dossier.record = dossier.record.after([Change(lamps, lamps.model_copy(update={"state": "adopted"}))])
    taken(dossier, "1  Lights", f"1.1  {WARDS}", "2  Gear", f"2.1  {ROPES}", f"2.2  {BELLS}", f"2.3  {LAMPS}")
    assert dossier.record.get(Provision, lamps.id).state == "adopted"
    assert dossier.place("2.3") == lamps.id


def test_open_proposals_are_checked_anew(dossier: Dossier) -> None:
    wards = dossier.place("1.2")
    proposed = WARDS.replace("each season", "each month")
    dossier.do(ReceiveComment(text="Oftener.", by="A reader", provision=wards, proposes=proposed))
    before = dossier.record
    taken(dossier, *FIRST[:2], f"1.2  {WARDS.replace('each season', 'twice a year')}", *FIRST[3:])
    (one,) = affected(before, dossier.record)
    assert one.standing == "conflicts"


def test_the_file_the_text_goes_back_to_is_no_next_draft(dossier: Dossier) -> None:
    attachment = Attachment(id="one", name="again.docx", media_type="", size=1)
    with pytest.raises(OutOfOrder, match="This file is “One”"):
        taken(dossier, *FIRST, attachment=attachment)


def test_the_redline_since_the_draft_before_is_made_in_its_file_and_proved(dossier: Dossier) -> None:
    old = file_of(*FIRST)
    lines = ("1  Lights", f"1.1  {LAMPS.replace('two', 'three')}", "2  Gear", f"2.1  {BELLS}", f"2.2  {WARDS}")
    new = file_of(*lines)
    taken(dossier, *lines)
    one, two = dossier.record.each(Draft)
    marked = revised.redline(dossier.record, one, old)
    assert word_reading.whole(marked, "rejected", "x") == word_reading.whole(old, "accepted", "x")
    said = " ".join(word_reading.whole(marked, "accepted", "x"))
    assert "three lanterns" in said
    assert ROPES not in said
    unmarked = revised.redline(dossier.record, two, new)
    assert word_reading.whole(unmarked, "rejected", "x") == word_reading.whole(unmarked, "accepted", "x")
    dossier.do(CorrectEditorially(provision=dossier.place("2.1"), text="Bells are rung in fog."))
    later = revised.redline(dossier.record, two, new)
    assert word_reading.whole(later, "rejected", "x") == word_reading.whole(new, "accepted", "x")
    assert "Bells are rung in fog." in " ".join(word_reading.whole(later, "accepted", "x"))


def with_notes(*notes: tuple[int, str]) -> DraftReading:
    heading = PartRead(kind="block", depth=0, label="1", text="Lights", paragraph=0)
    read = [NoteRead(number=n, offset=offset, text=text) for n, (offset, text) in enumerate(notes, 1)]
    lamps = PartRead(kind="provision", depth=1, label="1.1", text=LAMPS, paragraph=1, notes=read)
    return DraftReading(title="Lamps", parts=[heading, lamps])


def test_footnotes_keep_their_identity_with_other_words_at_another_place() -> None:
    dossier = Dossier()
    dossier.do(
        TakeInDraft(reading=with_notes((5, "Of any size."), (20, "Or torches."), (30, "At night.")), label="One")
    )
    first, second, third = dossier.record.each(Footnote)
    dossier.do(
        TakeInNextDraft(reading=with_notes((20, "Of any size."), (40, "At dusk."), (50, "And snow.")), label="Two")
    )
    notes = dossier.record.all(Footnote)
    assert (notes[first.id].offset, notes[first.id].deleted) == (20, False)
    assert notes[second.id].text == "At dusk."
    assert notes[third.id].text == "And snow."
    dossier.do(TakeInNextDraft(reading=with_notes((40, "At dusk.")), label="Three"))
    notes = dossier.record.all(Footnote)
    assert [n.deleted for n in (notes[first.id], notes[second.id], notes[third.id])] == [True, False, True]


def test_the_circulated_draft_with_typed_numbers_is_the_same_text() -> None:
    dossier = Dossier()
    dossier.do(TakeInDraft(reading=read_draft(FILES / "fictional-draft.docx"), label="One"))
    before = dossier.record
    reading = read_draft(FILES / "typed-numbers.docx")
    dossier.do(TakeInNextDraft(reading=reading, label="Two"))
    assert_is(dossier.record, reading)
    assert set(before.all(Provision)) == set(dossier.record.all(Provision))
    assert [n.text for n in before.each(Footnote)] == [n.text for n in dossier.record.each(Footnote)]
    assert {a.operation for a in dossier.record.each(Amendment)} == {"rename", "replace"}
    for block in dossier.record.each(Block):
        assert "".join(p.text for p in heading_pieces(dossier.record, block)) == block.heading
