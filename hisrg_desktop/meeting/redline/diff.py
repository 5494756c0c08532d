"""What changed between two texts, in whole words: one deletion and one insertion for one replacement."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hisrg_desktop.meeting.redline.align import Pairs, align
from hisrg_desktop.meeting.redline.tokens import Token, says_something, tokens

Change = Literal["same", "deleted", "inserted"]
_LONG = 8_000
"""Characters from which on what two texts begin and end with alike is set aside before their words are compared."""


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
    return list(_hunks(before, after)) if before != after else []


def replacements(before: str, after: str) -> list[str]:
    """Each of them as the room would say it: replace “old” by “new”; after “the words before it” insert “new”."""
    return [_said(before, hunk) for hunk in hunks(before, after)]


def _said(before: str, hunk: Hunk) -> str:
    old, new = before[hunk.start : hunk.end].strip(), hunk.text.strip()
    if old:
        return f"replace “{old}” by “{new}”" if new else f"delete “{old}”"
    lead = " ".join(before[: hunk.start].split()[-3:])
    return f"after “{lead}” insert “{new}”" if lead else f"at the beginning insert “{new}”"


@lru_cache(maxsize=256)
def _hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Comparing is pure, and a wording just proposed is compared again and again with the text it changes."""
    if len(before) + len(after) > _LONG and any(ends := ends_alike(before, after)):
        lead, trail = ends
        inside = _hunks(before[lead : len(before) - trail], after[lead : len(after) - trail])
        return tuple(Hunk(hunk.start + lead, hunk.end + lead, hunk.text) for hunk in inside)
    old, new = tokens(before), tokens(after)
    pairs = _sensible(align([t.text for t in old], [t.text for t in new]), old, new)
    return tuple(_gaps(before, after, old, new, pairs))


def ends_alike(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts begin and end with alike, in whole words: up to a blank, and from a blank on."""
    lead = _alike(before, after)
    lead = next((i + 1 for i in range(lead - 1, -1, -1) if before[i].isspace()), 0)
    trail = min(_alike(before[::-1], after[::-1]), len(before) - lead, len(after) - lead)
    begins = len(before) - trail
    trail = next((len(before) - i for i in range(begins, len(before)) if before[i].isspace()), 0)
    return lead, trail


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


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


@dataclass(slots=True)
class _Run:
    """Matched words in a row, and how many words give way and come in before them."""

    pairs: Pairs
    out: int
    put: int


def _sensible(pairs: Pairs, old: list[Token], new: list[Token]) -> Pairs:
    """The matches without those that are coincidence between changed words."""
    kept: list[_Run] = []
    for run in _runs(pairs, len(old), len(new)):
        while kept and _coincidence(kept[-1], run, old):
            slight = kept.pop()
            run.out += slight.out + len(slight.pairs)
            run.put += slight.put + len(slight.pairs)
        kept.append(run)
    return [pair for run in kept for pair in run.pairs]


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
