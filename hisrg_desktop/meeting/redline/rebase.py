"""A change carried over to a text that has changed since: where the two do not touch, both hold."""

from collections.abc import Iterable

from hisrg_desktop.meeting.redline.diff import Hunk, hunks


def rebase(before: str, after: str, now: str) -> str | None:
    """What `now` would read with the change from `before` to `after` made to it; None where both touch the same words.

    Brackets put around the very words that are changed do not stand in the way: the change then stands within them.
    """
    if before == now:
        return after
    since = hunks(before, now)
    wanted = [hunk for hunk in hunks(before, after) if hunk not in since]
    if any(_touch(one, other) for one in wanted for other in since):
        return None
    return applied(before, [*wanted, *since])


def insisted(before: str, after: str, now: str) -> str:
    """What `now` would read with the change made to it at all costs: where both touch the same words, the change wins."""
    since = hunks(before, now)
    wanted = [hunk for hunk in hunks(before, after) if hunk not in since]
    kept = [other for other in since if not any(_touch(one, other) for one in wanted)]
    return applied(before, [*wanted, *kept])


def applied(text: str, changes: Iterable[Hunk]) -> str:
    """The text with these replacements, which do not overlap; of two at one place the insertion comes first."""
    made: list[str] = []
    done = 0
    for hunk in sorted(changes, key=lambda h: (h.start, h.end)):
        made += [text[done : hunk.start], hunk.text]
        done = hunk.end
    return "".join([*made, text[done:]])


def _touch(one: Hunk, other: Hunk) -> bool:
    """Whether a change and an earlier one of the same text share a character or a place."""
    if other.start == other.end and other.text in ("[", "]") and one.start < one.end:
        return one.start < other.start < one.end
    return one.start <= other.end and other.start <= one.end
