"""What the practice dossier is made of holds together: people, comments, debate and reports fit the draft."""

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from hisrg_desktop.meeting.hygiene import left_out
from hisrg_desktop.shipped import shipped

SAMPLE = shipped("sample")
NEEDS_A_REASON = {
    "accepted with modification",
    "accepted in principle",
    "partially accepted",
    "not accepted",
    "deferred",
    "referred",
    "out of scope",
}
TAKEN_DOWN = {
    "remark",
    "question",
    "answer",
    "support",
    "oppose",
    "proposal",
    "drafting point",
    "presentation",
    "procedural",
    "point of order",
    "summing-up",
    "statement for the record",
}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def read(name: str) -> Any:
    """The content of one data file of the sample."""
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


@cache
def people() -> dict[str, Any]:
    return {person["key"]: person for person in read("people.json")["people"]}


def organisations() -> dict[str, Any]:
    return {organisation["key"]: organisation for organisation in read("people.json")["organisations"]}


def of_class(kind: str) -> list[Any]:
    return [person for person in people().values() if person["class"] == kind]


def with_function(role: str) -> list[str]:
    return [k for k, p in people().items() if any(function["role"] == role for function in p["functions"])]


def root(organisation: str) -> str:
    """The organisation at the top of the line of parents."""
    parent = organisations()[organisation]["parent"]
    return root(parent) if parent else organisation


def passages() -> dict[str, str]:
    """The text at each locator of the draft as it was circulated."""
    draft = Path(__file__).with_name("draft.json")
    return dict(json.loads(draft.read_text(encoding="utf-8")))


def test_the_draft_that_travels_is_the_one_the_comments_speak_of():
    body = docx.Document(str(SAMPLE / "draft.docx")).element.body
    paragraphs = {folded("".join(t.text or "" for t in p.iter(WORD + "t"))) for p in body.iter(WORD + "p")}
    missing = {loc for loc, text in passages().items() if not loc.startswith("fn") and folded(text) not in paragraphs}
    assert not missing


def test_twenty_six_members_sit_for_as_many_organisations():
    members = of_class("member")
    assert len(members) == len({member["organisation"] for member in members}) == 26
    assert len(with_function("chair")) == len(with_function("vice-chair")) == 1
    assert people()[with_function("chair")[0]]["class"] == "member"


def test_no_two_observers_come_from_one_house():
    observers = of_class("observer")
    assert len(observers) == len({root(observer["organisation"]) for observer in observers}) == 48
    for observer in observers:
        assert observer["application"]["received"] < observer["application"]["decided"] <= observer["since"]


def test_panels_secretariat_and_applicants_are_complete():
    panels = {people()[key]["functions"][0]["panel"] for key in with_function("panel chair")}
    assert panels == {"technical", "socio-economic"}
    office = [len(with_function(role)) for role in ("executive secretary", "secretariat", "rapporteur")]
    assert office == [1, 2, 1]
    outcomes = Counter(p.get("application", {}).get("outcome") for p in people().values())
    assert (outcomes["declined"], outcomes["waiting"]) == (2, 1)
    assert len(of_class("external")) == 3


def test_organisations_are_known_and_their_short_names_differ():
    shorts = [organisation["short"] for organisation in organisations().values()]
    assert len(shorts) == len(set(shorts))
    assert all(re.fullmatch("[A-Z]{2,5}", short) for short in shorts if short)
    # One is on record twice, as it happens: the second time from a letter, without a short name.
    assert shorts.count("") == 1
    assert {person["organisation"] for person in people().values()} <= organisations().keys()
    assert len(people()) == len(read("people.json")["people"])


def test_every_comment_finds_its_place_and_its_words():
    texts = passages()
    for comment in read("comments.json"):
        place, proposal = comment["place"], comment["proposal"]
        assert place in {"*", *texts} or place in {str(number) for number in range(1, 20)}, place
        assert comment["by"] in people() if comment["by"] else comment["from"] and comment["channel"] == "consultation"
        if proposal:
            assert texts[place].count(proposal["before"]) == 1, (place, proposal["before"])
            assert proposal["before"] != proposal["after"]


def test_a_recommendation_has_a_reason_where_one_is_required():
    for comment in read("comments.json"):
        assert bool(comment["reason"]) == (comment["recommended"] in NEEDS_A_REASON), comment["words"]


def test_three_hundred_and_forty_comments_were_received():
    comments = read("comments.json")
    assert len(comments) == len({comment["words"] for comment in comments}) == 340
    assert [comment["received"] for comment in comments] == sorted(comment["received"] for comment in comments)
    by = Counter(people()[c["by"]]["class"] or "panel" if c["by"] else "public" for c in comments)
    assert (by["member"], by["observer"], by["public"], by["panel"] + by["external"]) == (220, 70, 35, 15)
    assert {re.match(r"\d*", c["place"]).group() for c in comments} >= {str(number) for number in range(1, 20)}


class Room:
    """The meeting played through: who is there, who has the floor, and how the text reads by now."""

    def __init__(self) -> None:
        self.text = passages()
        self.there: set[str] = set()
        self.waiting: list[str] = []
        self.invited: set[str] = set()
        self.floor: str | None = None
        self.item = ""
        self.open_items: set[str] = set()
        self.running = False
        self.proposals: dict[str, Any] = {}
        self.changed: Counter[str] = Counter()

    def play(self, step: Any) -> None:
        getattr(self, "on_" + step["do"])(step)

    def on_open_sitting(self, _step: Any) -> None:
        assert not self.running
        self.running, self.there, self.waiting, self.invited = True, set(), [], set()

    def on_close_sitting(self, _step: Any) -> None:
        assert self.floor is None
        self.running = False

    def on_suspend(self, _step: Any) -> None:
        assert self.floor is None
        assert self.running
        self.running = False

    def on_resume(self, _step: Any) -> None:
        assert not self.running
        self.running = True

    def on_arrive(self, step: Any) -> None:
        assert not self.there & set(step["who"])
        assert all(
            people()[who]["class"] in ("member", "observer") or people()[who]["functions"] for who in step["who"]
        )
        self.there |= set(step["who"])

    def on_leave(self, step: Any) -> None:
        assert set(step["who"]) <= self.there
        self.there -= set(step["who"])

    def on_apologies(self, step: Any) -> None:
        assert set(step["who"]) <= people().keys()

    def on_item(self, step: Any) -> None:
        self.item = step["number"]
        items = {item["number"]: item for item in read("debate.json")["agenda"]}
        assert self.item in items
        if items[self.item]["observers_may_speak"]:
            self.open_items.add(self.item)

    def on_place(self, step: Any) -> None:
        assert step["locator"] in self.text

    def on_ask(self, step: Any) -> None:
        assert step["who"] in self.there
        assert step["who"] not in self.waiting
        self.waiting.append(step["who"])

    def on_invite(self, step: Any) -> None:
        assert people()[step["who"]]["class"] == "observer"
        self.invited.add(step["who"])

    def on_open_to_observers(self, step: Any) -> None:
        self.open_items.add(step["item"])

    def on_give(self, step: Any) -> None:
        who = step["who"]
        assert self.running
        assert self.floor is None
        assert who in self.there, who
        if people()[who]["class"] == "observer":
            assert who in self.invited or self.item in self.open_items, who
        self.invited.discard(who)
        self.waiting = [waiting for waiting in self.waiting if waiting != who]
        self.floor = who

    def on_end(self, _step: Any) -> None:
        assert self.floor
        self.floor = None

    def on_say(self, step: Any) -> None:
        assert step["who"] == self.floor
        assert step["kind"] in TAKEN_DOWN
        assert (step["kind"] == "proposal") == bool(step["proposal"])
        for other in (step["supports"], step["opposes"]):
            assert other is None or not self.proposals[other]["decided"]
        if step["proposal"]:
            proposal = {**step["proposal"], "place": step["place"], "by": step["who"], "decided": False}
            assert proposal["ref"] not in self.proposals
            self.proposals[proposal["ref"]] = proposal
            self.stands_once(proposal)

    def on_take_up(self, step: Any) -> None:
        assert people()[step["by"]]["class"] == "member"
        self.proposals[step["proposal"]]["by"] = step["by"]

    def on_decide(self, step: Any) -> None:
        assert all(people()[position["who"]]["class"] == "member" for position in step["positions"])
        assert {position["who"] for position in step["positions"]} <= self.there
        for reference in step["proposals"]:
            proposal = self.proposals[reference]
            assert people()[proposal["by"]]["class"] == "member", reference
            assert proposal["place"] == step["place"]
            self.stands_once(proposal)
            place = proposal["place"]
            self.text[place] = self.text[place].replace(proposal["before"], proposal["after"])
            self.changed[place] += 1
            proposal["decided"] = True

    def on_park(self, step: Any) -> None:
        assert step["place"] in self.text

    def on_action(self, step: Any) -> None:
        assert step["owner"] in people()

    def stands_once(self, proposal: Any) -> None:
        assert self.text[proposal["place"]].count(proposal["before"]) == 1, proposal

    def still_open(self, place: str) -> list[Any]:
        return [p for p in self.proposals.values() if p["place"] == place and not p["decided"]]


@pytest.fixture
def room() -> Room:
    """The room as it stands when the meeting is stopped."""
    played = Room()
    for step in read("debate.json")["steps"]:
        played.play(step)
    return played


def test_the_debate_keeps_to_the_floor_and_to_the_text(room):
    assert len(room.proposals) == 30
    assert sum(room.changed.values()) == 14
    for proposal in room.proposals.values():
        if not proposal["decided"]:
            room.stands_once(proposal)


def test_the_debate_has_the_size_of_a_day_and_a_half():
    steps = read("debate.json")["steps"]
    done = Counter(step["do"] for step in steps)
    assert 145 <= done["say"] <= 155
    assert (done["decide"], done["park"], done["action"]) == (17, 2, 5)
    assert sum(len(step["positions"]) for step in steps if step["do"] == "decide") >= 2
    times = [datetime.fromisoformat(step["at"]) for step in steps]
    assert times == sorted(times)


def test_most_members_are_in_the_room(room):
    members = {who for who in room.there if people()[who]["class"] == "member"}
    observers = {who for who in room.there if people()[who]["class"] == "observer"}
    assert len(members) == 23
    assert 25 <= len(observers) <= 35


def test_the_meeting_stops_on_10_3_with_the_room_undecided(room):
    first, second = room.still_open("10.3")
    spans = sorted((room.text["10.3"].index(p["before"]), len(p["before"])) for p in (first, second))
    assert spans[0][0] + spans[0][1] <= spans[1][0]
    assert first["by"] != second["by"]
    assert room.changed["10.3"] == 1
    assert "[two][three]" in room.text["10.3"]
    assert room.floor
    assert people()[room.floor]["class"] == "member"
    kinds = [people()[who]["class"] for who in room.waiting]
    assert kinds == ["member", "member", None, "observer"]
    assert people()[room.waiting[2]]["functions"][0]["role"] == "panel chair"
    assert room.waiting[3] not in room.invited


def folded(words: str) -> str:
    return " ".join(words.split())


def pages_of(path: Path) -> list[str]:
    """The text of each page; in the Word file a paragraph that asks for a new page begins one."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        texts = [page.get_textpage().get_text_range() for page in document]
        document.close()
        return [folded(text) for text in texts]
    pages = [""]
    for paragraph in docx.Document(str(path)).element.body.iter(WORD + "p"):
        if paragraph.find(f"{WORD}pPr/{WORD}pageBreakBefore") is not None:
            pages.append("")
        pages[-1] += " " + "".join(text.text or "" for text in paragraph.iter(WORD + "t"))
    return [folded(page) for page in pages]


@pytest.mark.parametrize("number", [0, 1])
def test_a_remark_of_a_panel_is_found_on_its_page(number):
    report = read("reports.json")[number]
    pages = pages_of(SAMPLE / report["file"])
    assert 4 <= len(pages) <= 6
    assert 8 <= len(report["items"]) <= 12
    for item in report["items"]:
        assert folded(item["quote"]) in pages[item["page"] - 1], item["number"]
        assert {*item["places"]} <= {*passages(), *(str(block) for block in range(1, 20))}
    proposed = [item["heading"] for item in report["items"] if item["kind"] == "proposed block"]
    assert proposed
    assert all(proposed)


@pytest.mark.parametrize("name", ["people.json", "comments.json", "debate.json", "reports.json"])
def test_the_words_need_no_cleaning(name):
    assert left_out((SAMPLE / name).read_text(encoding="utf-8")) == 0
