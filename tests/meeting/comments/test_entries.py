"""Lines of several entries, and what the prefixes ask for: nothing that was typed vanishes."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.abbreviations import Abbreviation, KeepAbbreviation, expansions
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.completion import offers
from hisrg_desktop.meeting.comments.days import day_meant
from hisrg_desktop.meeting.comments.line import Understood, parts, read, understand
from hisrg_desktop.meeting.comments.prefixes import PREFIXES
from hisrg_desktop.meeting.comments.private_notes import PrivateNote, TakeNote
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.comments.splitting import ContinueComment, ReassignComment
from hisrg_desktop.meeting.decisions.actions import ActionItem, AddAction
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.floor.giving import AskForFloor, GiveFloor, NextSpeaker
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.points import RaisePointOfOrder
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.roll.attendance import Arrive
from tests.meeting.room import DAY, LONG_AGO, Room


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind has the floor on 1.2; Okafor has proposed a wording."""
    room.do(Arrive(people=(room.person("Lind"),)))
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(GoTo(provision=room.place("1.2")))
    room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    return room


def entries(room: Room, line: str) -> tuple[Understood, ...]:
    return read(room.record, line, DAY)


def one(room: Room, line: str) -> Understood:
    (said,) = entries(room, line)
    return said


# --- several entries ------------------------------------------------------------------------------------------------


def test_a_semicolon_and_a_prefix_begin_another_entry_of_the_same_turn(debate: Room) -> None:
    first, second = entries(debate, "Haddad: @10.1 the plan goes to the registry; + Okafor")
    assert (first.words, first.speaker) == ("the plan goes to the registry", debate.person("Haddad"))
    assert (second.kind, second.speaker) == ("support", debate.person("Haddad"))
    assert second.provision == debate.place("10.1")


def test_a_semicolon_before_words_is_a_semicolon(debate: Room) -> None:
    for line in ("two views; neither prevailed", "it said; -5 degrees", "see; @99.9 perhaps", "a; Nobody: hears"):
        assert one(debate, line).words == line


def test_a_semicolon_in_quotation_marks_is_part_of_the_wording(debate: Room) -> None:
    said = one(debate, '"good faith" -> "trust; + care"')
    assert said.proposes == "States should cooperate in trust; + care."


def test_the_entries_of_a_line_belong_to_one_turn(debate: Room) -> None:
    said = entries(debate, "Okafor: agreed in part; ? how large; ! both views stand")
    debate.do(Together(acts=tuple(entry.act() for entry in said)))
    taken = [c for c in debate.record.each(Comment) if c.author == debate.person("Okafor")][-3:]
    assert [c.kind for c in taken] == ["remark", "question", "summing-up"]
    assert len({c.intervention for c in taken}) == 1


def test_what_one_person_puts_in_is_one_turn_until_another_speaks(debate: Room) -> None:
    debate.said("first", by="Okafor")
    debate.said("second", by="Okafor")
    debate.said("between", by="Lind")
    debate.said("third", by="Okafor")
    first, second, between, third = (c.intervention for c in list(debate.record.each(Comment))[-4:])
    assert first == second != third
    assert debate.record.get(Intervention, between).interjection is False


# --- words for signs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("/ask how large", "? how large"),
        ("/for P-1 strongly", "+ P-1 strongly"),
        ("/against Okafor too strict", "- Okafor too strict"),
        ("/text States shall cooperate.", "> States shall cooperate."),
        ("/sum two views", "! two views"),
        ("Okafor: /ask how large", "Okafor: ? how large"),
        ("/at 10.1 too wide /tag scope", "@10.1 too wide #scope"),
        ("/replace should by shall", '"should" -> "shall"'),
        ('/replace "should" with "shall" for clarity', '"should" -> "shall" for clarity'),
    ],
)
def test_a_word_does_what_its_sign_does(debate: Room, word: str, sign: str) -> None:
    assert one(debate, word).act() == one(debate, sign).act()


def test_every_sign_has_a_word_and_every_word_is_understood(debate: Room) -> None:
    for prefix in PREFIXES:
        said = one(debate, f"/{prefix.word}")
        understood = said.asks or said.wants or said.kind != "remark" or said.doubts
        assert understood or prefix.makes in ("place", "tag", "continues"), prefix


@pytest.mark.parametrize("line", ["/unknown words", "/q nobody at all", "and/or", "1/2 of it", "/nextly", "/"])
def test_a_command_that_is_not_understood_is_kept_as_words(debate: Room, line: str) -> None:
    assert debate.made(one(debate, line).act(), Comment).text == line


# --- exchanges ------------------------------------------------------------------------------------------------------


def test_several_exchanges_make_one_proposal(debate: Room) -> None:
    said = one(debate, '"should" -> "shall", "good faith" => "trust" both at once')
    assert said.proposes == "States shall cooperate in trust."
    assert said.words == "both at once"


def test_of_several_exchanges_the_one_that_does_not_stand_there_is_kept_as_words(debate: Room) -> None:
    said = one(debate, '"should" -> "shall", "must" -> "may"')
    assert said.proposes == "States shall cooperate in good faith."
    assert '"must" -> "may"' in said.words
    assert said.doubts == ("“must” does not stand there",)


def test_a_word_is_found_whole_before_it_is_found_in_another(debate: Room) -> None:
    debate.do(GoTo(provision=debate.place("10.1")))
    assert one(debate, '"on" -> "in"').doubts == ("“on” does not stand there",)
    debate.do(GoTo(provision=debate.place("1.2")))
    assert one(debate, '"in" -> "with"').proposes == "States should cooperate with good faith."


def test_an_exchange_is_found_whatever_its_case(debate: Room) -> None:
    assert one(debate, '"states  SHOULD" -> "States shall"').proposes == "States shall cooperate in good faith."


# --- continuing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["... ", "...", "… ", "/more "])
def test_three_dots_continue_the_last_entry_as_one_act(debate: Room, sign: str) -> None:
    last = debate.said("We agree")
    said = one(debate, f"{sign}, with thanks")
    assert said.act() == ContinueComment(comment=last.id, text=", with thanks")
    debate.do(said.act())
    now = debate.record.get(Comment, last.id)
    assert (now.text, now.at) == ("We agree, with thanks", last.at)
    debate.undo()
    assert debate.record.get(Comment, last.id).text == "We agree"


def test_a_name_before_the_dots_continues_that_persons_entry(debate: Room) -> None:
    theirs = debate.said("Later than that", by="Haddad")
    debate.said("We agree")
    assert one(debate, "Haddad: ... by a year").continues == theirs.id


def test_dots_with_nothing_to_continue_are_words(debate: Room, before_the_meeting: Room) -> None:
    debate.do(one(debate, "Haddad: hm").act())
    said = one(debate, "van der Meer: ... and so on")
    assert (said.continues, said.words) == (None, "... and so on")
    assert said.doubts == ("there is no entry to continue",)


# --- commands -------------------------------------------------------------------------------------------------------


def test_commands_ask_for_acts(debate: Room) -> None:
    okafor = debate.person("Okafor")
    last = debate.said("We agree")
    asked: dict[str, Act] = {
        "/next": NextSpeaker(),
        "/q oka about the registry": AskForFloor(person=okafor, about="the registry"),
        "/poo Okafor": RaisePointOfOrder(person=okafor),
        "/park": Park(block=debate.provision("1.2").block, provision=debate.place("1.2")),
        "/park @10.1 until the panel reports": Park(
            block=debate.provision("10.1").block, provision=debate.place("10.1"), until="the panel reports"
        ),
        "/to Okafor": ReassignComment(comment=last.id, speaker=okafor),
        "/action Okafor circulate a text by 10 March": AddAction(
            title="circulate a text", owner=okafor, due=date(2031, 3, 10)
        ),
        "/action stand by the registry": AddAction(title="stand by the registry"),
    }
    assert {line: one(debate, line).asks for line in asked} == asked


def test_an_action_taken_down_is_on_record(debate: Room) -> None:
    debate.do(one(debate, "/action van der Meer: book the hall by Friday").act())
    (action,) = debate.record.each(ActionItem)
    assert (action.title, action.owner, action.due) == (
        "book the hall",
        debate.person("van der Meer"),
        date(2031, 3, 7),
    )


def test_words_before_a_command_are_taken_down_by_themselves(debate: Room) -> None:
    first, second = entries(debate, "we can live with this; /next")
    assert (first.act().text, second.act()) == ("we can live with this", NextSpeaker())


def test_the_words_of_a_decision_or_a_note_are_taken_as_they_are(debate: Room) -> None:
    agreed = one(debate, "/agreed that 1.2 stands; + with thanks")
    note = one(debate, "/note he is cross; + tired")
    assert (agreed.wants, agreed.words) == ("agreed", "that 1.2 stands; + with thanks")
    assert isinstance(note.asks, TakeNote)
    assert note.asks.text == "he is cross; + tired"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2031-05-04", date(2031, 5, 4)),
        ("4 May", date(2031, 5, 4)),
        ("4th of May 2032", date(2032, 5, 4)),
        ("4.5.", date(2031, 5, 4)),
        ("4.5.2032", date(2032, 5, 4)),
        ("1 March", date(2032, 3, 1)),
        ("tomorrow", date(2031, 3, 5)),
        ("Friday", date(2031, 3, 7)),
        ("Tuesday", date(2031, 3, 11)),
        ("the next meeting", None),
        ("31.2.", None),
        ("99 May", None),
    ],
)
def test_days_are_understood_as_people_say_them(words: str, day: date | None) -> None:
    assert day_meant(words, DAY) == day


# --- who is meant ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["meer", "der meer", "Joost Meer", "J. Meer", "jm", "j meer", "joo mee", "Meer DRU"])
def test_particles_are_typed_or_left_out(debate: Room, typed: str) -> None:
    assert one(debate, f"{typed}: we agree").speaker == debate.person("van der Meer")


def test_a_hyphenated_or_prefixed_name_is_found_by_its_parts(debate: Room) -> None:
    person = debate.made(AddPerson(name="Nour Al-Rashidi Bonnard", given="Nour", family="Al-Rashidi Bonnard"), Person)
    for typed in ("Rashidi", "alrashidi", "Bonnard", "Al-Rashidi"):
        assert one(debate, f"{typed}: we agree").speaker == person.id


def test_a_single_letter_means_nobody(debate: Room) -> None:
    assert one(debate, "A: an enumeration").words == "A: an enumeration"


def test_two_people_of_one_name_are_told_apart_by_their_organisation(debate: Room) -> None:
    first = debate.person("Okafor")
    other = debate.made(AddPerson(name="Chidi Okafor", given="Chidi", family="Okafor"), Person)
    theirs = debate.made(AddOrganisation(name="Tolland Harbour", short="THB"), Organisation)
    debate.do(TakePart(person=other.id, organisation=theirs.id, kind="member", since=LONG_AGO))
    assert one(debate, "Okafor: we agree").doubts
    assert one(debate, "Chidi Okafor (THB): we agree").speaker == other.id
    assert one(debate, "Okafor SOT: we agree").speaker == first
    found = offers(debate.record, "Okafor", 6, DAY)
    assert {(o.words, o.detail) for o in found} == {("Chidi Okafor (SOT): ", "SOT"), ("Chidi Okafor (THB): ", "THB")}
    for offer in found:
        assert not one(debate, f"{offer.words}yes").doubts


def test_two_people_alike_in_everything_are_counted(debate: Room) -> None:
    twins = [debate.made(AddPerson(name="Ada Twinning"), Person).id for _ in range(2)]
    calls = [offer.words for offer in offers(debate.record, "Twin", 4, DAY)]
    assert {one(debate, f"{call}yes").speaker for call in calls} == set(twins)


# --- completion -----------------------------------------------------------------------------------------------------


def test_those_in_the_room_are_offered_first(debate: Room) -> None:
    debate.made(AddPerson(name="Abel Lindqvist", given="Abel", family="Lindqvist"), Person)
    found = offers(debate.record, "lin", 3, DAY)
    assert [o.label for o in found] == ["Astrid Lind", "Abel Lindqvist"]
    assert (found[0].letter, found[0].detail) == ("M", "NLI")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("we agree; ok", ()),
        ("we agree; oka", ("Okafor: ",)),
        ("/q oka", ("Okafor ",)),
        ("/as", ("/ask ",)),
        ("@10.1", ("10.1 ", "10.1a ", "10.1b ")),
        ("too wide @10.1a", ("10.1a ",)),
        ("/at 10.1b", ("10.1b ",)),
        ("+ ", ("P-001 ",)),
        ("+ oka", ("P-001 ",)),
        ("+ zz", ()),
        ("We shall not be moved by this at all, ever", ()),
        ("Okafor: oka", ()),
    ],
)
def test_what_is_begun_is_completed(debate: Room, line: str, words: tuple[str, ...]) -> None:
    found = offers(debate.record, line, len(line), DAY)
    assert tuple(o.words for o in found) == (words if line != "we agree; ok" else ("Okafor: ",))


def test_an_offer_taken_is_understood(debate: Room) -> None:
    for line in ("jana", "we agree; oka", "@10.1", "/q hadd"):
        offer = offers(debate.record, line, len(line), DAY)[0]
        whole = line[: offer.start] + offer.words + line[offer.end :] + "words"
        assert not any(said.doubts for said in entries(debate, whole)), whole


# --- abbreviations --------------------------------------------------------------------------------------------------


def test_an_abbreviation_expands_as_it_was_typed(room: Room) -> None:
    room.do(KeepAbbreviation(short="bb", text="Building Block"))
    room.do(KeepAbbreviation(short="sz", text="safety zone"))
    assert expansions(room.record) == {
        "bb": "Building Block",
        "Bb": "Building Block",
        "sz": "safety zone",
        "Sz": "Safety zone",
    }


def test_an_abbreviation_kept_again_stands_for_something_else(room: Room) -> None:
    room.do(KeepAbbreviation(short="sz", text="safety zone"))
    room.do(KeepAbbreviation(short="SZ", text="special zone"))
    (kept,) = room.record.each(Abbreviation)
    assert (kept.short, kept.text) == ("SZ", "special zone")
    with pytest.raises(OutOfOrder, match="not one word"):
        KeepAbbreviation(short="two words", text="x").decide(room.record, Moment(room.clock.at, 1))


# --- nothing vanishes -----------------------------------------------------------------------------------------------

PIECES = [
    *(f"/{prefix.word}" for prefix in PREFIXES),
    *(prefix.sign for prefix in PREFIXES if prefix.sign),
    *("Okafor:", "Lind:", "Nobody:", "@10.1a", "@99", "; ", "; +", "; ?", ";", "“in”", '""', "P-001", "#tag", "by"),
    *("should", "words", "4 May", "…", "\t", "Řezníčková", "שלום", "🌙", "e\u0301", "10:30", "about", "a"),
]


@given(line=st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map(" ".join) | st.text(max_size=60))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_its_words_are_on_record_or_were_understood_as_a_prefix(debate: Room, line: str) -> None:
    pieces = parts(debate.record, line)
    assert words_of(" ".join(pieces)) == words_of(line)
    for said, piece in zip(read(debate.record, line, DAY), pieces, strict=True):
        alone = understand(debate.record, piece, None, DAY)
        assert words_of(piece) - kept_by(debate, said) - prefix_words(debate, alone, piece) == set(), said
        recorded(debate, said)


def recorded(room: Room, said: Understood) -> None:
    """The words of an entry are in what its act puts on record; only an act without words may be refused."""
    if said.wants:
        return
    try:
        changes = said.act().decide(room.record, Moment(room.clock.at, 9999))
    except OutOfOrder as refusal:
        assert said.asks or "no words" in refusal.message, refusal
        return
    if said.asks is None:
        texts = [c.after.text for c in changes if isinstance(c.after, Comment)]
        assert any(said.act().text in text for text in texts)


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def kept_by(room: Room, said: Understood) -> set[str]:
    """The words that the entry keeps: its own, its wording, its tags, and those of the act it asks for."""
    told = f"{said.words} {said.proposes or ''} {' '.join(said.tags)} "
    return words_of(told + (said.asks.model_dump_json() if said.asks else ""))


def prefix_words(room: Room, said: Understood, piece: str) -> set[str]:
    """The words that were understood as a prefix: its own word, a name, a place, a proposal, a day, what was quoted."""
    made = words_of(" ".join(prefix.word for prefix in PREFIXES if f"/{prefix.word}" in piece.split()))
    person = room.record.find(Person, said.speaker)
    made |= words_of(person.name) if person else set()
    if said.supports or said.opposes:
        proposal = room.record.get(Proposal, said.supports or said.opposes or "")
        sponsor = room.record.get(Person, proposal.sponsor or "")
        made |= words_of(f"{proposal.number} {sponsor.name}")
    if said.asks:
        made |= words_of("okafor lind about by 4 may 10 1a")
    if said.proposes is not None:
        made |= words_of("should in by with")
        made |= {word for quoted in re.findall(r"[\"“]([^\"”]*)[\"”]", piece) for word in words_of(quoted)}
    if not any("there is no" in doubt for doubt in said.doubts):
        made |= {word for place in re.findall(r"(?:@|/at\s+)(\S+)", piece) for word in words_of(place)}
    return made


def test_a_note_is_no_comment(debate: Room) -> None:
    before = len(list(debate.record.each(Comment)))
    debate.do(one(debate, "/note they are tired; @10.1 + Okafor").act())
    (note,) = debate.record.each(PrivateNote)
    assert note.text == "they are tired; @10.1 + Okafor"
    assert len(list(debate.record.each(Comment))) == before
    assert not list(debate.record.each(Support))
