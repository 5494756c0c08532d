"""Badges and place cards: every name whole, readable and in order, in any script, or a line to write on."""

import hashlib
import io
import itertools
import re
import unicodedata
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.documents.badges import SHEET, SMALLEST_NAME, badges
from hisrg_desktop.documents.cards import BY_HAND
from hisrg_desktop.documents.fitted import fitted
from hisrg_desktop.documents.guests import Guest, Occasion, guests
from hisrg_desktop.documents.place_cards import place_cards
from hisrg_desktop.documents.written.faces import what_is_missing
from hisrg_desktop.documents.written.shaping import line_width
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Apologise
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting
from hisrg_desktop.meeting.roll.seats import seating
from tests.documents.difficult_names import DIFFICULT
from tests.meeting.conftest import before_the_meeting, built, dossier
from tests.meeting.room import Room

__all__ = ["before_the_meeting", "built", "dossier"]

AT = datetime(2031, 3, 4, 9, tzinfo=UTC)
OCCASION = Occasion("Practice Group of the Seven Harbours", "Meeting 2.4 · Leiden · 14–16 September 2020")
WORDS = {"M": "Member", "P": "Panel chair", "O": "Observer", "S": "Secretariat"}


def guest(name: str, organisation: str = "", letter: str = "M") -> Guest:
    return Guest(letter, name, "", name, organisation, "", WORDS[letter])


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    found = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return found


def squeezed(text: str) -> str:
    """The letters, whatever the lines: the reader takes a hyphen at the end of a line for one of its own."""
    plain = unicodedata.normalize("NFKC", re.sub("[-\\s\u200c\u200d\ufffe\u00ad\u2011\x02]", "", text))
    return unicodedata.normalize("NFC", plain)


def from_left(text: str) -> str:
    return not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


SETTABLE = [name for name, _ in DIFFICULT if fitted(name, 230, 80, largest=24, smallest=SMALLEST_NAME)]


@pytest.mark.parametrize("name", [name for name in SETTABLE if from_left(name)])
@pytest.mark.parametrize("make", [badges, place_cards])
def test_a_difficult_name_is_read_back_whole(make, name):
    read = squeezed(pages(make([guest(name)], OCCASION, AT))[0])
    assert squeezed(name) in read


def test_most_scripts_of_europe_need_no_typeface_of_the_computer():
    for name in ("Nguyễn Thị Ánh", "Wieńczysława Łękołody", "Ωραία Παπαδοπούλου", "Жанна Ёлкина", "Ọláwálé Adébáyọ̀"):
        there = fitted(name, 230, 80, largest=24, smallest=SMALLEST_NAME)
        assert there is not None
        assert {face for line in there.lines for face, _ in line} == {"NotoSans-Bold"}


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Pieter-Jan van der Westhuizen van den Bergh", ("van", "der", "den")),
        ("Siobhán Ní Dhómhnaill-Ó Raghallaigh Mac Giolla", ("Ní", "Dhómhnaill-Ó", "Mac")),
        ("María José Santos dos Reis e Silva de Oliveira Albuquerque", ("dos", "de", "e")),
    ],
)
def test_no_line_ends_behind_a_particle(name, last):
    there = fitted(name, 226, 60, largest=24, smallest=SMALLEST_NAME, lines=2)
    assert there is not None
    assert len(there.lines) > 1
    for line in there.lines:
        assert "".join(words for _, words in line).split()[-1] not in last


def test_a_double_barrelled_name_is_broken_behind_its_hyphen_and_keeps_it():
    there = fitted("Hohenstauffen-Wittelsbach", 200, 60, largest=24, smallest=SMALLEST_NAME)
    assert there is not None
    assert ["".join(words for _, words in line) for line in there.lines] == ["Hohenstauffen-", "Wittelsbach"]


@pytest.mark.parametrize(("name", "organisation"), DIFFICULT)
def test_words_stay_in_their_room_and_never_get_too_small(name, organisation):
    for text, smallest, bold in ((name, SMALLEST_NAME, True), (organisation, 6.6, False)):
        there = fitted(text, 226, 62, largest=24, smallest=smallest, bold=bold)
        if there is None:
            assert what_is_missing(text)
            continue
        # A name is never smaller than the words of a printed page.
        assert there.size >= (10.3 if bold else 6.2), text
        assert there.height <= 62.01
        for line in there.lines:
            assert line_width(line, there.size) <= 226.1


def test_a_name_that_cannot_be_set_gets_a_line_to_write_on_and_is_told_at_the_end():
    data = badges([guest("ߒߞߏ ߘߊ", "Institute of Lanterns"), guest("Ada Lind")], OCCASION, AT)
    card, told = pages(data)
    assert BY_HAND in card
    assert "Ada Lind" in card
    assert "Institute of Lanterns" in told
    assert "Nko" in told
    assert "\ufffd" not in card


def test_without_such_a_name_there_is_no_such_page():
    assert len(pages(badges([guest("Ada Lind")] * 10, OCCASION, AT))) == 1


def test_pages_cut_as_one_pile_keep_their_order():
    people = [guest(f"Person{number:03}") for number in range(37)]
    sheets = [re.findall(r"Person\d+", page) for page in pages(badges(people, OCCASION, AT))]
    assert len(sheets) == 4
    piles = [[sheet[place] for sheet in sheets if place < len(sheet)] for place in range(SHEET.cards)]
    assert [name for pile in piles for name in pile] == [one.name for one in people]


def test_a_place_card_bears_the_name_on_both_sides():
    read = pages(place_cards([guest("Ada Lind", "Wells")], OCCASION, AT))[0]
    assert read.count("Ada Lind") == 2
    assert read.count("MEMBER") == 2


@pytest.mark.parametrize("letter", list(WORDS))
def test_the_class_stands_on_the_badge_in_a_word(letter):
    assert WORDS[letter].upper() in pages(badges([guest("Ada Lind", letter=letter)], OCCASION, AT))[0]


def test_the_bands_of_the_classes_differ_without_colour():
    shares = []
    for letter in WORDS:
        document = pypdfium2.PdfDocument(io.BytesIO(badges([guest("A", letter=letter)], OCCASION, AT)))
        grey = document[0].render(scale=3, grayscale=True).to_pil()
        left, foot = SHEET.corner(0)
        high = grey.size[1]
        band = grey.crop(
            (int(left * 3) + 6, high - int((foot + 24) * 3), int(left * 3) + 100, high - int(foot * 3) - 6)
        )
        shares.append(sum(value < 160 for value in band.tobytes()) / (band.size[0] * band.size[1]))
        document.close()
    ordered = sorted(shares)
    assert all(later - earlier > 0.04 for earlier, later in itertools.pairwise(ordered)), shares


def test_everybody_of_the_practice_meeting_who_may_come_gets_one_and_nobody_else(practised):
    meeting = current_meeting(practised.record)
    assert meeting is not None
    people = guests(practised.record, meeting)
    read = squeezed("".join(pages(practised.made("badges", ".pdf"))))
    for one in people:
        assert squeezed(one.name) in read
    names = {one.name for one in people}
    others = [one.name for one in practised.record.each(Person) if one.name not in names]
    assert others
    assert not [name for name in others if squeezed(name) in read]


def test_whoever_sent_apologies_gets_none(before_the_meeting: Room) -> None:
    room = before_the_meeting
    meeting = next(room.record.each(Meeting))
    before = {one.name for one in guests(room.record, meeting)}
    room.do(Apologise(meeting=meeting.id, people=(room.person("Okafor"),)))
    assert before - {one.name for one in guests(room.record, meeting)} == {"Chidi Okafor"}
    assert "Ola Quist" not in before


def test_an_observer_who_waits_for_a_seat_gets_none_and_an_alternate_gets_one_as_a_member(
    before_the_meeting: Room,
) -> None:
    room = before_the_meeting
    meeting = next(room.record.each(Meeting))
    room.do(ChangeMeeting(meeting=meeting.id, capacity=5))
    for name in ("Haddad", "Moreau"):
        room.do(AnswerInvitation(meeting=meeting.id, person=room.person(name), says="comes"))
    waiting = {room.record.get(Person, person).name for person in seating(room.record, meeting.id).waiting}
    assert waiting
    listed = {one.name for one in guests(room.record, meeting)}
    assert not waiting & listed
    sent = AnswerInvitation(
        meeting=meeting.id,
        person=room.person("Okafor"),
        says="sends an alternate",
        alternate=room.person(
            next(key for key in ("Haddad", "Moreau") if room.record.get(Person, room.person(key)).name in waiting)
        ),
    )
    room.do(sent)
    comes = {one.name: one for one in guests(room.record, room.record.get(Meeting, meeting.id))}
    alternate = room.record.get(Person, sent.alternate or "").name
    assert comes[alternate].word == "Member · Alternate"
    assert comes[alternate].letter == "M"
    assert "Chidi Okafor" not in comes


def test_the_same_data_give_the_same_bytes():
    people = [guest(name, organisation, "MPOS"[n % 4]) for n, (name, organisation) in enumerate(DIFFICULT)]
    for make in (badges, place_cards):
        first, again = (hashlib.sha256(make(people, OCCASION, AT)).hexdigest() for _ in range(2))
        assert first == again


def test_with_nobody_to_come_the_refusal_says_what_to_do(tmp_path):
    from datetime import date

    from hisrg_desktop.desk.begin import begin
    from hisrg_desktop.desk.exports import Options, produce
    from hisrg_desktop.meeting.people.group import BeginPhase, Phase
    from hisrg_desktop.meeting.roll.meetings import CreateMeeting
    from hisrg_desktop.shipped import shipped

    desk = begin(tmp_path / "new.hisrg", shipped("sample/draft.docx"))
    try:
        desk.do(BeginPhase(number=1)).result()
        there = next(desk.record.each(Phase)).id
        day = date(2031, 3, 4)
        desk.do(CreateMeeting(phase=there, number=1, planned_from=day, planned_to=day)).result()
        for kind in ("badges", "place-cards"):
            with pytest.raises(OutOfOrder, match=r"Nobody can come to meeting 1\.1 yet"):
                produce(kind, desk.record, Options(suffix=".pdf"), lambda _: None)
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("words", "script"), [("ߒߞߏ ߘߊ", "Nko"), ("ܫܠܡܐ", "Syriac"), ("𒀀 Lind", "Cuneiform"), ("Lind 😀", "Grinning")]
)
def test_a_script_that_no_typeface_has_is_told_and_never_a_box(words, script):
    assert what_is_missing(words) == script
    assert fitted(words, 230, 80, largest=24, smallest=SMALLEST_NAME) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=90).map(clean), st.text(max_size=160).map(clean))
def test_any_name_that_can_be_typed_is_set_or_told(name, organisation):
    for make in (badges, place_cards):
        read = pages(make([guest(name, organisation)], OCCASION, AT))
        told = bool(what_is_missing(name) or what_is_missing(organisation))
        assert len(read) == 1 + told
        assert "\N{REPLACEMENT CHARACTER}" not in read[0] or "\N{REPLACEMENT CHARACTER}" in name + organisation
