"""Comments: one point by one author, through one channel. Every line taken down is a comment."""

from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.lists import Channel, CommentType, TakenDown
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, Row

Placing = Literal["placed", "placed with doubt", "lost its place"]
"""How sure it is where a point of a returned file belongs."""


class Comment(Row):
    """One point. Its place is the provision's identity, never its number; `capacity` is the author's class then.

    `by` names an author who is not on record (a public commenter). A struck comment stays and can be restored.
    One taken from a `submission` has the words it stood on for its `quote`, says how it was placed and `why` not for sure,
    and whether the change was `untracked`; `answers` is the comment that it answers, and `resolved` whether its author
    holds it to be settled.
    """

    searched = ("text", "number")

    number: str = Field(index=True)
    author: str | None = Field(default=None, foreign_key="person.id", index=True)
    by: str = ""
    organisation: str | None = Field(default=None, foreign_key="organisation.id")
    capacity: str = ""
    channel: Channel = "in session"
    kind: TakenDown = "remark"
    type: CommentType = "te"
    text: str
    block: str | None = Field(default=None, foreign_key="block.id", index=True)
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    footnote: str | None = Field(default=None, foreign_key="footnote.id")
    intervention: str | None = Field(default=None, foreign_key="intervention.id", index=True)
    tags: tuple[str, ...] = ()
    struck: bool = False
    submission: str | None = Field(default=None, foreign_key="submission.id", index=True)
    quote: str = ""
    placing: Placing = "placed"
    why: str = ""
    untracked: bool = False
    answers: str | None = Field(default=None, foreign_key="comment.id")
    resolved: bool = False
    at: datetime


CONSIDERATION = {"M": "required", "C": "required", "O": "discretionary", "P": "advisory"}
"""What consideration a comment is due, by the author's class at the time; everybody else's is due none."""


def consideration_due(comment: Comment) -> str:
    """Whether the comment must be considered: required, discretionary, advisory or none."""
    return CONSIDERATION.get(comment.capacity, "none")


def author_name(record: Record, comment: Comment) -> str:
    """The author's name as documents carry it."""
    person = record.find(Person, comment.author)
    return person.name if person else comment.by


def author_organisation(record: Record, comment: Comment) -> str:
    """The name of the organisation the author spoke for; empty where there is none."""
    organisation = record.find(Organisation, comment.organisation)
    return organisation.name if organisation else ""


def comments_on(record: Record, provision: str) -> list[Comment]:
    """The comments on a provision that are not struck, oldest first."""
    return [c for c in record.where(Comment, provision=provision) if not c.struck]


def prefix_of(capacity: str) -> str:
    """The first letter of a comment's number: member, observer, panel, secretariat, or PUB for the public."""
    return {"M": "M", "C": "M", "O": "O", "P": "P", "S": "S"}.get(capacity, "PUB")
