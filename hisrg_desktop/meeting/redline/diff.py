"""What changed between two texts, in whole words: one deletion and one insertion for one replacement."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from hisrg_desktop.meeting.redline.tokens import Token, says_something, tokens

_EXACTLY = 6_000
"""Up to this many pairs of words the best alignment is computed, above it anchors are looked for first."""

Change = Literal["same", "deleted", "inserted"]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that stands, was deleted or was inserted."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One replacement: characters `start` to `end` of the text before give way to `text`."""

    start: int
    end: int
    text: str


def diff(before: str, after: str) -> list[Span]:
    """The way from one text to the other: whole words, deletion before insertion, no coincidental matches."""
    spans: list[Span] = []
    done = 0
    for hunk in hunks(before, after):
        _add(spans, "same", before[done : hunk.start])
        _add(spans, "deleted", before[hunk.start : hunk.end])
        _add(spans, "inserted", hunk.text)
        done = hunk.end
    _add(spans, "same", before[done:])
    return spans


def hunks(before: str, after: str) -> list[Hunk]:
    """The replacements that lead from one text to the other, in order."""
    if before == after:
        return []
    old, new = tokens(before), tokens(after)
    pairs = _sensible(_align([t.text for t in old], [t.text for t in new]), old, new)
    return list(_gaps(before, after, old, new, pairs))


def _add(spans: list[Span], change: Change, text: str) -> None:
    if text:
        spans.append(Span(change, text))


def _gaps(before: str, after: str, old: list[Token], new: list[Token], pairs: Pairs) -> Iterator[Hunk]:
    """What lies between matched words, where it differs; white space that both have stays."""
    left, right = 0, 0
    for i, j in [*pairs, (len(old), len(new))]:
        until = (old[i].start, new[j].start) if i < len(old) else (len(before), len(after))
        out, put = before[left : until[0]], after[right : until[1]]
        if out != put:
            yield _trimmed(left, out, put)
        if i < len(old):
            left, right = old[i].end, new[j].end


def _trimmed(at: int, out: str, put: str) -> Hunk:
    """The replacement without the white space that both sides begin or end with."""
    lead = _common(out, put)
    out, put = out[lead:], put[lead:]
    trail = _common(out[::-1], put[::-1])
    return Hunk(at + lead, at + lead + len(out) - trail, put[: len(put) - trail])


def _common(one: str, other: str) -> int:
    """How much white space two texts begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or not left.isspace():
            break
        count += 1
    return count


def _align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Which words of the two texts are the same ones."""
    pairs: Pairs = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _EXACTLY:
            pairs += [(a + i, c + j) for i, j in _best(old[a:b], new[c:d])]
        elif anchors := max(_anchors(old[a:b], new[c:d]), _anchors(_phrases(old[a:b]), _phrases(new[c:d])), key=len):
            pairs += [(a + i, c + j) for i, j in anchors]
            corners = [(-1, -1), *anchors, (b - a, d - c)]
            todo += [
                (a + i + 1, a + k, c + j + 1, c + m) for (i, j), (k, m) in pairwise(corners) if k > i + 1 and m > j + 1
            ]
        else:
            found = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks()
            pairs += [(a + m.a + k, c + m.b + k) for m in found for k in range(m.size)]
    return sorted(pairs)


def _best(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The alignment that keeps most words, counting a word that says something for more than "the" or a comma."""
    worth = [5 if says_something(word) else 2 for word in old]
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
    table.reverse()
    pairs: Pairs = []
    i = j = 0
    while i < len(old) and j < width:
        if old[i] == new[j] and table[i][j] == table[i + 1][j + 1] + worth[i]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _phrases(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Each word with the three that follow: in a long text hardly a word is unique, but most phrases are."""
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The longest ascending series of words, or phrases, that occur once in each text."""
    ones, others = Counter(old), Counter(new)
    where = {word: j for j, word in enumerate(new) if others[word] == 1}
    once = [(i, where[word]) for i, word in enumerate(old) if ones[word] == 1 and word in where]
    ends: list[int] = []
    last: list[int] = []
    came: list[int] = []
    for index, (_, j) in enumerate(once):
        place = bisect_left(ends, j)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
        came.append(last[place - 1] if place else -1)
    chain: Pairs = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(once[index])
        index = came[index]
    return chain[::-1]


@dataclass(slots=True)
class _Run:
    """Matched words in a row, and how many words give way and come in before them."""

    pairs: Pairs
    out: int
    put: int


def _sensible(pairs: Pairs, old: list[Token], new: list[Token]) -> Pairs:
    """The matches without those that are coincidence between changed words."""
    runs = _runs(pairs, len(old), len(new))
    index = 0
    while index < len(runs) - 1:
        here, following = runs[index], runs[index + 1]
        if _coincidence(here, following, old):
            following.out += here.out + len(here.pairs)
            following.put += here.put + len(here.pairs)
            del runs[index]
            index = max(0, index - 1)
        else:
            index += 1
    return [pair for run in runs for pair in run.pairs]


def _runs(pairs: Pairs, old: int, new: int) -> list[_Run]:
    runs: list[_Run] = []
    i = j = 0
    for a, b in [*pairs, (old, new)]:
        if (a, b) == (i, j) and runs:
            runs[-1].pairs.append((a, b))
        else:
            runs.append(_Run([(a, b)], a - i, b - j))
        i, j = a + 1, b + 1
    runs[-1].pairs.pop()
    if not runs[-1].pairs and runs[-1].out == runs[-1].put == 0 and len(runs) > 1:
        runs.pop()
    return runs


def _coincidence(run: _Run, following: _Run, old: list[Token]) -> bool:
    """Whether a match between two changes is too slight to break one replacement into two."""
    if not (run.out or run.put) or not (following.out or following.put):
        return False
    if (run.out == following.out == 0) or (run.put == following.put == 0):
        return False  # two insertions, or two deletions: what stands between them is no chance match
    said = sum(says_something(old[i].text) for i, _ in run.pairs)
    least = min(max(run.out, run.put), max(following.out, following.put))
    return (said == 0 and len(run.pairs) <= 4) or 3 * said + len(run.pairs) <= least
