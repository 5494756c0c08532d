"""Which paragraph of a returned file is which part of the draft, by what it says and never by its number."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hisrg_desktop.meeting.redline.align import align, ascending
from hisrg_desktop.meeting.returned.texts import KnownText, alike, words_of

LIKE = 0.45
"""From this share of common words on, two paragraphs in the same place are one."""
SURE = 0.7
"""From this share on there is no doubt about it."""
_MOVED = 0.75
"""So much must be common where the places differ."""
_FEW = 4
"""A paragraph of fewer words than this is no proof of anything out of its order."""
_LARGE = 250_000
"""Up to so many pairs of paragraphs the best series is computed."""
_CUT = 0.15
"""So much more must two paragraphs together have in common with a part than the longer one alone."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraphs (by number) and units of the draft that are the same text; several of either where it was cut or joined.

    `share` says how much they have in common, from 0 to 1. A match `out_of_order` stands elsewhere than in the draft.
    """

    paragraphs: tuple[int, ...]
    units: tuple[int, ...]
    share: float
    out_of_order: bool = False


@dataclass(frozen=True, slots=True)
class Aligned:
    """The matches in the order of the file, and what has none on either side."""

    matches: tuple[Match, ...]
    extra: tuple[int, ...]
    missing: tuple[int, ...]
    of: dict[int, Match] = field(default_factory=dict)


def aligned(text: KnownText, paragraphs: Sequence[str]) -> Aligned:
    """The paragraphs of a file (empty ones have no match) against the units of a draft."""
    return _Aligning(text, paragraphs).done()


def exactly(text: KnownText, paragraphs: Sequence[str]) -> int:
    """How many words of the paragraphs stand in paragraphs that the draft has word for word."""
    units = {alike(unit.text) for unit in text.units}
    return sum(len(p.split()) for p in paragraphs if alike(p) in units)


class _Aligning:
    def __init__(self, text: KnownText, paragraphs: Sequence[str]) -> None:
        self._units = text.units
        self._words = [words_of(p) for p in paragraphs]
        self._bags = [Counter(words) for words in self._words]
        self._unit_bags = [Counter(unit.words) for unit in text.units]
        keys = [alike(unit.text) for unit in text.units]
        own = set(keys)
        # What the draft does not have, and a part read at some other time, counts as that part.
        said = [alike(p) for p in paragraphs]
        self._said = [s if s in own or s not in text.wordings else keys[text.wordings[s]] for s in said]
        self._exact = [s in text.wordings for s in said]
        self._keys = keys
        self._having = _index(self._unit_bags)
        self._pairs: dict[int, int] = {}
        self._elsewhere: set[int] = set()
        self._cut: dict[int, list[int]] = {}
        self._joined: dict[int, list[int]] = {}

    def done(self) -> Aligned:
        """The best that can be said: the same words first, then what is alike between them, then what moved."""
        spoken = [i for i, said in enumerate(self._said) if said]
        for i, j in align([self._said[i] for i in spoken], self._keys):
            self._pairs[spoken[i]] = j
        self._only_ones()
        for paragraphs, units in self._gaps():
            self._alike_in(paragraphs, units)
        self._cut_and_joined()
        self._moved()
        for paragraphs, units in self._gaps():
            if len(paragraphs) == len(units) == 1 and not self._elsewhere & set(paragraphs):
                self._pairs[paragraphs[0]] = units[0]
        return self._told()

    # --- steps -----------------------------------------------------------------------------------------------------

    def _free_paragraphs(self) -> list[int]:
        cut = {i for more in self._cut.values() for i in more}
        return [i for i, said in enumerate(self._said) if said and i not in self._pairs and i not in cut]

    def _free_units(self) -> list[int]:
        taken = set(self._pairs.values()) | {j for more in self._joined.values() for j in more}
        return [j for j in range(len(self._units)) if j not in taken]

    def _only_ones(self) -> None:
        """The same words at another place, where both texts have them once and they are not too few."""
        here, there = Counter(self._said), Counter(self._keys)
        free = {self._keys[j]: j for j in self._free_units()}
        for i in self._free_paragraphs():
            said = self._said[i]
            if said in free and here[said] == there[said] == 1 and len(self._words[i]) >= _FEW:
                self._pairs[i] = free[said]
                self._elsewhere.add(i)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The paragraphs and units without a match that stand between the same two matches."""
        in_order = sorted((i, j) for i, j in self._pairs.items() if i not in self._elsewhere)
        free, units = self._free_paragraphs(), self._free_units()
        before = (-1, -1)
        for end in [*in_order, (len(self._said), len(self._units))]:
            some = free[bisect_right(free, before[0]) : bisect_left(free, end[0])]
            others = units[bisect_right(units, before[1]) : bisect_left(units, end[1])]
            if some and others:
                yield some, others
            before = end

    def _alike_in(self, paragraphs: list[int], units: list[int]) -> None:
        """The series of pairs, in order, that have most in common."""
        among = set(units)
        shares = {
            (i, j): share for i in paragraphs for j in self._like(i) & among if (share := self._share(i, j)) >= LIKE
        }
        if len(paragraphs) * len(units) > _LARGE:
            # The longest series, which takes no table of everything against everything.
            best: dict[int, int] = {}
            for i, j in shares:
                if i not in best or shares[i, j] > shares[i, best[i]]:
                    best[i] = j
            self._pairs.update(ascending(sorted(best.items())))
            return
        self._best_series(paragraphs, units, shares)

    def _best_series(self, paragraphs: list[int], units: list[int], shares: dict[tuple[int, int], float]) -> None:
        width = len(units)
        table = [[0.0] * (width + 1) for _ in range(len(paragraphs) + 1)]
        for a in range(len(paragraphs) - 1, -1, -1):
            for b in range(width - 1, -1, -1):
                worth = shares.get((paragraphs[a], units[b]), 0.0)
                taken = table[a + 1][b + 1] + worth if worth else 0.0
                table[a][b] = max(table[a + 1][b], table[a][b + 1], taken)
        a = b = 0
        while a < len(paragraphs) and b < width:
            worth = shares.get((paragraphs[a], units[b]), 0.0)
            if worth and table[a][b] == table[a + 1][b + 1] + worth:
                self._pairs[paragraphs[a]] = units[b]
                a, b = a + 1, b + 1
            elif table[a][b] == table[a + 1][b]:
                a += 1
            else:
                b += 1

    def _like(self, i: int) -> set[int]:
        """The units that have a word of this paragraph which is not in every third of them."""
        return {j for word in self._bags[i] for j in self._having.get(word, ())}

    def _cut_and_joined(self) -> None:
        """A paragraph beside a match that belongs to the same part; a unit whose words the paragraph beside it has too."""
        free = set(self._free_paragraphs())
        for i, j in sorted(self._pairs.items()):
            for other in (i + 1, i - 1):
                if other in free and self._belongs(self._bags[other], self._unit_bags[j], self._bags[i]):
                    self._cut.setdefault(i, []).append(other)
                    free.discard(other)
        units = set(self._free_units())
        for i, j in sorted(self._pairs.items()):
            for next_ in (j + 1, j - 1):
                if next_ in units and self._belongs(self._unit_bags[next_], self._bags[i], self._unit_bags[j]):
                    self._joined.setdefault(i, []).append(next_)
                    units.discard(next_)

    def _belongs(self, piece: Counter[str], whole: Counter[str], other: Counter[str]) -> bool:
        """Whether a piece has most of its words from what the other piece leaves of the whole."""
        left = whole - other
        size = sum(piece.values())
        return (
            size >= 2
            and sum((piece & left).values()) >= 0.7 * size
            and _dice(piece + other, whole) > _CUT + _dice(other, whole)
        )

    def _moved(self) -> None:
        """What is left over on both sides and has very much in common stands elsewhere now."""
        free = set(self._free_units())
        for i in self._free_paragraphs():
            if len(self._words[i]) < _FEW or not free:
                continue
            best = max(self._like(i) & free, key=lambda j: self._share(i, j), default=None)
            if best is not None and self._share(i, best) >= _MOVED:
                self._pairs[i] = best
                self._elsewhere.add(i)
                free.discard(best)

    def _share(self, i: int, j: int) -> float:
        """How much of both is common: by how often the words occur, then by their order."""
        bound = _dice(self._bags[i], self._unit_bags[j])
        if bound < LIKE:
            return bound
        some, others = self._words[i], self._units[j].words
        return 2 * len(align(some, others)) / (len(some) + len(others))

    def _told(self) -> Aligned:
        matches = []
        for i, j in sorted(self._pairs.items()):
            paragraphs = tuple(sorted([i, *self._cut.get(i, ())]))
            units = tuple(sorted([j, *self._joined.get(i, ())]))
            share = 1.0 if self._exact[i] else self._share(i, j)
            matches.append(Match(paragraphs, units, share, i in self._elsewhere))
        of = {p: match for match in matches for p in match.paragraphs}
        return Aligned(tuple(matches), tuple(self._free_paragraphs()), tuple(self._free_units()), of)


def _index(bags: Sequence[Counter[str]]) -> dict[str, list[int]]:
    """Where each word stands that is not in too many of the units to say anything."""
    where: dict[str, list[int]] = {}
    for j, bag in enumerate(bags):
        for word in bag:
            where.setdefault(word, []).append(j)
    most = max(_FEW, len(bags) // 3)
    return {word: units for word, units in where.items() if len(units) <= most}


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0
