"""Three days of meeting as a script, made of a few templates; what must be on record at the end is told beside it.

Nothing here asks the program what it would do. The texts of the draft go in; sittings, turns of speech, words, wordings,
decisions and seconds come out, and the same seed gives the same meeting.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from hisrg_desktop.bench.script import Said, Turn

TURNS, PROPOSALS, DECISIONS = 380, 150, 80
MATTERS = 79
AT_ORDER, AT_OBJECTION, AT_CUT = 41, 46, 78
"""The matters in which a point of order is raised, an objection is met by a footnote, a block is cut in two."""
CUT_BEFORE, CUT = "17.4", "Means and membership"
FOOTNOTE = "Yards with fewer than four berths may do so within a season."
STARTS = (
    ("Monday morning", datetime(2020, 9, 14, 7, 30, tzinfo=UTC)),
    ("Monday afternoon", datetime(2020, 9, 14, 12, 0, tzinfo=UTC)),
    ("Tuesday morning", datetime(2020, 9, 15, 7, 30, tzinfo=UTC)),
    ("Tuesday afternoon", datetime(2020, 9, 15, 12, 0, tzinfo=UTC)),
    ("Wednesday morning", datetime(2020, 9, 16, 7, 30, tzinfo=UTC)),
)
"""The sittings that are held. One more is planned for Wednesday afternoon: the meeting ends early."""

OPENERS = (
    "Reads {place} as a duty of whoever directs the work, and asks that the minutes say so.",
    "Has worked under the old wording of {place} for two seasons and found it wanting in one word.",
    "Would leave {place} as it is but for one word, which three letters from the ports have asked about.",
    "Comes back to what was said in the written comments on {place}: the rule is right and the word is loose.",
    "Does not wish to open the whole of {place}; one addition would settle the matter for the small yards.",
)
REASONS = (
    "so that a crew far from port knows what is asked of it",
    "because the letters that came in read it in two ways",
    "as the yards have done for years without being told",
    "which costs nothing and ends a quarrel of long standing",
    "since nobody in the room could say what the bare word meant",
)
SECONDERS = (
    "can live with every word of it",
    "had the same in mind and was only waiting to be asked",
    "sees no harm in it and some use",
    "speaks for two ports that wrote in the same sense",
)
DOUBTS = (
    "Asks who would notice if the addition were not there.",
    "Fears that a word more in one place makes a word too few in all the others.",
    "Would rather see this in the standards than in the text.",
    "Wonders whether the translators will find three words for it.",
)
COUNTERS = (
    "if something is to be added at all, it should be this",
    "says less and means it",
    "would be the shorter way to the same place",
)
OTHERS = (
    "Has listened to both and would go with the mover.",
    "Recalls that the last meeting spent an hour here and left it open.",
    "Asks the chair whether this touches the schedule of kept places; it does not.",
    "Thinks that the room is closer than it sounds.",
)
OUTSIDE = (
    "Thanks the chair. Those who work there would welcome any word that can be measured.",
    "Has seen the same sentence fail in another code, for want of a day on which it begins.",
    "Offers the tables of the last five seasons to whoever holds the pen.",
)
ADDITIONS = ("in writing", "without delay", "in good time", "where practicable", "at its own cost", "in plain words")
SHORTER = ("as a rule", "in turn", "on request", "each season", "once a year")
_WORD = re.compile(r"\b[a-z]{6,}\b")


@dataclass
class Told:
    """What must be on record at the end, by the names that scripts use."""

    turns: list[Turn] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    proposals: dict[str, str] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    dispositions: Counter[str] = field(default_factory=Counter)
    spoken: dict[str, Counter[str]] = field(default_factory=dict)
    present: dict[str, set[str]] = field(default_factory=dict)
    reservations: list[str] = field(default_factory=list)
    footnote: tuple[str, str] = ("", "")
    undone: int = 0
    invited_afterwards: int = 0


class ThreeDays:
    """The script: its lines, and what they tell."""

    def __init__(self, texts: dict[str, str], people: list[dict[str, Any]], seed: int = 19) -> None:
        self.lines: list[str] = []
        self.told = Told(texts=dict(texts))
        self._chance = random.Random(seed)
        self._names = {one["key"]: one["name"] for one in people}
        self._letters = {one["key"]: _letter(one) for one in people}
        self._here: dict[str, list[str]] = {}
        self._floor = ""
        self._sitting = ""
        self._numbered = 0
        self._places = [place for place in texts if place[0].isdigit() and _words(texts[place])]
        self._write()

    # --- days and sittings -----------------------------------------------------------------------------------------

    def _write(self) -> None:
        matters = self._matters()
        for number, (title, at) in enumerate(STARTS):
            self._open(title, at)
            self._line(f"item {5 + number}")
            for turn, matter in enumerate(islice(matters, 16)):
                if turn == 8:
                    self._coffee()
                self._matter(*matter)
            self._leave_early()
            self._line("close")
            self._floor = ""
            self._sitting = ""

    def _matters(self) -> Iterator[tuple[int, str, int]]:
        """The number of each matter, its place, and how many turns it takes: four or five, 380 in all."""
        step = len(self._places) / MATTERS
        for number in range(MATTERS):
            yield number, self._places[int(number * step)], 4 if number % 8 == 0 or number % 16 == 4 else 5

    def _open(self, title: str, at: datetime) -> None:
        self._sitting = title
        self._line(f"until {at.isoformat()}")
        self._line("open")
        members = [key for key, letter in self._letters.items() if letter in ("C", "M") and key != "solvang"]
        observers = [key for key, letter in self._letters.items() if letter == "O"]
        absent = set(self._chance.sample(members, 3))
        self._here = {
            "M": [key for key in members if key not in absent],
            "O": self._chance.sample(observers, 24),
            "P": [key for key, letter in self._letters.items() if letter == "P"],
        }
        first = ["solvang", *self._here["M"], *self._here["O"], *self._here["P"]]
        self.told.spoken[title] = Counter()
        self.told.present[title] = set(first)
        self._line("roll " + ", ".join(self._names[key] for key in first))
        late = self._chance.choice(sorted(absent))
        self._wait(600)
        self._line(f"roll {self._names[late]}")
        self._here["M"].append(late)
        self.told.present[title].add(late)

    def _coffee(self) -> None:
        self._line("end")
        self._line("suspend")
        self._floor = ""
        self._wait(1200)
        self._line("suspend")

    def _leave_early(self) -> None:
        early = self._chance.choice(self._here["M"])
        if early != self._floor:
            self._line(f"leave {self._names[early]}")
            self._here["M"].remove(early)

    # --- a matter --------------------------------------------------------------------------------------------------

    def _matter(self, number: int, place: str, turns: int) -> None:
        """One provision: moved, seconded, doubted, decided."""
        self._line(f"place {place}")
        mover, seconder, doubter, other, fifth = self._chance.sample(self._here["M"], 5)
        words = _words(self.told.texts[place])
        wanted, instead = words[0], words[-1]
        added = f"{wanted} {self._one_of(ADDITIONS)}"
        self._turn(mover)
        self._say(place, self._one_of(OPENERS).format(place=place))
        tabled = self._propose(place, wanted, added, self._one_of(REASONS))
        self._turn(seconder)
        self._say(place, self._one_of(SECONDERS), "support", f"+ {{{tabled}}} ")
        self._turn(doubter)
        self._say(place, self._one_of(DOUBTS))
        against = ""
        if number % 8 != 7:
            shorter = f"{instead} {self._one_of(SHORTER)}"
            against = self._propose(place, instead, shorter, self._one_of(COUNTERS))
        if number % 3 == 1:
            self._outside(number, place)
        else:
            self._turn(other)
            self._say(place, self._one_of(OTHERS))
        if number == AT_ORDER:
            self._order(place, fifth)
        elif turns == 5:
            self._turn(fifth)
            self._say(place, self._one_of(OTHERS), *(("question", "? ") if number % 2 else ()))
        if number % 20 == 11:
            self._slip(place)
        if number % 16 == 5:
            self._uninvited(place)
        self._sum_up(place)
        if against:
            state = "withdrawn" if number % 2 else "not agreed"
            self._line(f"settle {against} {state}")
            self.told.proposals[against] = state
        self._decide(number, place, tabled, doubter)
        if number == AT_CUT:
            self._cut()
        self.told.texts[place] = self.told.texts[place].replace(wanted, added, 1)

    def _turn(self, who: str) -> None:
        """Give somebody the floor for as long as the script says."""
        if who == self._floor:
            self._line("end")
        letter = self._letters[who]
        self._line(f"queue {self._names[who]}")
        if letter == "O":
            self._line("invite")
        self._take_floor(who)
        self._wait(self._chance.randint(40, 180))

    def _take_floor(self, who: str) -> None:
        letter = self._letters[who]
        self._line(f"next {who} {letter}")
        self._floor = who
        self.told.turns.append(Turn(who, letter, letter == "O"))

    def _say(self, place: str, words: str, kind: str = "remark", sign: str = "") -> None:
        self._line(f"say {sign}{words}")
        self.told.said.append(Said(self._floor, place, kind, words))
        self._wait(self._chance.randint(5, 30))

    def _interject(self, who: str, place: str, words: str, kind: str = "remark", sign: str = "") -> None:
        self._line(f"say {self._names[who]}: {sign}{words}")
        self.told.said.append(Said(who, place, kind, words, interjection=True))
        letter = self._letters[who]
        self.told.turns.append(Turn(who, letter, letter == "O", interjection=True))

    def _propose(self, place: str, before: str, after: str, why: str) -> str:
        self._numbered += 1
        name = f"P{self._numbered}"
        self.told.proposals[name] = "tabled"
        self._say(place, why, "proposal", f'"{before}" -> "{after}" ')
        return name

    def _outside(self, number: int, place: str) -> None:
        """Somebody who is no member: an observer on the chair's invitation, or the chair of a panel."""
        self._turn(self._here["P"][number % 2] if number % 9 == 4 else self._chance.choice(self._here["O"]))
        self._say(place, self._one_of(OUTSIDE))

    def _slip(self, place: str) -> None:
        """Words taken down of another matter, taken back and taken down anew."""
        self._line("say This belongs to another matter altogether.")
        self._line("undo")
        self._say(place, "Has nothing to add on this matter.")
        self.told.undone += 1

    def _order(self, place: str, who: str) -> None:
        """A point of order interrupts who speaks; after the ruling the floor goes back."""
        spoke, self._floor = self._floor, who
        self._line(f"order {self._names[who]} about the time")
        self.told.turns.append(Turn(who, self._letters[who]))
        self._say(place, "Asks that the matter be put to the room before the lamps are lit.")
        self._line("ruling upheld")
        self._floor = spoke
        letter = self._letters[spoke]
        self.told.turns.append(Turn(spoke, letter, letter == "O", resumed=True))
        self._wait(15)

    def _uninvited(self, place: str) -> None:
        """An observer speaks up; the words are saved, and the chair's invitation is recorded afterwards by one key."""
        who = next(key for key in self._here["O"] if key != self._floor)
        self._interject(who, place, "Cannot stay silent on this; the tables say otherwise.")
        self._line("remedy")
        self.told.invited_afterwards += 1

    def _sum_up(self, place: str) -> None:
        words = f"The room is with the mover on {place}, and the minutes will carry the doubt."
        self._interject("solvang", place, words, "summing-up", "! ")

    def _decide(self, number: int, place: str, name: str, doubter: str) -> None:
        words = f"Matter {number + 1}. The Group agrees to add to {place} what was moved."
        # What still has a bracket in it is not agreed.
        settles = " settles" if number % 5 == 2 and "[" not in self.told.texts[place] else ""
        self._line(f"decide {name}{settles} : {words}")
        if number % 10 == 3:
            self._line(f"  positions {doubter} reservation would have said less")
            self.told.reservations.append(doubter)
        if number == AT_OBJECTION:
            self._line(f"  positions {doubter} objection the small yards cannot")
            self._line(f"  footnote {FOOTNOTE}")
            self.told.footnote = (place, doubter)
        self._declared(name, words)
        # The mover's comment and the seconder's.
        self.told.dispositions["accepted"] += 2
        if settles:
            self.told.agreed.add(place)

    def _declared(self, name: str, words: str) -> None:
        self.told.decisions.append(words)
        self.told.proposals[name] = "agreed"
        self._wait(30)

    def _cut(self) -> None:
        """A block is cut in two before one of its provisions."""
        self._line(f"place {CUT_BEFORE}")
        self._line(f"cut {CUT}")
        block = CUT_BEFORE.partition(".")[0]
        words = f"Cut block {block} in two before {CUT_BEFORE}: “{CUT}”."
        self.told.said.append(Said(self._floor, CUT_BEFORE, "proposal", words))
        self._numbered += 1
        words = "The Group agrees to cut the block in two."
        self._line(f"decide P{self._numbered} : {words}")
        self._declared(f"P{self._numbered}", words)
        self.told.dispositions["accepted"] += 1

    # --- lines -----------------------------------------------------------------------------------------------------

    def _line(self, line: str) -> None:
        self.lines.append(line)

    def _wait(self, seconds: int) -> None:
        self._line(f"wait {seconds}")
        if self._floor:
            self.told.spoken[self._sitting][self._letters[self._floor]] += seconds

    def _one_of(self, several: tuple[str, ...]) -> str:
        return self._chance.choice(several)


def _letter(one: dict[str, Any]) -> str:
    """The letter by which the room knows somebody, from the list of people as it is told."""
    roles = [function["role"] for function in one.get("functions", [])]
    if "chair" in roles:
        return "C"
    if one["class"] == "member":
        return "M"
    if "panel chair" in roles:
        return "P"
    return "S" if roles else "O" if one["class"] == "observer" else ""


def _words(text: str) -> list[str]:
    """Words of a provision that stand there once and can be pointed at; fewer than two are of no use."""
    found = Counter(_WORD.findall(text))
    once = [word for word, count in found.items() if count == 1 and text.count(word) == 1]
    return once if len(once) > 1 else []
