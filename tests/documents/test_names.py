"""A document without names has none; names in the words that were taken down stop it and are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hisrg_desktop.documents.names import NamesFound, find_names, readable
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, Row, replaced
from hisrg_desktop.meeting.text.parts import Provision

PEOPLE = (
    Person(id="1", name="Józef Łubieński", given="Józef", family="Łubieński", email="j.lubienski@example.org"),
    Person(id="2", name="Theresa May", given="Theresa", family="May"),
    Person(id="3", name="Inés de la Peñarrubia", sort_name="Peñarrubia, Inés de la", family="de la Peñarrubia"),
    Person(id="4", name="Wirjanti"),
)
ORGANISATIONS = (
    Organisation(id="5", name="World Harbour Office", short="WHO", aliases=("Harbour Office of the World",)),
    Organisation(id="6", name="Regolith Tools Cooperative", short="RTC"),
    Organisation(id="7", name="Board of Tethers", short="BOT"),
)
TEXT = "The Board of Tethers keeps the Almanac; it may tell those who ask."


@pytest.fixture
def record() -> Record:
    rows: dict[type[Row], dict[str, Row]] = {
        Person: {p.id: p for p in PEOPLE},
        Organisation: {o.id: o for o in ORGANISATIONS},
        Provision: {"8": Provision(id="8", block="b", rank=1, text=TEXT)},
    }
    return Record(rows)


def found(record: Record, text: str) -> set[str]:
    return {hit.name for hit in find_names(record, [("here", text)])}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as Mr Lubienski said", "Łubieński"),
        ("as ŁUBIEŃSKI said", "Łubieński"),
        ("as Józef\u00a0Łubieński\nsaid", "Józef Łubieński"),
        ("write to J.Lubienski@example.org", "j.lubienski@example.org"),
        ("for the regolith tools cooperative", "Regolith Tools Cooperative"),
        ("RTC agrees", "RTC"),
        ("the harbour office of the world", "Harbour Office of the World"),
        ("Ms May objects", "May"),
        ("T. May objects", "May"),
        ("theresa may objects", "Theresa May"),
        ("Penarrubia spoke", "Peñarrubia"),
        ("(Wirjanti)", "Wirjanti"),
        ("The WHO has doubts", "WHO"),
    ],
)
def test_a_name_is_found_whatever_its_letters(record, text, name):
    assert name in found(record, text)


@pytest.mark.parametrize(
    "text",
    [
        "Those who ask may wait until 4 May 2020.",
        "The Board of Tethers keeps the Almanac.",
        "Lubienskiana and partcels are other words.",
        "A member asked; an observer answered.",
    ],
)
def test_ordinary_words_and_the_words_of_the_text_are_no_names(record, text):
    assert found(record, text) == set()


@given(
    st.lists(st.sampled_from([p.name for p in PEOPLE] + [o.name for o in ORGANISATIONS[:2]]), min_size=1, max_size=4)
)
def test_every_name_planted_is_found(names):
    rows: dict[type[Row], dict[str, Row]] = {
        Person: {p.id: p for p in PEOPLE},
        Organisation: {o.id: o for o in ORGANISATIONS},
    }
    planted = " and then ".join(f"it was {name.upper()}'s turn" for name in names)
    assert set(names) <= found(Record(rows), planted)


def _planted(practised, words: str) -> Record:
    """The practice record in which every line that names somebody is struck, and one line names whom we say."""
    record = practised.record
    named = {hit.part for hit in find_names(record, ((c.id, c.text) for c in record.each(Comment)))}
    record = record.after([replaced(record.get(Comment, key), struck=True) for key in named])
    one = next(c for c in record.each(Comment) if c.channel == "in session" and c.provision and not c.struck)
    return record.after([replaced(one, text=words)])


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt"])
def test_minutes_without_names_carry_none(practised, suffix):
    record = _planted(practised, "Asks for a shorter text.")
    data = practised.made("minutes", suffix, record=record, names="none")
    assert find_names(record, readable(data, suffix)) == []
    assert find_names(record, readable(practised.made("minutes", suffix, record=record), suffix))


@pytest.mark.parametrize("kind", ["minutes", "redline", "comments"])
def test_a_name_planted_in_free_text_stops_the_export_and_is_shown(practised, kind):
    person = next(p for p in practised.record.each(Person) if p.family)
    assert practised.made(kind, record=_planted(practised, "Asks for a shorter text."), names="none")
    record = _planted(practised, f"Agrees with {person.honorific} {person.family} on this.")
    with pytest.raises(NamesFound, match=f"“{person.family}” in “….*Agrees with") as stopped:
        practised.made(kind, record=record, names="none")
    assert {hit.name for hit in stopped.value.hits} == {person.family}


def test_a_name_set_in_two_looks_is_found(record):
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml",
            "<w:document><w:p><w:r><w:t>Mr Lubi</w:t></w:r><w:r><w:b/><w:t>enski</w:t></w:r></w:p></w:document>",
        )
        package.writestr("docProps/core.xml", "<p><dc:creator>Wirjanti</dc:creator></p>")
    hits = find_names(record, readable(buffer.getvalue(), ".docx"))
    assert {(hit.name, hit.part) for hit in hits} == {
        ("Łubieński", "word/document.xml"),
        ("Wirjanti", "docProps/core.xml"),
    }
