"""A change carried over to a text that has changed since: where the two do not touch, both hold."""

from hisrg_desktop.meeting.redline.diff import Hunk, hunks


def rebase(before: str, after: str, now: str) -> str | None:
    """What `now` would read with the change from `before` to `after` made to it; None where both touch the same words."""
    if before == now:
        return after
    since = hunks(before, now)
    wanted = [hunk for hunk in hunks(before, after) if hunk not in since]
    if any(_touch(one, other) for one in wanted for other in since):
        return None
    text = before
    for hunk in sorted([*wanted, *since], key=lambda h: h.start, reverse=True):
        text = text[: hunk.start] + hunk.text + text[hunk.end :]
    return text


def _touch(one: Hunk, other: Hunk) -> bool:
    """Whether two changes of the same text share a character or a place."""
    return one.start <= other.end and other.start <= one.end
