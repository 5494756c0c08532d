"""What people wrote in their copies of the draft stands at its provision, in the words they meant."""

from datetime import UTC, datetime

import pytest

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.reading import ChangeRead, MarginRead, PieceRead
from hisrg_desktop.meeting.returned.typed import same_but_numbers
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.drafts import TakeInDraft
from hisrg_desktop.meeting.text.numbers import find_place
from tests.meeting.returned.paper import BASE, changed, on_record, paper, paragraph, said, told, where
from tests.meeting.room import TEXT

FAITH = BASE[3]


@pytest.fixture(scope="module")
def record() -> Record:
    return on_record()


def key(record: Record, pointed: str) -> str:
    place = find_place(record, pointed)
    assert place is not None
    return place.provision or place.block or ""


def test_a_file_in_which_nobody_wrote_asks_for_nothing(record) -> None:
    assert told(record, paper(*BASE)).items == ()


def test_a_word_replaced_is_a_proposal_on_its_provision(record) -> None:
    lines = changed(l3="States {A-should}{A+shall} cooperate in good faith.")
    assert said(record, *lines) == [("1.2", "Lind", "replace", FAITH, "States shall cooperate in good faith.")]
    (item,) = told(record, paper(*lines)).items
    assert (item.placing, item.words) == ("placed", "Replace “should” by “shall”.")
    assert item.at is not None
    assert item.at.isoformat() == "2031-02-01T09:00:00+00:00"


def test_several_edits_of_one_author_in_a_provision_are_one_proposal(record) -> None:
    lines = changed(l3="{A+All }States {A-should}{A+shall} cooperate{A- in good faith}.")
    assert said(record, *lines) == [("1.2", "Lind", "replace", FAITH, "All States shall cooperate.")]


def test_what_two_authors_write_in_a_provision_are_two_proposals_on_the_same_text(record) -> None:
    lines = changed(l3="States {A-should}{A+shall} cooperate {B+fully and }in good faith.")
    assert said(record, *lines) == [
        ("1.2", "Lind", "replace", FAITH, "States shall cooperate in good faith."),
        ("1.2", "Okafor", "replace", FAITH, "States should cooperate fully and in good faith."),
    ]


def test_words_changed_in_another_authors_insertion_are_proposed_with_doubt(record) -> None:
    lines = changed(l3="States should cooperate{A+ fully }{A+B-and always}{B+and everywhere} in good faith.")
    first, second = told(record, paper(*lines)).items
    assert (first.after, first.placing) == ("States should cooperate fully and always in good faith.", "placed")
    assert second.after == "States should cooperate fully and everywhere in good faith."
    assert (second.placing, second.why) == ("placed with doubt", "It changes words that Astrid Lind inserts here.")


def test_deleting_what_another_inserts_is_a_proposal_made_on_their_words(record) -> None:
    lines = changed(l3="States should cooperate{A+B- always} in good faith.")
    theirs, against = told(record, paper(*lines)).items
    assert (against.author, against.before, against.after) == ("Chidi Okafor", theirs.after, FAITH)
    assert against.placing == "placed with doubt"


def test_replacing_anothers_replacement_is_a_replacement_of_the_drafts_words(record) -> None:
    lines = changed(l3="States {A-should}{A+B-shall}{B+may} cooperate in good faith.")
    assert [i.after for i in told(record, paper(*lines)).items] == [
        "States shall cooperate in good faith.",
        "States may cooperate in good faith.",
    ]


def test_a_provision_deleted_with_its_end_is_proposed_to_be_deleted(record) -> None:
    assert said(record, *changed(l3=f"{{A-{FAITH}}}{{A-}}")) == [("1.2", "Lind", "delete", FAITH, "")]


def test_a_new_paragraph_follows_the_provision_before_it(record) -> None:
    lines = [*BASE[:3], "{A+They report once a year.}{A+}", *BASE[3:]]
    assert said(record, *lines) == [("1.1", "Lind", "insert", BASE[2], "They report once a year.")]


def test_a_paragraph_begun_at_the_end_of_another_is_new_all_the_same(record) -> None:
    lines = [*BASE[:3], f"{FAITH}{{A+}}", "{A+They report once a year.}", *BASE[4:]]
    assert said(record, *lines) == [("1.2", "Lind", "insert", FAITH, "They report once a year.")]


def test_the_first_paragraph_of_a_block_is_placed_with_doubt(record) -> None:
    (item,) = told(record, paper(*BASE[:2], "{A+In the beginning.}{A+}", *BASE[2:])).items
    assert (where(record, item), item.placing) == ("1.1", "placed with doubt")
    assert item.why == "It would stand before 1.1, the first of its block."


def test_a_provision_rewritten_from_end_to_end_is_replaced_not_deleted(record) -> None:
    lines = changed(l3=f"{{A-{FAITH}}}{{A+Nobody need work alone.}}")
    assert said(record, *lines) == [("1.2", "Lind", "replace", FAITH, "Nobody need work alone.")]


def test_a_provision_cut_and_put_elsewhere_is_moved(record) -> None:
    lines = [*BASE[:3], f"{{A-{FAITH}}}{{A-}}", *BASE[4:], f"{{A+{FAITH}}}"]
    lines[-2] += "{A+}"
    (item,) = told(record, paper(*lines)).items
    assert (item.operation, where(record, item)) == ("move", "1.2")
    assert item.target == key(record, "10.1b")


def test_a_provision_moved_under_a_heading_stands_first_in_its_block(record) -> None:
    lines = [*BASE[:3], f"{{A-{FAITH}}}{{A-}}", BASE[4], f"{{A+{FAITH}}}{{A+}}", *BASE[5:]]
    (item,) = told(record, paper(*lines)).items
    assert (item.operation, item.target) == ("move", key(record, "10"))


def test_a_provision_cut_in_two_is_split(record) -> None:
    lines = [*BASE[:3], "States should cooperate{A+.}{A+}", "{A+They do so} in good faith.", *BASE[4:]]
    (item,) = told(record, paper(*lines)).items
    assert (item.operation, where(record, item)) == ("split", "1.2")
    assert item.texts == ("States should cooperate.", "They do so in good faith.")


def test_two_provisions_joined_are_merged(record) -> None:
    (item,) = told(record, paper(*changed(l2=f"{BASE[2]}{{A+ }}{{A-}}"))).items
    assert (item.operation, where(record, item), item.target) == ("merge", "1.1", key(record, "1.2"))
    assert item.after == f"{BASE[2]} {FAITH}"


def test_a_heading_changed_renames_its_block(record) -> None:
    (item,) = told(record, paper(*changed(l4="Technical {A-standards}{A+rules}"))).items
    assert (item.operation, item.block, item.target) == ("rename", key(record, "10"), key(record, "10"))
    assert (item.before, item.after) == ("Technical standards", "Technical rules")


def test_only_stops_and_capitals_changed_are_editorial(record) -> None:
    items = told(record, paper(*changed(l3="States should cooperate{A+,} in good faith."))).items
    assert [i.type for i in items] == ["ed"]
    items = told(record, paper(*changed(l3="States should cooperate in {A+very }good faith."))).items
    assert [i.type for i in items] == ["te"]


def test_what_stands_under_a_name_that_programs_write_is_the_senders(record) -> None:
    reading = paper(*changed(l3="States {A-should}{A+shall} cooperate in good faith."))
    reading.changes[0] = ChangeRead(author="Unknown Author", date="")
    assert [i.author for i in told(record, reading, "Ola Quist").items] == ["Ola Quist"]
    assert [i.author for i in told(record, reading, "").items] == ["Unknown Author"]


# --- tracking off, other versions ---------------------------------------------------------------------------------------


def test_words_changed_with_tracking_off_are_the_senders_untracked(record) -> None:
    (item,) = told(record, paper(*changed(l3="States must cooperate in good faith."))).items
    assert (item.untracked, item.author, item.placing) == (True, "Ola Quist", "placed")
    assert (item.before, item.after) == (FAITH, "States must cooperate in good faith.")


def test_beside_tracked_changes_an_untracked_one_is_in_doubt(record) -> None:
    lines = changed(l3="States must cooperate in good faith.", l6="around {A+all }extraction sites;")
    tracked, silent = told(record, paper(*lines)).items
    assert (tracked.placing, silent.placing) == ("placed", "placed with doubt")
    assert silent.untracked


def test_paragraphs_put_in_taken_out_and_moved_with_tracking_off_are_seen(record) -> None:
    lines = [*BASE[:2], "States are free to ask one another.", BASE[2], *BASE[4:]]
    assert {(i.operation, where(record, i)) for i in told(record, paper(*lines)).items} == {
        ("insert", "1.1"),
        ("delete", "1.2"),
    }


def test_where_most_of_the_draft_is_not_in_the_file_nothing_is_deleted(record) -> None:
    parts = [part.model_copy(update={"text": f"{part.text} {n}"}) for n in range(4) for part in TEXT.parts[2:4]]
    reading = TEXT.model_copy(update={"parts": [*TEXT.parts, *parts]})
    longer = Record().after(TakeInDraft(reading=reading).decide(Record(), Moment(datetime(2031, 1, 1, tzinfo=UTC), 1)))
    found = told(longer, paper(*BASE[:4]))
    assert found.items == ()
    assert found.notes == ("It holds only a part of the draft: 12 paragraphs of it are not in the file.",)


def test_a_tracked_change_on_an_older_wording_is_carried_over_to_the_drafts(record) -> None:
    lines = changed(l3="All States should cooperate in {A-good}{A+the best} faith.")
    tracked, silent = told(record, paper(*lines)).items
    assert (tracked.before, tracked.after) == (FAITH, "States should cooperate in the best faith.")
    assert (silent.untracked, silent.after) == (True, "All States should cooperate in good faith.")


def test_where_both_touch_the_same_words_the_proposal_stands_on_its_own_text_with_doubt(record) -> None:
    lines = changed(l3="States might {A-cooperate}{A+join} in good faith.".replace("might ", "{A-might}{A+may} "))
    tracked = told(record, paper(*lines)).items[0]
    assert (tracked.before, tracked.placing) == ("States might cooperate in good faith.", "placed with doubt")


def test_a_file_of_something_else_is_said_to_be_so(record) -> None:
    found = told(
        record, paper("Dear colleagues,", "The canteen opens at noon tomorrow.", "Bring your own cup, please.")
    )
    assert (found.draft, found.items) == (None, ())
    assert "no copy of the draft" in found.notes[0]


def test_a_number_that_only_points_elsewhere_is_no_change_and_a_figure_is_one() -> None:
    assert same_but_numbers("As in block 10 and provision 3.2.", "As in block 11 and provision 3.3.")
    assert not same_but_numbers("Within 30 days.", "Within 60 days.")
    assert not same_but_numbers("As in block 10.", "As in block 10, mutatis mutandis.")


def test_a_copy_of_the_text_as_it_stands_now_is_no_change() -> None:
    record = on_record()
    place = key(record, "1.2")
    record = on_record(
        ChangeEditorially(operation="replace", provision=place, after="States cooperate.", reason="Short.")
    )
    assert told(record, paper(*changed(l3="States cooperate."))).items == ()
    (item,) = told(record, paper(*changed(l3="States {A+always }cooperate."))).items
    assert (item.before, item.after) == ("States cooperate.", "States always cooperate.")


def test_an_edit_in_a_paragraph_that_the_draft_has_not_loses_its_place_and_keeps_its_words(record) -> None:
    lines = [*BASE, "The keeper of the {A-lamp}{A+lantern} sleeps by day."]
    lost = next(i for i in told(record, paper(*lines)).items if not i.untracked)
    assert (lost.placing, lost.kind, lost.provision) == ("lost its place", "comment", None)
    assert "lantern" in lost.words
    assert lost.why.startswith("The paragraph is not found in the draft")


# --- what the file carried ------------------------------------------------------------------------------------------------


def test_our_own_change_in_a_redline_is_no_proposal_and_is_read_as_made() -> None:
    record = on_record()
    place = key(record, "1.2")
    act = ChangeEditorially(
        operation="replace", provision=place, after="States shall cooperate in good faith.", reason="r"
    )
    record = on_record(act)
    reading = paper(*changed(l3="States {C-should}{C+shall} cooperate{A+ fully} in good faith."))
    reading.changes[2] = ChangeRead(author=group_name(record), date="2031-01-01T09:01:00Z")
    found = told(record, reading)
    (item,) = found.items
    assert found.carried == 2
    assert (item.before, item.after) == (
        "States shall cooperate in good faith.",
        "States shall cooperate fully in good faith.",
    )


# --- the margin -------------------------------------------------------------------------------------------------------------


def test_a_comment_stands_on_its_provision_with_its_quote_and_its_thread(record) -> None:
    first = MarginRead(id="4", author="Astrid Lind", text="Why should?", quote="should", paragraph=3, resolved=True)
    reply = MarginRead(id="5", author="Chidi Okafor", text="Because.", paragraph=3, answers="4")
    one, two = told(record, paper(*BASE, margins=[first, reply])).items
    assert (one.kind, where(record, one), one.quote, one.words, one.resolved) == (
        "comment",
        "1.2",
        "should",
        "Why should?",
        True,
    )
    assert (two.answers, where(record, two)) == (one.key, "1.2")


def test_a_comment_on_nothing_loses_its_place(record) -> None:
    (item,) = told(record, paper(*BASE, margins=[MarginRead(id="4", author="Astrid Lind", text="Well?")])).items
    assert (item.placing, item.why) == ("lost its place", "It stands on no words of the text.")


def test_a_comment_on_a_heading_stands_on_the_block(record) -> None:
    margin = MarginRead(id="4", author="Astrid Lind", text="Too long.", paragraph=4)
    (item,) = told(record, paper(*BASE, margins=[margin])).items
    assert (item.block, item.provision) == (key(record, "10"), None)


# --- footnotes --------------------------------------------------------------------------------------------------------------


def with_note(record: Record, line: str, mark: PieceRead) -> tuple[Item, ...]:
    reading = paper(*BASE)
    reading.paragraphs[5].pieces.append(mark)
    note = paragraph(line)
    note.part, note.stretch = mark.note, 1
    reading.paragraphs.append(note)
    return told(record, reading).items


def test_words_changed_in_a_footnote_change_the_footnote(record) -> None:
    (item,) = with_note(record, "Of a size {A-yet }to be agreed.", PieceRead(note="footnote 2"))
    assert (item.operation, where(record, item)) == ("edit footnote", "10.1")
    assert (item.before, item.after) == ("Of a size yet to be agreed.", "Of a size to be agreed.")
    assert item.footnote == item.target


def test_a_footnote_whose_mark_is_put_in_is_added_and_one_whose_mark_goes_is_deleted(record) -> None:
    (item,) = with_note(record, "Tallest first.", PieceRead(note="footnote 3", inserted=0))
    assert (item.operation, item.after, item.offset) == ("add footnote", "Tallest first.", len(BASE[5]))
    (item,) = with_note(record, "Of a size yet to be agreed.", PieceRead(note="footnote 2", deleted=0))
    assert (item.operation, where(record, item)) == ("delete footnote", "10.1")
