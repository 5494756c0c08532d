"""What can be given out: every kind of document by its name, each in its module of `given`. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Record

if TYPE_CHECKING:
    from hisrg_desktop.meeting.journal import Entry

Attachment = Callable[[str], bytes | None]
"""The bytes of a kept file by its digest."""

Progress = Callable[[float, str], None]
"""Hears how far the making is, between 0 and 1, and of what; what it raises ends the making.

At 1 the words are a remark on the finished document: what somebody has still to do by hand.
"""

About = Callable[[str, Record], "Sequence[Entry]"]
"""The entries of the journal about a person, by their id."""

Choice = Literal["meeting", "names", "which", "since", "template", "audience", "person"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chooses: the meeting (its id; the current one where None), what a redline marks, whether names stand.

    `audience` is ``members`` or ``observers``, and where it is empty follows from the names: what carries none, or never
    could, goes to observers too.
    `person` is whose data is given (their id; the first by name where None), `journal` tells the entries about them.
    `since` is the label of the draft whose Word file is revised, the latest where None. What comes of a `rehearsal` says so.
    """

    meeting: str | None = None
    which: str = "agreed"
    since: str | None = None
    names: str = "full"
    audience: str = ""
    template: Path | None = None
    suffix: str = ".docx"
    rehearsal: bool = False
    person: str | None = None
    progress: Progress = lambda _part, _words: None
    journal: About = lambda _person, _record: ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what it is called, for whom, its forms (the first is the usual one), and what can be chosen.

    What `sifts` leaves out for itself what is for members only, because it needs the whole record too.
    """

    title: str
    audience: str
    suffixes: tuple[str, ...]
    choices: tuple[Choice, ...]
    make: Callable[[Record, Options, Attachment], bytes]
    sifts: bool = False

    def readers(self, names: str) -> str:
        """For whom it is where nobody says: observers and others too, unless it carries names."""
        return "members" if names != "none" and "names" in self.choices else "observers"


class Kinds(Mapping[str, Kind]):
    """The kinds of documents by name; the code of one is read when it is first asked for."""

    def __init__(self, where: dict[str, str]) -> None:
        self._where = where

    def __getitem__(self, name: str) -> Kind:
        module, constant = self._where[name].split(":")
        return cast(Kind, getattr(import_module(f"hisrg_desktop.desk.given.{module}"), constant))

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)


KINDS = Kinds(
    {
        "agenda": "agenda:AGENDA",
        "annotated-agenda": "agenda:ANNOTATED",
        "minutes": "minutes:MINUTES",
        "redline": "revised:REDLINE",
        "markup": "revised:MARKUP",
        "clean": "revised:CLEAN",
        "concordance": "concordance:CONCORDANCE",
        "comments": "comments:COMMENTS",
        "decisions": "decisions:DECISIONS",
        "actions": "decisions:ACTIONS",
        "participants": "participants:PARTICIPANTS",
        "calendar": "invitations:CALENDAR",
        "mail-merge": "invitations:MAIL_MERGE",
        "distribution": "invitations:DISTRIBUTION",
        "responses": "invitations:RESPONSES",
        "meetings": "over_meetings:MEETINGS",
        "people": "people_list:PEOPLE",
        "attendance": "attendance:ATTENDANCE",
        "sign-in": "attendance:SIGN_IN",
        "figures": "figures:FIGURES",
        "badges": "cards:BADGES",
        "place-cards": "cards:PLACE_CARDS",
        "person": "person:PERSON",
        "day": "day:DAY",
    }
)
"""Every kind of document in the order in which a window offers them, and where it is, as ``module:NAME`` of `given`."""


def produce(kind: str, record: Record, options: Options, attachment: Attachment) -> bytes:
    """The finished file. Without names it is searched for every name on record, and `NamesFound` stops it.

    `OutOfOrder` where it cannot be made, with what can be made instead.
    """
    asked = KINDS[kind]
    if options.suffix not in asked.suffixes:
        forms = ", ".join(asked.suffixes)
        raise OutOfOrder(
            f"{asked.title} can be written as {forms}, not as {options.suffix or 'a file without suffix'}."
        )
    data = asked.make(record if asked.sifts else known_to(asked, record, options), options, attachment)
    if options.names == "none" and "names" in asked.choices:
        from hisrg_desktop.documents.names import refuse_names

        refuse_names(record, data, options.suffix)
    return data


def known_to(kind: Kind, record: Record, options: Options) -> Record:
    """The record as those may know it for whom a document is: members-only items never go to observers or others."""
    from hisrg_desktop.meeting.agenda.open_record import open_record

    if "audience" not in kind.choices:
        return record
    readers = options.audience or kind.readers(options.names)
    return record if readers == "members" else open_record(record)


def save(path: Path, data: bytes) -> Path:
    """The path written: the file whole, or nothing changed."""
    from hisrg_desktop.documents.save import save_whole

    return save_whole(path, data)
