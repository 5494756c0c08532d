"""Whatever set of changes people track in a draft, each is found on its provision with its words before and after exact."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from hisrg_desktop.documents.word import splice
from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.returned import read_returned
from hisrg_desktop.documents.word.splice import DeletedParagraph, Edit, InsertedParagraph, ParagraphEdit
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.returned.carried import carrying
from hisrg_desktop.meeting.returned.placing import placed
from hisrg_desktop.meeting.returned.texts import known_texts
from hisrg_desktop.meeting.text.drafts import DraftPart, TakeInDraft
from tests.documents.word.made import paragraph, word_file

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HANDS = {name: Mark(name, AT) for name in ("Ilse Quarto", "Bram Tallow", "Chidi Okafor")}
_WORDS = """
harbour keeper lamp lane crew vessel ring dust ice tally season master working belt chart
"""
WORDS = _WORDS.split()
NEW = ["quite", "never", "openly", "at", "once", "rather,", "“fully”", "[perhaps]", "30", "§", "naïve"]
SENTENCES = [
    f"{n}. The {WORDS[n % 7]} of the {WORDS[(3 * n) % 13]} {WORDS[(5 * n) % 11]} keeps {n + 2} {WORDS[(7 * n) % 13]}s"
    f" for {WORDS[(2 * n + 1) % 9]} and {WORDS[(n * n) % 12]}, as was agreed."
    for n in range(1, 13)
]
BODY = "".join(paragraph(sentence) for sentence in SENTENCES)
FILE = word_file(BODY)


def on_record() -> tuple[Record, dict[int, DraftPart]]:
    act = TakeInDraft(reading=read_draft(FILE, "draft.docx"), label="Draft")
    record = Record().after(act.decide(Record(), Moment(AT, 1)))
    return record, {part.paragraph: part for part in record.each(DraftPart)}


RECORD, PARTS = on_record()


@st.composite
def worded(draw: st.DrawFn) -> list[Piece]:
    """The words of a paragraph, some of them replaced, taken out or followed by new ones, each by somebody."""
    number = draw(st.integers(0, len(SENTENCES) - 1))
    words = [w if n == 0 else f" {w}" for n, w in enumerate(SENTENCES[number].split())]
    pieces = [Piece(words[0])]
    for word in words[1:]:
        hand = HANDS[draw(st.sampled_from(sorted(HANDS)))]
        what = draw(st.sampled_from(["stand"] * 8 + ["replace", "delete", "insert"]))
        pieces.append(Piece(word, None, hand if what in ("replace", "delete") else None))
        if what in ("replace", "insert"):
            pieces.append(Piece(f" {draw(st.sampled_from(NEW))}", hand))
    return [Piece(str(number)), *pieces]


CHANGES = st.lists(
    st.one_of(
        worded(),
        st.tuples(st.just("delete"), st.integers(1, len(SENTENCES) - 2), st.sampled_from(sorted(HANDS))),
        st.tuples(st.just("insert"), st.integers(0, len(SENTENCES) - 2), st.sampled_from(sorted(HANDS))),
    ),
    max_size=8,
)


def meant(changes: list) -> tuple[list[Edit], set[tuple[str, str, str, str, str]]]:
    """The edits for the file, and the author, operation, part, before and after that must be found."""
    edits: dict[int, Edit] = {}
    wanted: set[tuple[str, str, str, str, str]] = set()
    after: dict[int, Edit] = {}
    for change in changes:
        if isinstance(change, list):
            number, pieces = int(change[0].text), tuple(change[1:])
            if number in edits:
                continue
            edits[number] = ParagraphEdit(number, pieces, 0, (), ())
            base = PARTS[number].text
            lead = len(SENTENCES[number]) - len(base)
            for hand in HANDS.values():
                text = "".join(p.text for p in pieces if (p.inserted in (None, hand)) and p.deleted is not hand)[
                    lead:
                ].strip()
                if text != base:
                    wanted.add((hand.author, "replace", PARTS[number].part, base, text))
        elif change[0] == "delete" and change[1] not in edits:
            edits[change[1]] = DeletedParagraph(change[1], HANDS[change[2]])
            wanted.add((change[2], "delete", PARTS[change[1]].part, PARTS[change[1]].text, ""))
        elif change[0] == "insert" and change[1] not in after:
            # The very words of what went would be a move, and those of what went beside it a rewording.
            text = f"Nobody asks {change[2].split()[0]} who it was that rang at {WORDS[change[1]].upper()}."
            after[change[1]] = InsertedParagraph(
                change[1], change[1], (Piece(text, HANDS[change[2]]),), HANDS[change[2]], ()
            )
            wanted.add((change[2], "insert", PARTS[change[1]].part, PARTS[change[1]].text, text))
    made = [one for number in range(len(SENTENCES)) for one in (edits.get(number), after.get(number)) if one]
    return made, wanted


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_every_tracked_change_is_found_on_its_provision_with_its_words_exact(changes: list) -> None:
    edits, wanted = meant(changes)
    data = splice.redline(FILE, edits, [], Properties("Draft", "", AT, "")) if edits else FILE
    reading = read_returned(data, "returned.docx")
    found = placed(RECORD, known_texts(RECORD), reading, carrying(RECORD), "")
    told = {(i.author, i.operation, i.provision or i.block, i.before, i.after) for i in found.items}
    assert told == wanted
    assert {i.placing for i in found.items} <= {"placed"}
    assert len(found.items) == len(wanted)
