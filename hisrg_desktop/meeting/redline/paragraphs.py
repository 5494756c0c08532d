"""Which paragraphs of two texts are the same ones, changed or not."""

from collections import Counter
from collections.abc import Sequence

from hisrg_desktop.meeting.redline.align import Pairs, align
from hisrg_desktop.meeting.redline.tokens import says_something, tokens

ALIKE = 0.4
"""From this share of common words on, two paragraphs are held for one that was changed."""
_MOST = 40_000
"""Up to this many pairs of paragraphs between two that are the same, every pair is looked at."""


def matched(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The places of the paragraphs that stand in both texts, in order: first those left as they were, then the changed.

    White space alone makes no paragraph another one, and an empty one is matched only beside one that is.
    """
    before, after = ([" ".join(one.split()) for one in text] for text in (old, new))
    found: Pairs = []
    a = c = 0
    for i, j in [*align(before, after), (len(before), len(after))]:
        found += [(a + k, c + m) for k, m in _changed(before[a:i], after[c:j])]
        if i < len(before):
            found.append((i, j))
        a, c = i + 1, j + 1
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The paragraphs that were changed, in a stretch where none is as it was."""
    if not old or not new or len(old) * len(new) > _MOST:
        return []
    counted = [_words(one) for one in old], [_words(one) for one in new]
    alike = [[_alike(one, other) for other in counted[1]] for one in counted[0]]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    return _walked(best, alike)


def _walked(best: list[list[float]], alike: list[list[float]]) -> Pairs:
    pairs: Pairs = []
    i = j = 0
    while i < len(alike) and j < len(alike[0]):
        if alike[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _words(text: str) -> Counter[str]:
    words = [token.text for token in tokens(text)]
    return Counter([word for word in words if says_something(word)] or words)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, between 0 and 1."""
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 1.0
