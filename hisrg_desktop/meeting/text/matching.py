"""Which parts of a draft that came back are which parts of the text: by their words; numbers are only a help."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple, TypeVar

from sqlmodel import SQLModel

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.align import align
from hisrg_desktop.meeting.text.amendments import Amendment, came_to_be
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart, latest_draft
from hisrg_desktop.meeting.text.numbers import full_number
from hisrg_desktop.meeting.text.parts import Provision, blocks, provisions_of
from hisrg_desktop.meeting.text.reading import DraftReading, PartRead
from hisrg_desktop.meeting.text.words import Words, plain_words

K = TypeVar("K", int, str)
How = Literal["same", "changed", "split off", "new"]

_SURE = 0.5
"""Words shared, weighted by how rare they are, from which on two paragraphs are one that was reworded."""

_PERHAPS = 0.3
"""Below this two paragraphs share no more words than any two of one text."""

_HARDLY = 0.1
"""Below this nothing but the number could say that two paragraphs are one, and that is too little."""

_CLOSE = 0.08
"""Where a second paragraph comes as near as this, which one it is cannot be told."""

_INSIDE = 0.6
"""The share of a paragraph's words that another has and lost (or won), from which on it was split off (or merged)."""

_SURELY_INSIDE = 0.8
_NEAREST = 3
_COMMON = 40
"""A word that more paragraphs than this have finds none of them."""


class Settled(SQLModel):
    """What a person said a part is, where the program could not tell.

    `part` is its index in the reading, `old` the identity of a block or provision. With both: it is that one (to `keep` is
    to leave the text its words), or with `how` it was split off from it, or that one was merged into it. With `part` alone
    it is really new, with `old` alone really deleted.
    """

    part: int | None = None
    old: str | None = None
    how: Literal["is", "keep", "split off", "merged"] = "is"


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of the reading is: the part of the text it is or was split off from, and whether that is certain."""

    part: int
    old: str | None
    how: How
    sure: bool = True
    why: str = ""
    score: float = 1.0
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A part of the text that the reading has not: deleted, or merged into one of its parts."""

    old: str
    into: int | None = None
    sure: bool = True
    why: str = ""
    nearest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Every part of the reading and every part of the text, each once."""

    found: tuple[Found, ...]
    gone: tuple[Gone, ...]
    order: tuple[str, ...] = ()
    """The parts of the text as they stand."""

    @property
    def doubtful(self) -> int:
        """How many a person has still to settle."""
        return sum(not one.sure for one in self.found) + sum(not one.sure for one in self.gone)


class _Old(NamedTuple):
    """A part of the text: its identity, its words, its number with those above, and what it stands in."""

    key: str
    heading: bool
    text: str
    number: str
    above: str


class _New(NamedTuple):
    """A part of the reading: its index, its words, its number with those above, and the index of what it stands in."""

    part: int
    heading: bool
    text: str
    number: str
    above: int


def match(record: Record, reading: DraftReading, settled: Sequence[Settled] = ()) -> Matching:
    """The reading against the text as it stands; what a person settled first, the rest by its words."""
    return _Work(record, reading, settled).done()


def is_part(part: PartRead) -> bool:
    """Whether it is a block or a provision; the title is the text's own."""
    return part.kind not in ("title", "subtitle")


def numbers_in(reading: DraftReading) -> dict[int, str]:
    """The number of each part of a reading with those above it, as one says it; empty where it has none."""
    found: dict[int, str] = {}
    above: list[tuple[int, str]] = []
    for index, part in enumerate(reading.parts):
        if not is_part(part):
            continue
        while above and above[-1][0] >= part.depth:
            above.pop()
        own = part.label.rstrip(".) ") if part.kind == "block" else part.label
        found[index] = f"{above[-1][1]} {own}".strip() if part.depth > 1 and above and not own[:1].isdigit() else own
        above.append((part.depth, found[index]))
    return found


def _olds(record: Record) -> Iterator[_Old]:
    for block in record.derive(blocks):
        if block.deleted:
            continue
        if not block.front:
            yield _Old(block.id, True, block.heading, _bare(block.number), "")
        for p in provisions_of(record, block.id):
            if p.state != "deleted":
                yield _Old(p.id, False, p.text, _bare(full_number(record, p.id)), p.parent or block.id)


def _news(reading: DraftReading) -> Iterator[_New]:
    above: list[tuple[int, int, str]] = []
    for index, part in enumerate(reading.parts):
        if not is_part(part):
            continue
        while above and above[-1][0] >= part.depth:
            above.pop()
        number = _bare(part.label)
        if part.depth > 1 and above and not number[:1].isdigit():
            number = above[-1][2] + number
        yield _New(index, part.kind == "block", part.text, number, above[-1][1] if above else -1)
        above.append((part.depth, index, number))


def _bare(number: str) -> str:
    return re.sub(r"[\s().]+$|[\s()]+", "", number).casefold()


class _Work:
    """Finds for each part what it is: the same words first, then nearly the same, then parts of others, then numbers."""

    def __init__(self, record: Record, reading: DraftReading, settled: Sequence[Settled]) -> None:
        self._record, self._settled = record, settled
        self._olds, self._news = list(_olds(record)), list(_news(reading))
        self._old = {one.key: one for one in self._olds}
        self._new = {one.part: one for one in self._news}
        self._place = {one.key: place for place, one in enumerate(self._olds)}
        self._at = {one.part: place for place, one in enumerate(self._news)}
        self._words = Words([*(o.text for o in self._olds), *(n.text for n in self._news)])
        self._is: dict[int, str] = {}
        self._became: dict[str, int] = {}
        self._off: dict[int, str] = {}
        self._into: dict[str, int] = {}
        self._doubts: dict[int | str, str] = {}
        self._really_new: set[int] = set()
        self._really_gone: set[str] = set()
        self._by_hand: set[int | str] = set()

    def done(self) -> Matching:
        """The matching, every part in it once."""
        self._as_settled()
        for heading in (True, False):
            self._same_words(heading)
        self._alike(heading=False)
        self._split_and_merged()
        self._alike(heading=True)
        self._by_what_is_inside()
        self._by_number()
        self._taken_back()
        return Matching(tuple(map(self._found, self._news)), tuple(self._gone_ones()), tuple(self._place))

    # --- settled by hand ---------------------------------------------------------------------------------------------

    def _as_settled(self) -> None:
        for one in self._settled:
            old = one.old if one.old in self._old else None
            part = one.part if one.part in self._new else None
            if part is not None and old is not None:
                self._settle(part, old, one.how)
            elif part is not None and one.old is None:
                self._really_new.add(part)
                self._by_hand.add(part)
            elif old is not None and one.part is None:
                self._really_gone.add(old)
                self._by_hand.add(old)

    def _settle(self, part: int, old: str, how: str) -> None:
        if how == "split off":
            self._off[part] = old
            self._by_hand.add(part)
        elif how == "merged":
            self._into[old] = part
            self._by_hand.add(old)
        else:
            self._pair(part, old)
            self._by_hand |= {part, old}

    def _pair(self, part: int, old: str) -> None:
        self._is[part] = old
        self._became[old] = part

    def _left(self, heading: bool) -> tuple[list[_Old], list[_New]]:
        """What is matched with nothing yet, headings or provisions."""
        olds = [
            o
            for o in self._olds
            if o.heading == heading and o.key not in self._became.keys() | self._into.keys() | self._really_gone
        ]
        news = [
            n
            for n in self._news
            if n.heading == heading and n.part not in self._is.keys() | self._off.keys() | self._really_new
        ]
        return olds, news

    # --- the same words ----------------------------------------------------------------------------------------------

    def _same_words(self, heading: bool) -> None:
        """Those that read the same, in order as far as they stand in order; then those that have moved."""
        olds, news = self._left(heading)
        ones, others = [plain_words(o.text) for o in olds], [plain_words(n.text) for n in news]
        for i, j in align(ones, others):
            if ones[i]:
                self._pair(news[j].part, olds[i].key)
        olds, news = self._left(heading)
        there: dict[str, list[_Old]] = defaultdict(list)
        for old in olds:
            there[plain_words(old.text)].append(old)
        for new in news:
            among = there.get(plain_words(new.text), [])
            if among and new.text.strip():
                best = max(among, key=lambda old: (self._help(old, new), -self._place[old.key]))
                among.remove(best)
                self._pair(new.part, best.key)

    # --- nearly the same words ---------------------------------------------------------------------------------------

    def _alike(self, heading: bool) -> None:
        """Those that share most words, the surest first; where a second comes as near, with doubt."""
        olds, news = self._left(heading)
        scored = sorted(self._scored(olds, news), reverse=True)
        by_new: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for score, _, part, key in scored:
            by_new[part].append((score, key))
        for score, words, part, key in scored:
            if part in self._is or key in self._became or words < _PERHAPS:
                continue
            rivals = [s for s, k in by_new[part] if k != key and k not in self._became]
            self._pair(part, key)
            if words < _SURE and not (self._help(self._old[key], self._new[part]) >= 0.1 and words >= 0.4):
                self._doubts[part] = "few of the words are the same"
            elif rivals and score - max(rivals) < _CLOSE:
                self._doubts[part] = "another paragraph is as near"

    def _scored(self, olds: Sequence[_Old], news: Sequence[_New]) -> Iterator[tuple[float, float, int, str]]:
        """Every two that share a word that is not in all of them: how near they are, the words alone, and which."""
        having: dict[str, list[_Old]] = defaultdict(list)
        for old in olds:
            for word in self._words.bag(old.text):
                having[word].append(old)
        for new in news:
            near = {
                old.key: old
                for word in self._words.bag(new.text)
                if len(having[word]) <= _COMMON
                for old in having[word]
            }
            for old in near.values():
                words = self._words.alike(old.text, new.text)
                if words >= _PERHAPS / 2:
                    yield words + self._help(old, new), words, new.part, old.key

    def _help(self, old: _Old, new: _New) -> float:
        """What number and surroundings add: little, for both change."""
        neighbours = self._neighbours(old, new)
        under = self._is.get(new.above) == old.above and new.above >= 0
        return 0.05 * (old.number == new.number != "") + 0.05 * under + 0.05 * neighbours

    def _neighbours(self, old: _Old, new: _New) -> int:
        """How many of the two neighbours are the same."""
        place, at = self._place[old.key], self._at[new.part]
        count = 0
        for step in (-1, 1):
            if 0 <= place + step < len(self._olds) and 0 <= at + step < len(self._news):
                count += self._is.get(self._news[at + step].part) == self._olds[place + step].key
        return count

    # --- split and merged --------------------------------------------------------------------------------------------

    def _split_and_merged(self) -> None:
        """Paragraphs whose words another lost were split off; those whose words another won were merged into it."""
        olds, news = self._left(heading=False)
        lost = {key: self._lost(key) for key in self._became if not self._old[key].heading}
        for new in sorted(news, key=lambda n: self._at[n.part]):
            key, share = self._where(new.text, lost)
            if key and self._is_inside(new.text, share, self._at[new.part] - self._at[self._became[key]]):
                self._off[new.part] = key
                lost[key] = lost[key] - self._words.bag(new.text)
                if share < _SURELY_INSIDE:
                    self._doubts[new.part] = "only some of its words were there"
        won = {part: self._won(part) for part in self._is if not self._new[part].heading}
        for old in olds:
            part, share = self._where(old.text, won)
            if part is not None and self._is_inside(
                old.text, share, self._place[old.key] - self._place[self._is[part]]
            ):
                self._into[old.key] = part
                won[part] = won[part] - self._words.bag(old.text)
                if share < _SURELY_INSIDE:
                    self._doubts[old.key] = "only some of its words are there"
        self._first_keeps()

    def _lost(self, key: str) -> Counter[str]:
        """The words that a part had and has no more."""
        return self._words.bag(self._old[key].text) - self._words.bag(self._new[self._became[key]].text)

    def _won(self, part: int) -> Counter[str]:
        """The words that a part has and had not."""
        return self._words.bag(self._new[part].text) - self._words.bag(self._old[self._is[part]].text)

    def _where(self, text: str, among: dict[K, Counter[str]]) -> tuple[K | None, float]:
        """Among whose words most of a text's are, and how many of them."""
        best: tuple[K | None, float] = (None, 0.0)
        for key, bag in among.items():
            share = self._words.inside(text, bag) if bag else 0.0
            if share > best[1]:
                best = (key, share)
        return best

    def _is_inside(self, text: str, share: float, far: int) -> bool:
        return share >= _INSIDE and (abs(far) <= _NEAREST or not self._words.is_short(text))

    def _first_keeps(self) -> None:
        """What begins with the first words keeps the identity, as where the room splits or merges."""
        for part, key in list(self._off.items()):
            kept = self._became.get(key)
            if kept is None or {part, kept} & self._by_hand:
                continue
            whole = self._old[key].text
            if self._stands(whole, self._new[part].text) < self._stands(whole, self._new[kept].text):
                del self._off[part]
                self._pair(part, key)
                del self._is[kept]
                self._off[kept] = key
                self._swap_doubts(part, kept)
            self._clear_if_whole(key)
        for key, part in list(self._into.items()):
            kept_old = self._is.get(part)
            if kept_old is None or {key, kept_old} & self._by_hand:
                continue
            whole = self._new[part].text
            if self._stands(whole, self._old[key].text) < self._stands(whole, self._old[kept_old].text):
                del self._into[key]
                self._pair(part, key)
                del self._became[kept_old]
                self._into[kept_old] = part
                self._swap_doubts(key, kept_old)
            self._doubts.pop(part, None)

    def _swap_doubts(self, one: int | str, other: int | str) -> None:
        mine, theirs = self._doubts.pop(one, ""), self._doubts.pop(other, "")
        self._doubts |= {key: why for key, why in ((one, theirs), (other, mine)) if why}

    def _clear_if_whole(self, key: str) -> None:
        """No doubt about the first part of a paragraph all whose words are found again in its parts."""
        parts = [self._became[key], *(p for p, k in self._off.items() if k == key)]
        bag = Counter[str]()
        for part in parts:
            bag += self._words.bag(self._new[part].text)
        if self._words.inside(self._old[key].text, bag) >= _SURELY_INSIDE:
            self._doubts.pop(self._became[key], None)

    def _stands(self, whole: str, words: str) -> float:
        """Where in a text these words stand, by the middle of them."""
        pairs = align(self._words.listed(whole), self._words.listed(words))
        return median(i for i, _ in pairs) if pairs else 0.0

    # --- by what stands in it, and by number -------------------------------------------------------------------------

    def _by_what_is_inside(self) -> None:
        """Blocks under another heading are known by their provisions; part of a block under a new one was cut off."""
        olds, news = self._left(heading=True)
        inside = self._inside_blocks()
        sizes = Counter(self._block_of(key) for key in self._old if not self._old[key].heading)
        known = {old.key for old in olds}
        for new in news:
            counted = inside.get(new.part, Counter())
            held = sum(counted.values())
            for key, count in counted.most_common():
                if key in known and key not in self._became and count * 2 >= sizes[key] and count * 2 > held:
                    self._pair(new.part, key)
                    break
            else:
                if counted and counted.most_common(1)[0][1] * 2 > held:
                    self._off[new.part] = counted.most_common(1)[0][0]

    def _inside_blocks(self) -> dict[int, Counter[str]]:
        """From which blocks the provisions under each heading came, counted."""
        counted: dict[int, Counter[str]] = defaultdict(Counter)
        under = -1
        for new in self._news:
            if new.heading:
                under = new.part
            elif new.part in self._is and under >= 0:
                counted[under][self._block_of(self._is[new.part])] += 1
        return counted

    def _block_of(self, key: str) -> str:
        provision = self._record.find(Provision, key)
        return provision.block if provision else key

    def _by_number(self) -> None:
        """What is left under the same number on either side, with some words in common, may be the same worded anew."""
        for heading in (True, False):
            olds, news = self._left(heading)
            numbered = {old.number: old for old in olds if old.number}
            for new in news:
                old = numbered.get(new.number)
                if old and self._words.alike(old.text, new.text) >= _HARDLY:
                    del numbered[new.number]
                    self._pair(new.part, old.key)
                    self._doubts[new.part] = "it has the number of the other, and hardly a word of it"

    # --- what the file takes back ------------------------------------------------------------------------------------

    def _taken_back(self) -> None:
        """What was agreed since the draft and is not in the file: the file may have been made from an older text."""
        draft = latest_draft(self._record)
        if draft is None:
            return
        drafted = {part.part: part.text for part in self._record.where(DraftPart, draft=draft.id)}
        for part, key in self._is.items():
            was, now, comes = (
                plain_words(t) for t in (drafted.get(key, ""), self._old[key].text, self._new[part].text)
            )
            if was and was != now and comes == was:
                self._doubt(part, f"it reads again as in “{draft.label}”; what was changed since is not in the file")
        since = [a for a in self._record.each(Amendment) if a.id > draft.id]
        for key in {a.provision for a in since if a.provision and came_to_be(a)}:
            if key in self._old and key not in self._became and key not in self._into:
                self._doubt(key, f"it was put in since “{draft.label}” and is not in the file")
        self._put_back(draft, drafted)

    def _put_back(self, draft: Draft, drafted: dict[str, str]) -> None:
        gone = {
            plain_words(text)
            for key, text in drafted.items()
            if (p := self._record.find(Provision, key)) is not None and p.state == "deleted"
        }
        for new in self._left(heading=False)[1]:
            if new.text.strip() and plain_words(new.text) in gone:
                self._doubt(new.part, f"it was deleted since “{draft.label}” and is in the file again")

    def _doubt(self, which: int | str, why: str) -> None:
        self._doubts[which] = why

    # --- the answer --------------------------------------------------------------------------------------------------

    def _found(self, new: _New) -> Found:
        part = new.part
        why = "" if part in self._by_hand else self._doubts.get(part, "")
        if part in self._is:
            old = self._old[self._is[part]]
            how: How = "same" if old.text == new.text else "changed"
            score = round(self._words.alike(old.text, new.text), 2)
            near = self._nearest_olds(new) if why else ()
            return Found(part, old.key, how, not why, why, score, near)
        if part in self._off:
            near = self._nearest_olds(new) if why else ()
            return Found(part, self._off[part], "split off", not why, why, 0.0, near)
        return Found(part, None, "new", not why, why, 0.0, self._nearest_olds(new))

    def _gone_ones(self) -> Iterator[Gone]:
        for old in self._olds:
            if old.key in self._became:
                continue
            why = "" if old.key in self._by_hand else self._doubts.get(old.key, "")
            yield Gone(old.key, self._into.get(old.key), not why, why, self._nearest_news(old))

    def _nearest_olds(self, new: _New) -> tuple[str, ...]:
        free = [o for o in self._olds if o.heading == new.heading and o.key not in self._became]
        near = sorted(free, key=lambda o: -self._words.alike(o.text, new.text))
        return tuple(o.key for o in near[:_NEAREST])

    def _nearest_news(self, old: _Old) -> tuple[int, ...]:
        free = [n for n in self._news if n.heading == old.heading and n.part not in self._is]
        near = sorted(free, key=lambda n: -self._words.alike(old.text, n.text))
        return tuple(n.part for n in near[:_NEAREST])
