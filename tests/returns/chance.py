"""Tables of edits drawn by lot from a seed, for sets that nobody tuned anything to.

``python -m tests.returns.chance SEED FILES FOLDER`` has LibreOffice write them into a folder, with their ``done.json``;
``python -m tests.returns.score --of FOLDER`` then scores them. The same seed draws the same tables.
"""

import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.returns.make import DRAFT, made_into
from tests.returns.orders import OLDER_WORDS, WITH_A_NEW_BLOCK, WITHOUT_SOME, Returned, Row
from tests.returns.paper import Paragraph, drafted, owners

NAMES = (
    "Abel",
    "Brahe",
    "Cato",
    "Dorn",
    "Elin",
    "Falk",
    "Gero",
    "Hale",
    "Ines",
    "Jory",
    "Kuno",
    "Lena",
    "Mato",
    "Nell",
)
FAMILIES = ("Ahrens", "Bolt", "Crane", "Duval", "Egger", "Fabre", "Grieg", "Holm", "Ibsen", "Jonker", "Keller", "Lund")
WORDS = (
    "in good time",
    "without delay",
    "as far as possible",
    "of any kind",
    "in writing",
    "where this is practicable",
    "at its own cost",
    "after consultation",
    "for the time being",
    "or its successor",
    "within reason",
    "by common accord",
)
SENTENCES = (
    "The same holds where the crew changes before the season has ended.",
    "Nothing here affects what two Harbours have agreed between themselves.",
    "A copy is kept aboard and shown to whoever asks for it.",
    "Where this cannot be done, the reason is noted in the log.",
    "This duty ends when the last lantern has been put out.",
)
BASES: tuple[tuple[Row, ...], ...] = ((), (), (), OLDER_WORDS, WITHOUT_SOME, WITH_A_NEW_BLOCK)


class Lot:
    """Draws the edits of one file; no paragraph is taken twice, unless several people write in it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._number, self._chance = number, chance
        body, _ = drafted(DRAFT.with_suffix(".json"))
        noted = set(owners(DRAFT.with_suffix(".json")).values())
        self._texts = {at.place: _text(at) for at in body if at.place not in ("title", "subtitle")}
        self._order = [at.place for at in body]
        self._heads = [p for p in self._texts if p.isdigit()]
        self._base = chance.choice((*BASES, self._reworded(), self._reworded()))
        touched = {str(place) for row in self._base for place in row[1:2]} | {"3.4", "15.5", "19.4"}
        self._free = [p for p in self._texts if "." in p and p not in touched and p not in noted]
        chance.shuffle(self._free)

    def _reworded(self) -> tuple[Row, ...]:
        """A version in which a dozen provisions read otherwise."""
        places = self._chance.sample([p for p in self._texts if "." in p], 12)
        return tuple(("insert", place, self._words(place), f" {self._chance.choice(WORDS)}") for place in places)

    def returned(self) -> Returned:
        """One file."""
        chance = self._chance
        names = [
            f"{chance.choice(NAMES)} {family}" for family in chance.sample(FAMILIES, chance.choice((1, 1, 1, 2, 3)))
        ]
        days = {name: f"2026-0{chance.randint(1, 9)}-{chance.randint(10, 28)}" for name in names}
        verbs = (self._replace, self._replace, self._insert, self._delete, self._add, self._strike, self._move)
        verbs += (self._split, self._join, self._comment, self._comment, self._rework, self._cross, self._first)
        verbs += (self._far, self._rename, self._note, self._point)
        verbs += (partial(self._quarrel, names),) * 3 if len(names) > 1 else ()
        edits: list[Row] = []
        for _ in range(chance.randint(4, 14)):
            if len(names) > 1:
                edits.append(("be", chance.choice(names)))
            edits += chance.choice(verbs)()
        off = "off" if len(names) == 1 and chance.random() < 0.15 else "on"
        if off == "off":
            edits = [row for row in edits if row[0] not in ("join", "cross")]
        file = f"{self._number:03} {names[0].split()[-1].lower()}.docx"
        return Returned(file, days, tuple(edits), self._base, off)

    def _take(self, fits: Callable[[str], bool] = lambda _: True) -> str:
        place = next(p for p in self._free if fits(p))
        self._free.remove(place)
        return place

    def _words(self, place: str, most: int = 4) -> str:
        """A few words that stand in a paragraph once only."""
        words = self._texts[place].split()
        for _ in range(200):
            long = self._chance.randint(1, min(most, len(words) - 1))
            at = self._chance.randrange(len(words) - long)
            found = " ".join(words[at : at + long])
            if self._texts[place].count(found) == 1 and not set("“”[]") & set(found) and len(found) > 3:
                return found
        return self._texts[place][:12]

    def _replace(self) -> list[Row]:
        place = self._take()
        old = self._words(place)
        return [("replace", place, old, self._chance.choice(WORDS) + (old[-1] if old[-1] in ",;." else ""))]

    def _insert(self) -> list[Row]:
        place = self._take()
        return [("insert", place, self._words(place), f" {self._chance.choice(WORDS)}")]

    def _delete(self) -> list[Row]:
        place = self._take(lambda p: len(self._texts[p]) > 60)
        return [("delete", place, f"{self._words(place)} ".rstrip())]

    def _add(self) -> list[Row]:
        place = self._take(lambda p: not self._texts[p].endswith(":"))
        return [("add", place, self._chance.choice(SENTENCES))]

    def _strike(self) -> list[Row]:
        return [("strike", self._take(lambda p: not self._texts[p].endswith(":")))]

    def _move(self) -> list[Row]:
        """To another place of the same level and block."""
        place = self._take(lambda p: bool(self._beside(p)))
        before = self._chance.choice(self._beside(place))
        self._free.remove(before)
        return [("move", place, before)]

    def _beside(self, place: str) -> list[str]:
        def fits(p: str) -> bool:
            return (
                p != place and _above(p) == _above(place) and abs(self._order.index(p) - self._order.index(place)) > 1
            )

        followed = self._texts[place].endswith(":")
        return [] if followed else [p for p in self._free if fits(p) and not self._texts[p].endswith(":")]

    def _split(self) -> list[Row]:
        place = self._take(lambda p: len(self._texts[p].split()) > 16 and not self._texts[p].endswith(":"))
        words = self._texts[place].split()
        at = len(words) // 2
        long = next(n for n in range(1, at) if self._texts[place].count(" ".join(words[at - n : at])) == 1)
        return [("split", place, " ".join(words[at - long : at]))]

    def _join(self) -> list[Row]:
        def fits(p: str) -> bool:
            below = self._order[min(self._order.index(p) + 1, len(self._order) - 1)]
            return below in self._free and _above(below) == _above(p) and not self._texts[p].endswith(":")

        place = self._take(fits)
        self._free.remove(self._order[self._order.index(place) + 1])
        return [("join", place)]

    def _comment(self) -> list[Row]:
        place = self._take()
        return [("comment", place, self._words(place, 6), f"{self._chance.choice(SENTENCES)} ({place})")]

    def _cross(self) -> list[Row]:
        """Words struck out from one paragraph into the next."""
        ((_, place),) = self._join()
        below = self._order[self._order.index(place) + 1]
        short = min(len(self._texts[place].split()), len(self._texts[below].split())) < 8
        return [] if short else [("cross", place, self._tail(place), self._head(below))]

    def _tail(self, place: str) -> str:
        return " " + self._texts[place].rsplit(" ", 3)[1] + " " + " ".join(self._texts[place].rsplit(" ", 2)[1:])

    def _head(self, place: str) -> str:
        return " ".join(self._texts[place].split(" ")[:3]) + " "

    def _first(self) -> list[Row]:
        """A new provision before the first of a block."""
        block = self._chance.choice([p for p in self._heads if self._texts.get(f"{p}.1")])
        self._heads.remove(block)
        return [("add", block, self._chance.choice(SENTENCES), f"{block}.1")]

    def _far(self) -> list[Row]:
        """A provision moved into another block."""
        fits = [p for p in self._free if p.count(".") == 1 and p[-1].isdigit() and not self._texts[p].endswith(":")]
        fits = [p for p in fits if not self._texts.get(f"{p}a")]
        if len(fits) < 2:
            return []
        place, before = self._chance.sample(fits, 2)
        self._free.remove(place)
        self._free.remove(before)
        near = abs(self._order.index(place) - self._order.index(before)) < 2
        return [] if near else [("move", place, before)]

    def _rename(self) -> list[Row]:
        """Another word in a heading."""
        block = self._chance.choice(self._heads)
        self._heads.remove(block)
        return [
            (
                "replace",
                block,
                self._texts[block].split()[0],
                self._chance.choice(("Rules on", "Matters of", "Duties and")),
            )
        ]

    def _note(self) -> list[Row]:
        place = self._take()
        return [("note", place, self._words(place), f"{self._chance.choice(SENTENCES)} ({place})")]

    def _point(self) -> list[Row]:
        """A comment on a whole paragraph, or at a place without words."""
        place = self._take()
        return [("comment", place, self._chance.choice(("", "here")), f"{self._chance.choice(SENTENCES)} ({place}!)")]

    def _quarrel(self, names: list[str]) -> list[Row]:
        """Two people in one paragraph: one changes words, the other changes them again, takes them out, or strikes all."""
        place = self._take(lambda p: len(self._texts[p].split()) > 12)
        one, other = self._chance.sample(names, 2)
        old, new = self._words(place), self._chance.choice(WORDS)
        rows: list[Row] = [("be", one), ("replace", place, old, new), ("be", other)]
        last = new.split()[-1]
        how = self._chance.choice(("again", "out", "beside", "all", "part"))
        if how == "again":
            rows.append(("replace", place, new, "as it sees fit"))
        elif how == "out":
            rows.append(("delete", place, new))
        elif how == "part" and " " in new:
            rows.append(("delete", place, f" {last}"))
        elif how == "all":
            rows.append(("strike", place))
        else:
            rows.append(("insert", place, new, " and no later"))
        return rows

    def _rework(self) -> list[Row]:
        """Several changes in one paragraph."""
        place = self._take(lambda p: len(self._texts[p].split()) > 20)
        text = self._texts[place]
        first, rest = text[: len(text) // 2].rsplit(" ", 1)[0], text[len(text) // 2 :].split(" ", 1)[-1]
        rows: list[Row] = []
        for part in (first, rest):
            words = [w for w in part.split() if text.count(w) == 1 and len(w) > 4 and not set("“”[]") & set(w)]
            if words:
                old = self._chance.choice(words)
                rows.append(("replace", place, old, self._chance.choice(WORDS)))
        return rows


def _above(place: str) -> str:
    """What a place stands in: the block of a provision, the provision of an item."""
    return place.rsplit(".", 1)[0] if place[-1].isdigit() or place[-2:] in (".i", "ii") else place[:-1]


def _text(at: Paragraph) -> str:
    return "".join(letter.sign for letter in at.letters)


def drawn(seed: int, files: int) -> list[Returned]:
    """So many tables of edits."""
    chance = random.Random(seed)
    return [Lot(number, chance).returned() for number in range(1, files + 1)]


if __name__ == "__main__":
    made_into(Path(sys.argv[3]), drawn(int(sys.argv[1]), int(sys.argv[2])))
