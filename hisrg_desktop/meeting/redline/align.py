"""Which words of two texts are the same ones."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt

from hisrg_desktop.meeting.redline.tokens import says_something

_EXACTLY = 6_000
"""Up to this many pairs of words the best alignment is computed, above it anchors are looked for first."""

_DEEPEST = 6
"""So many times a stretch between anchors is searched for anchors of its own."""

_REPEATED = 16
"""A phrase that both texts have equally often, at most this often, is an anchor where none is unique."""

_STEPS_A_WORD = 20
_DETOUR = 64
"""When the whole way is too long to be the shortest, it is made of shortest ways with this many changes each."""

_SURE = 4
"""So many words in a row are no coincidence; what lies between such rows is aligned once more."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words `a` to `b` of the old text against `c` to `d` of the new one, between anchors of this many searches."""

    a: int
    b: int
    c: int
    d: int
    depth: int = 0

    @property
    def is_small(self) -> bool:
        return (self.b - self.a) * (self.d - self.c) <= _EXACTLY

    def between(self, anchors: Pairs) -> Iterator["_Stretch"]:
        """What lies between the anchors, where both texts have words there."""
        for (i, j), (k, m) in pairwise([(self.a - 1, self.c - 1), *anchors, (self.b, self.d)]):
            if k > i + 1 and m > j + 1:
                yield _Stretch(i + 1, k, j + 1, m, self.depth + 1)


def align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The places of the words that stand in both texts, in order; in time that grows with the texts' length."""
    pairs: Pairs = []
    todo = [_Stretch(0, len(old), 0, len(new))]
    while todo:
        stretch, ends = _trimmed(todo.pop(), old, new)
        pairs += ends
        found, open_ = _found(stretch, old, new)
        pairs += found
        todo += open_
    return sorted(pairs)


def _trimmed(stretch: _Stretch, old: Sequence[str], new: Sequence[str]) -> tuple[_Stretch, Pairs]:
    """The stretch without the words that both texts begin and end with, and these."""
    a, b, c, d = stretch.a, stretch.b, stretch.c, stretch.d
    ends: Pairs = []
    while a < b and c < d and old[a] == new[c]:
        ends.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        ends.append((b, d))
    return _Stretch(a, b, c, d, stretch.depth), ends


def _found(stretch: _Stretch, old: Sequence[str], new: Sequence[str]) -> tuple[Pairs, list[_Stretch]]:
    """The pairs in a stretch that are certain, and the stretches left between them."""
    some, others = old[stretch.a : stretch.b], new[stretch.c : stretch.d]
    if not some or not others:
        return [], []
    if stretch.is_small:
        return _moved(_best(some, others), stretch), []
    if stretch.depth >= _DEEPEST:
        return _moved(_way(some, others, _DETOUR), stretch), []
    anchors = _moved(_searched(some, others), stretch)
    return anchors, list(stretch.between(anchors)) if anchors else []


def _moved(pairs: Pairs, stretch: _Stretch) -> Pairs:
    return [(stretch.a + i, stretch.c + j) for i, j in pairs]


def _searched(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The anchors by what finds them best: what is unique, the shortest way, what repeats alike, short ways."""
    if unique := _anchors_of(old, new, most=1):
        return unique
    whole = isqrt(_STEPS_A_WORD * (len(old) + len(new)))
    if shortest := _way(old, new, whole, all_the_way=True):
        return _sure(shortest)
    return _anchors_of(old, new, most=_REPEATED) or _sure(_way(old, new, _DETOUR))


def _sure(pairs: Pairs) -> Pairs:
    """The pairs that stand in rows too long for a coincidence; all of them where there is no such row."""
    rows: list[Pairs] = []
    for i, j in pairs:
        if rows and rows[-1][-1] == (i - 1, j - 1):
            rows[-1].append((i, j))
        else:
            rows.append([(i, j)])
    return [pair for row in rows if len(row) >= _SURE for pair in row] or pairs


# --- the best alignment of short stretches --------------------------------------------------------------------------


def _best(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The alignment that keeps most words, counting a word that says something for more than "the" or a comma."""
    worth = [5 if says_something(word) else 2 for word in old]
    table = _worths(old, new, worth)
    pairs: Pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j] and table[i][j] == table[i + 1][j + 1] + worth[i]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _worths(old: Sequence[str], new: Sequence[str], worth: Sequence[int]) -> list[list[int]]:
    """What the best alignment of the words from each pair of places onwards is worth."""
    width = len(new)
    table = [[0] * (width + 1)]
    for i in range(len(old) - 1, -1, -1):
        below, row, word, gain = table[-1], [0] * (width + 1), old[i], worth[i]
        for j in range(width - 1, -1, -1):
            best = row[j + 1] if row[j + 1] > below[j] else below[j]
            if word == new[j] and below[j + 1] + gain > best:
                best = below[j + 1] + gain
            row[j] = best
        table.append(row)
    return table[::-1]


# --- anchors --------------------------------------------------------------------------------------------------------


def _anchors_of(old: Sequence[str], new: Sequence[str], most: int) -> Pairs:
    """The anchors among words or among phrases, whichever are more."""
    return max(_anchors(old, new, most), _anchors(_phrases(old), _phrases(new), most), key=len)


def _phrases(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Each word with the three that follow: in a long text hardly a word is unique, but most phrases are."""
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], most: int) -> Pairs:
    """The longest ascending series of words, or phrases, that occur in both texts equally often, up to `most` times."""
    ones, others = Counter(old), Counter(new)
    alike = {word for word, times in ones.items() if times <= most and others[word] == times}
    where = {which: j for j, which in _counted(new, alike)}
    return ascending([(i, where[which]) for i, which in _counted(old, alike)])


def _counted(words: Sequence[Hashable], alike: set[Hashable]) -> Iterator[tuple[int, tuple[Hashable, int]]]:
    """The places of these words, each with the word and how often it has come by."""
    times = dict.fromkeys(alike, 0)
    for i, word in enumerate(words):
        if word in times:
            times[word] += 1
            yield i, (word, times[word])


def ascending(pairs: Pairs) -> Pairs:
    """The longest series of these pairs in which both places ascend."""
    ends: list[int] = []
    last: list[int] = []
    came: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
        came.append(last[place - 1] if place else -1)
    chain: Pairs = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = came[index]
    return chain[::-1]


# --- the way with the fewest changes (Myers, "An O(ND) Difference Algorithm", 1986) ---------------------------------

_Snake = tuple[int, int, int, "_Snake | None"] | None
"""Words in a row that both texts have: from where in each, how many, and the row before it."""


def _way(old: Sequence[str], new: Sequence[str], most: int, *, all_the_way: bool = False) -> Pairs:
    """The pairs on the way from one text to the other in shortest ways of at most so many changes.

    With `all_the_way` in a single one: no pairs, where it would take more changes.
    """
    # Words that only one of the texts has are changes on any way.
    both = set(old) & set(new)
    left, right = ([i for i, word in enumerate(words) if word in both] for words in (old, new))
    some, others = [old[i] for i in left], [new[j] for j in right]
    pairs: Pairs = []
    i = j = 0
    while i < len(some) and j < len(others):
        snake, i, j = _shortest(some, others, i, j, most)
        if all_the_way and (i, j) != (len(some), len(others)):
            return []
        pairs += _pairs_of(snake)
    return [(left[i], right[j]) for i, j in pairs]


def _pairs_of(snake: _Snake) -> Pairs:
    pairs: Pairs = []
    while snake:
        i, j, length, snake = snake
        pairs += [(i + k, j + k) for k in range(length - 1, -1, -1)]
    return pairs[::-1]


def _shortest(old: Sequence[str], new: Sequence[str], a: int, c: int, most: int) -> tuple[_Snake, int, int]:
    """The shortest way from words `a` and `c` on, and where it ends: after `most` changes the furthest it got."""
    n, m = len(old) - a, len(new) - c
    reach = [0] * (2 * most + 5)  # by diagonal (old minus new); a negative one counts from the end
    snakes: list[_Snake] = [None] * (2 * most + 5)
    for changes in range(most + 1):
        for k in range(2 * max(0, changes - m) - changes, changes - 2 * max(0, changes - n) + 1, 2):
            if k == -changes or (k != changes and reach[k - 1] < reach[k + 1]):
                x, snake = reach[k + 1], snakes[k + 1]
            else:
                x, snake = reach[k - 1] + 1, snakes[k - 1]
            i, j = a + x, c + x - k
            if x < n and x - k < m and old[i] == new[j]:
                length = _alike(old, new, i, j)
                x, snake = x + length, (i, j, length, snake)
            reach[k], snakes[k] = x, snake
            if x >= n and x - k >= m:
                return snake, a + n, c + m
    got = (k for k in range(-min(most, m), min(most, n) + 1) if (k + most) % 2 == 0)
    far = max((k for k in got if reach[k] <= n and reach[k] - k <= m), key=lambda k: 2 * reach[k] - k)
    return snakes[far], a + reach[far], c + reach[far] - far


def _alike(old: Sequence[str], new: Sequence[str], i: int, j: int) -> int:
    """How many words from these places on are the same."""
    start, end = i, min(len(old), i + len(new) - j)
    while i < end and old[i] == new[j]:
        i, j = i + 1, j + 1
    return i - start
