"""What one returned file asks for, point by point, each with its place or the reason why it has none."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from hisrg_desktop.meeting.comments.comments import Placing
from hisrg_desktop.meeting.lists import CommentType, Operation

ItemKind = Literal["proposal", "comment"]


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a returned file. `key` is its own within the file and the same each time the file is read.

    A proposal has an `operation`; `before`, `after`, `target`, `texts` and `offset` are those of a `Proposal`, and
    `before` and `after` of a change of a heading or a footnote are that one's words. `words` are what a comment says, and
    for a proposal what it asks for in words. `author` is the name in the file, `person` whose it is on record.
    `answers` is the key of another item or the id of a comment on record. `untracked` was changed with tracking off.
    `left_out` says why it is not taken in; empty where it is.
    """

    key: str
    kind: ItemKind
    author: str
    at: datetime | None = None
    person: str | None = None
    placing: Placing = "placed"
    why: str = ""
    block: str | None = None
    provision: str | None = None
    footnote: str | None = None
    operation: Operation | None = None
    before: str = ""
    after: str = ""
    target: str | None = None
    texts: tuple[str, ...] = ()
    offset: int = 0
    quote: str = ""
    words: str = ""
    type: CommentType = "te"
    answers: str | None = None
    resolved: bool = False
    untracked: bool = False
    left_out: str = ""

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """What makes two points the same one: whose, where, and what it asks for; the date does not count."""
        place = self.footnote or self.provision or self.block or ""
        what = (
            (self.after, "\n".join(self.texts), self.target or "") if self.operation else (self.words, self.quote, "")
        )
        return (self.person or self.author.casefold(), place, self.operation or "", *what)


def doubted(item: Item, why: str) -> Item:
    """The point with one more reason for doubt."""
    if item.placing == "lost its place":
        return item
    return replace(item, placing="placed with doubt", why=f"{item.why} {why}".strip())
