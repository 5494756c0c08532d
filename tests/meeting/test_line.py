"""The capture line: what it understands, and that nothing typed vanishes."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.line import Understood, people_called, understand
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.floor.giving import GiveFloor
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Arrive
from hisrg_desktop.meeting.text.parts import Footnote
from tests.meeting.room import Room


@pytest.fixture
def debate(room: Room) -> Room:
    """Lind has the floor on 1.2; Okafor and Řezníčková have each proposed a wording."""
    room.do(Arrive(people=(room.person("Lind"),)))
    room.do(GiveFloor(person=room.person("Lind")))
    room.do(GoTo(provision=room.place("1.2")))
    room.proposal("Okafor", "1.2", "States shall cooperate in good faith.")
    room.proposal("Řezníčková", "1.2", "States should cooperate.")
    return room


def read(room: Room, line: str) -> Understood:
    return understand(room.record, line)


def test_plain_words_are_the_speakers_on_the_active_provision(debate: Room) -> None:
    said = read(debate, "  We can live with this. ")
    assert said.words == "We can live with this."
    assert (said.speaker, said.provision, said.kind) == (debate.person("Lind"), debate.place("1.2"), "remark")
    assert said.doubts == ()


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Okafor", "Okafor"),
        ("okafor", "Okafor"),
        ("Oka", "Okafor"),
        ("SOT", "Okafor"),
        ("sot", "Okafor"),
        ("co", "Okafor"),
        ("C. Okafor", "Okafor"),
        ("Chidi Okafor", "Okafor"),
        ("Reznickova", "Řezníčková"),
        ("řezní", "Řezníčková"),
        ("Jana", "Řezníčková"),
        ("van der Meer", "van der Meer"),
        ("Van Der  Meer", "van der Meer"),
        ("Meer", "van der Meer"),
        ("J. van der Meer", "van der Meer"),
        ("jvdm", "van der Meer"),
        ("CDO", "Haddad"),
    ],
)
def test_a_name_and_a_colon_change_the_speaker(debate: Room, typed: str, who: str) -> None:
    said = read(debate, f"{typed}: we agree")
    assert (said.speaker, said.words) == (debate.person(who), "we agree")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Søren Ålund", "soren alund"), ("Łucja Wójcik", "Lucja"), ("Œuvray", "oeuvray"), ("Þóra Kvaran", "thora")],
)
def test_letters_may_be_typed_plainly(debate: Room, name: str, typed: str) -> None:
    person = debate.made(AddPerson(name=name), Person)
    assert [p.id for p in people_called(debate.record, typed)] == [person.id]


def test_an_ambiguous_name_is_kept_as_words_with_one_doubt(debate: Room) -> None:
    debate.do(AddPerson(name="Olu Okafor"))
    said = read(debate, "Okafor: we agree")
    assert said.words == "Okafor: we agree"
    assert said.speaker == debate.person("Lind")
    assert said.doubts == ("“Okafor” could be Chidi Okafor, Olu Okafor",)


@pytest.mark.parametrize(
    "line", ["Nobody: hears this", "Note that: this", "http://example.org", "At 10:30 we stop", "Okafor:"]
)
def test_what_is_no_name_is_words(debate: Room, line: str) -> None:
    said = read(debate, line)
    assert (said.words, said.speaker) == (line, debate.person("Lind"))


def test_a_second_name_is_words(debate: Room) -> None:
    said = read(debate, "Okafor: Haddad: is right")
    assert (said.speaker, said.words) == (debate.person("Okafor"), "Haddad: is right")


@pytest.mark.parametrize(
    "line", ["@10.1 too wide", "too wide @10.1", "Okafor: @10.1 too wide", "@10.1 Okafor: too wide"]
)
def test_a_place_is_pointed_at_anywhere_in_the_line(debate: Room, line: str) -> None:
    said = read(debate, line)
    assert (said.provision, said.words) == (debate.place("10.1"), "too wide")


@pytest.mark.parametrize("typed", ["10.1a", "10.1(a)", "10.1A", "10.1a)"])
def test_a_place_may_be_an_item(debate: Room, typed: str) -> None:
    said = read(debate, f"@{typed} why only there?")
    assert said.provision == debate.place("10.1a")


@pytest.mark.parametrize("typed", ["fn1", "10.1fn1"])
def test_a_place_may_be_a_footnote(debate: Room, typed: str) -> None:
    said = read(debate, f"@{typed} of what size?")
    assert said.footnote == next(debate.record.each(Footnote)).id
    assert said.provision == debate.place("10.1")


def test_a_place_may_be_a_block_or_the_whole_text(debate: Room) -> None:
    block = read(debate, "@10 in general")
    assert block.provision is None
    assert block.block
    whole = read(debate, "@* in general")
    assert (whole.block, whole.provision, whole.words) == (None, None, "in general")


def test_a_place_that_is_not_there_is_kept_as_words_with_a_doubt(debate: Room) -> None:
    said = read(debate, "@44.7 too wide")
    assert (said.words, said.provision) == ("@44.7 too wide", debate.place("1.2"))
    assert said.doubts == ("there is no 44.7",)


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("? how large", "question", "how large"),
        ("! two views", "summing-up", "two views"),
        ("Okafor: ? how large", "question", "how large"),
        ("? Okafor: how large", "question", "how large"),
    ],
)
def test_a_sign_makes_the_kind(debate: Room, line: str, kind: str, words: str) -> None:
    said = read(debate, line)
    assert (said.kind, said.words) == (kind, words)


@pytest.mark.parametrize("line", ["-5 degrees at night", "- 5 percent", "+3 dB", "-> as before", "--", "-, then"])
def test_numbers_and_arrows_are_words(debate: Room, line: str) -> None:
    said = read(debate, line)
    assert (said.words, said.kind, said.opposes, said.supports) == (line, "remark", None, None)


def number_of(room: Room, key: str | None) -> str:
    return room.record.get(Proposal, key or "").number


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("+", "P-002", "Supports P-002."),
        ("+ for the reasons given", "P-002", "for the reasons given"),
        ("+ a good idea", "P-002", "a good idea"),
        ("+ Okafor", "P-001", "Supports P-001."),
        ("+ Okafor, strongly", "P-001", "strongly"),
        ("+ P-001", "P-001", "Supports P-001."),
        ("+ p-1 strongly", "P-001", "strongly"),
        ("Haddad: + P-001", "P-001", "Supports P-001."),
    ],
)
def test_a_plus_supports_a_proposal(debate: Room, line: str, number: str, words: str) -> None:
    said = read(debate, line)
    assert (number_of(debate, said.supports), said.kind, said.words) == (number, "support", words)


def test_a_minus_opposes_a_proposal_and_is_on_record(debate: Room) -> None:
    debate.do(read(debate, "Haddad: - P-001 too strict").act())
    (held,) = debate.record.each(Support)
    assert (held.stance, held.person) == ("oppose", debate.person("Haddad"))


def test_support_for_what_has_been_decided_or_is_not_there_is_words_with_a_doubt(debate: Room) -> None:
    proposal = next(debate.record.each(Proposal))
    debate.do(Declare(words="Agreed.", proposals=(proposal.id,)))
    decided, unknown = read(debate, "+ P-001 well done"), read(debate, "+ P-077 well done")
    assert (decided.supports, decided.words) == (None, "P-001 well done")
    assert decided.doubts == ("P-001 has been decided: agreed",)
    assert (unknown.supports, unknown.words) == (None, "P-077 well done")
    assert unknown.doubts == ("no open proposal here",)


def test_a_wording_in_quotes_is_replaced_and_nothing_else_is_touched(debate: Room) -> None:
    said = read(debate, 'Okafor: "should" -> "shall" for clarity')
    assert said.proposes == "States shall cooperate in good faith."
    assert (said.kind, said.words) == ("proposal", "for clarity")
    assert read(debate, "“should” → “shall”").words == "Proposes “shall” instead of “should”."


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ('" in good faith" -> ""', "States should cooperate."),
        ('"in good faith" -> ""', "States should cooperate."),
        ('"States" -> ""', "should cooperate in good faith."),
        ('"should" -> ""', "States cooperate in good faith."),
    ],
)
def test_deleted_words_leave_no_double_space(debate: Room, typed: str, reads: str) -> None:
    assert read(debate, typed).proposes == reads


def test_a_replacement_that_does_not_stand_there_is_words_with_a_doubt(debate: Room) -> None:
    said = read(debate, '"must" -> "shall"')
    assert (said.proposes, said.words) == (None, '"must" -> "shall"')
    assert said.doubts == ("“must” does not stand there",)


def test_a_whole_text_is_proposed_after_the_sign(debate: Room) -> None:
    for line in ("> @10.1 Operators may establish zones:", "@10.1 > Operators may establish zones:"):
        said = read(debate, line)
        assert (said.proposes, said.provision) == ("Operators may establish zones:", debate.place("10.1"))
        assert said.kind == "proposal"


def test_tags_are_taken_off_the_words(debate: Room) -> None:
    said = read(debate, "too wide #scope #später")
    assert (said.words, said.tags) == ("too wide", ("scope", "später"))


pieces = st.sampled_from(
    [
        "Okafor:",
        "Lind:",
        "Nobody:",
        "Oka",
        "SOT:",
        "@1.2",
        "@10.1a",
        "@fn1",
        "@*",
        "@99",
        "?",
        "!",
        "+",
        "-",
        ">",
        "-5",
        "->",
        "→",
        '"should"',
        '"shall"',
        "“in”",
        '""',
        "P-001",
        "P-3",
        "#tag",
        "#",
        "@",
        ":",
        "a",
        "the",
        "should,",
        "(yes)",
        "10:30",
        "…",
        "Řezníčková",
        "+1",
        ";",
        ";",
        "shall",
    ]
)


@given(line=st.lists(pieces, min_size=1, max_size=9).map(" ".join) | st.text(max_size=40))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_typed_is_in_the_comment_or_was_understood(debate: Room, line: str) -> None:
    said = read(debate, line)
    assert vanished(debate.record, line, said) == set()
    try:
        changes = said.act().decide(debate.record, Moment(debate.clock.at, 9999))
    except OutOfOrder as refusal:
        assert "no words" in refusal.message
    else:
        comment = next(c.after for c in changes if isinstance(c.after, Comment))
        assert comment.text.endswith(said.act().text)


def words_of(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"\w+", text)}


def vanished(record: Record, line: str, said: Understood) -> set[str]:
    """The words typed that are neither kept nor the name, place, number, tag or quotation that was understood."""
    kept = words_of(said.words) | words_of(said.proposes or "") | {t.casefold() for t in said.tags}
    plain = understand(record, "")
    if said.speaker != plain.speaker or re.match(r"\W*\w+:", line):
        person = record.find(Person, said.speaker)
        kept |= words_of(person.name) | {"sot", "oka", "lind"} if person else set()
    for proposal in (said.supports, said.opposes):
        if proposal:
            there = record.get(Proposal, proposal)
            sponsor = record.find(Person, there.sponsor)
            kept |= words_of(there.number) | words_of(sponsor.name if sponsor else "") | {"3", "sot", "lind"}
    place = re.search(r"(?:^|\s)@(\S+)", line)
    if place and (said.provision, said.block, said.footnote) != (plain.provision, plain.block, plain.footnote):
        kept |= words_of(place[1])
    elif place and not any("there is no" in doubt for doubt in said.doubts):
        kept |= words_of(place[1])  # the place where the room is anyway
    return words_of(line) - kept
