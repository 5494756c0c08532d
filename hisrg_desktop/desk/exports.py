"""What can be given out: every kind of document, for whom, in which forms, and how it is made. Nothing is changed by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hisrg_desktop.desk import printed
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting
from hisrg_desktop.meeting.text.drafts import Draft, latest_draft

if TYPE_CHECKING:
    from hisrg_desktop.documents.outline import Document, Status, Table
    from hisrg_desktop.meeting.journal import Entry
    from hisrg_desktop.store.ledger import Ledger

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
    """A kind of document: what it is called, for whom, its forms (the first is the usual one), and what can be chosen."""

    title: str
    audience: str
    suffixes: tuple[str, ...]
    choices: tuple[Choice, ...]
    make: Callable[[Record, Options, Attachment], bytes]


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
    data = asked.make(record if kind in _SIFT else _known(record, kind, options), options, attachment)
    if options.names == "none" and "names" in asked.choices:
        from hisrg_desktop.documents.names import refuse_names

        refuse_names(record, data, options.suffix)
    return data


_SIFT = frozenset({"agenda", "annotated-agenda", "figures"})
"""What leaves out for itself what is for members only, because its hours and minutes are those of the whole agenda."""


def readers_of(kind: str, names: str) -> str:
    """For whom a document is where nobody says: observers and others too, unless it carries names."""
    return "members" if names != "none" and "names" in KINDS[kind].choices else "observers"


def _known(record: Record, kind: str, options: Options) -> Record:
    """The record as those may know it for whom a document is: members-only items never go to observers or others."""
    from hisrg_desktop.meeting.agenda.open_record import open_record

    if "audience" not in KINDS[kind].choices:
        return record
    readers = options.audience or readers_of(kind, options.names)
    return record if readers == "members" else open_record(record)


def save(path: Path, data: bytes) -> Path:
    """The path written: the file whole, or nothing changed."""
    from hisrg_desktop.documents.save import save_whole

    return save_whole(path, data)


# --- composed and written -------------------------------------------------------------------------------------------


def _meeting(record: Record, options: Options) -> Meeting:
    meeting = record.find(Meeting, options.meeting) if options.meeting else current_meeting(record)
    if meeting is None:
        raise OutOfOrder("There is no meeting on record yet; create one on the Agenda page.")
    return meeting


def _written(document: Document, options: Options) -> bytes:
    if options.rehearsal:
        from hisrg_desktop.documents.head import rehearsed

        document = rehearsed(document)
    if options.suffix == ".pdf":
        from hisrg_desktop.documents.write_pdf import write_pdf

        return write_pdf(document)
    if options.suffix == ".txt":
        from hisrg_desktop.documents.write_text import write_text

        return write_text(document).encode()
    from hisrg_desktop.documents.write_word import write_word

    return write_word(document, options.template)


def _status(options: Options) -> Status:
    from hisrg_desktop.documents.outline import REHEARSAL

    return REHEARSAL if options.rehearsal else ""


def _sheet(title: str, options: Options) -> str:
    return f"REHEARSAL {title}" if options.rehearsal else title


def composed_minutes(record: Record, options: Options) -> Document:
    """The minutes before they are written."""
    from hisrg_desktop.documents.minutes import minutes

    return minutes(_known(record, "minutes", options), _meeting(record, options), _names(options))


def _names(options: Options) -> Literal["full", "none"]:
    return "none" if options.names == "none" else "full"


def _minutes(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.meeting.floor.invitations import refuse_uninvited
    from hisrg_desktop.meeting.roll.meetings import sittings_of

    for sitting in sittings_of(record, _meeting(record, options).id):
        refuse_uninvited(record, sitting.id)
    return _written(composed_minutes(record, options), options)


def _agenda(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.agenda import agenda
    from hisrg_desktop.meeting.agenda.forecast import timetable

    meeting = _meeting(record, options)
    return _written(agenda(_known(record, "agenda", options), meeting, timetable(record, meeting.id)), options)


def _annotated_agenda(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.agenda import annotated_agenda
    from hisrg_desktop.meeting.agenda.forecast import timetable

    meeting = _meeting(record, options)
    known = _known(record, "annotated-agenda", options)
    return _written(annotated_agenda(known, meeting, timetable(record, meeting.id)), options)


def _participants(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.participants import participants

    return _written(participants(record, _meeting(record, options)), options)


def _decisions(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.decisions import decisions

    return _written(decisions(record, _meeting(record, options), _names(options)), options)


def _actions(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.decisions import actions

    return _written(actions(record, _meeting(record, options), _names(options)), options)


def _comments(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.comments import comments, compiled

    if options.suffix not in (".csv", ".xlsx"):
        meeting = record.find(Meeting, options.meeting) or current_meeting(record)
        return _written(comments(record, meeting, _names(options)), options)
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx
    from hisrg_desktop.meeting.people.group import group_name

    table = compiled(record, _names(options))
    if options.suffix == ".csv":
        return write_csv(table)
    return write_xlsx(
        table, title=_sheet("Compiled comments", options), author=group_name(record), at=last_change(record)
    )


def _concordance(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.concordance import concordance, numbers_table

    if options.suffix not in (".csv", ".xlsx"):
        return _written(concordance(record), options)
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx
    from hisrg_desktop.meeting.people.group import group_name

    table = numbers_table(record)
    if options.suffix == ".csv":
        return write_csv(table)
    return write_xlsx(table, title=_sheet("Concordance", options), author=group_name(record), at=last_change(record))


def _people(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.people_list import people_list

    return _sheet_of(record, people_list(record), "People", options)


# --- invitations and meetings ---------------------------------------------------------------------------------------


def _calendar(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.calendar import calendar

    return calendar(record, _meeting(record, options), rehearsal=options.rehearsal)


def _sheet_of(record: Record, table: Table, title: str, options: Options) -> bytes:
    return people_sheet(table, _sheet(title, options), record, options.suffix)


def people_sheet(table: Table, title: str, record: Record, suffix: str) -> bytes:
    """A table as a sheet; a list of people is read again under the same headings."""
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx
    from hisrg_desktop.meeting.people.group import group_name

    if suffix == ".csv":
        return write_csv(table)
    return write_xlsx(table, title=title, author=group_name(record), at=last_change(record))


def _mail_merge(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.mailing import mail_merge

    return _sheet_of(record, mail_merge(record, _meeting(record, options)), "Mail merge", options)


def _distribution(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.mailing import distribution

    return _sheet_of(record, distribution(record), "Distribution", options)


def _responses(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.responses import responses, responses_table

    meeting = _meeting(record, options)
    if options.suffix in (".csv", ".xlsx"):
        return _sheet_of(record, responses_table(record, meeting), "Responses", options)
    return _written(responses(record, meeting), options)


def _over_meetings(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.over_meetings import over_meetings

    return _written(over_meetings(record), options)


# --- the file of a day ----------------------------------------------------------------------------------------------


def _day(record: Record, options: Options, attachment: Attachment) -> bytes:
    """Redline, clean text, decisions, parked, actions and attendance of a day as one file.

    What cannot be made (a redline of a text that came from no Word file) is named in it and stops nothing.
    """
    from hisrg_desktop.documents import day

    meeting = _meeting(record, options)
    on = day.day_of(record, meeting)
    word = Options(meeting=meeting.id, rehearsal=options.rehearsal)
    made: dict[str, Callable[[], bytes]] = {
        "1 Redline.docx": lambda: _redline(record, word, attachment),
        "2 Clean text.docx": lambda: _clean(record, word, attachment),
        "3 Decisions.docx": lambda: _written(day.day_decisions(record, meeting, on), word),
        "4 Parked.docx": lambda: _written(day.parked_items(record, meeting), word),
        "5 Actions.docx": lambda: _written(day.day_actions(record, meeting), word),
        "6 Attendance.docx": lambda: _written(day.day_attendance(record, meeting, on), word),
    }
    if options.rehearsal:
        made = {f"REHEARSAL {name}": make for name, make in made.items()}
    files, missing = _all_of(made, options.progress)
    told = day.contents(record, meeting, on, list(files), missing, _status(options))
    return day.together({"Contents.txt": told.encode(), **files})


def _all_of(made: dict[str, Callable[[], bytes]], progress: Progress) -> tuple[dict[str, bytes], list[str]]:
    """What could be made, and for the rest the file and the reason."""
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for number, (name, make) in enumerate(made.items()):
        progress(0.05 + 0.85 * number / len(made), name)
        try:
            files[name] = make()
        except OutOfOrder as refusal:
            missing.append(f"{name}: {refusal.message}")
    return files, missing


# --- inside the draft's own Word file -------------------------------------------------------------------------------


def _original(record: Record, attachment: Attachment, since: str | None) -> tuple[Draft, bytes] | None:
    """The draft of this label, or the latest, and the Word file it came from; None where it came from none."""
    draft = latest_draft(record) if since is None else record.one(Draft, label=since)
    if draft is None and since is not None:
        labels = ", ".join(f"“{one.label}”" for one in record.each(Draft)) or "none"
        raise OutOfOrder(f"There is no draft “{since}”. There are: {labels}.")
    if draft is None or draft.source is None:
        return None
    data = attachment(draft.source)
    if data is None:
        raise OutOfOrder(
            f"The Word file of “{draft.label}” is not in this dossier any more; export the clean text as PDF."
        )
    return draft, data


def _redline(record: Record, options: Options, attachment: Attachment) -> bytes:
    from hisrg_desktop.documents.revised import redline

    return _marked(redline, record, options, attachment)


def _markup(record: Record, options: Options, attachment: Attachment) -> bytes:
    from hisrg_desktop.documents.revised import markup

    return _marked(markup, record, options, attachment)


def _marked(make: Callable[..., bytes], record: Record, options: Options, attachment: Attachment) -> bytes:
    there = _original(record, attachment, options.since)
    if there is None:
        raise OutOfOrder(
            "The text of this dossier came from no Word file, so there is none to mark changes in; "
            "export the clean text, and the decisions for what was changed."
        )
    which: Literal["agreed", "proposals"] = "proposals" if options.which == "proposals" else "agreed"
    return make(record, *there, which=which, names=_names(options), status=_status(options))


def _clean(record: Record, options: Options, attachment: Attachment) -> bytes:
    there = _original(record, attachment, options.since) if options.suffix == ".docx" else None
    if there is None:
        from hisrg_desktop.documents.clean_text import clean_text

        return _written(clean_text(record), options)
    from hisrg_desktop.documents.revised import clean

    return clean(record, *there, status=_status(options))


# --- what is on record about a person ---------------------------------------------------------------------------------


def _person(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.person import person_data, person_document
    from hisrg_desktop.meeting.people.persons import people_by_name

    everybody = people_by_name(record)
    if not everybody:
        raise OutOfOrder("Nobody is on record yet.")
    person = options.person or everybody[0].id
    entries = options.journal(person, record)
    if options.suffix == ".json":
        return json.dumps(person_data(record, person, entries), default=_iso, ensure_ascii=False, indent=1).encode()
    return _written(person_document(record, person, entries), options)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def journal_of(ledger: Ledger) -> About:
    """The entries about a person in this ledger."""

    def told(person: str, record: Record) -> Sequence[Entry]:
        from hisrg_desktop.meeting.people.erasing import erasing

        reads = erasing(record, person)
        return ledger.about(sorted(reads.people), reads.names.called)

    return told


meeting_of, written, known_by_readers = _meeting, _written, _known

_PAPER = (".docx", ".pdf", ".txt")

KINDS: dict[str, Kind] = {
    "agenda": Kind("Agenda", "Members and observers", _PAPER, ("meeting", "audience", "template"), _agenda),
    "annotated-agenda": Kind(
        "Annotated agenda", "Members and observers", _PAPER, ("meeting", "audience", "template"), _annotated_agenda
    ),
    "minutes": Kind(
        "Minutes",
        "Members; observers when final. With names for the secretariat, without for circulation",
        _PAPER,
        ("meeting", "names", "audience", "template"),
        _minutes,
    ),
    "redline": Kind(
        "Redline",
        "Members. Without names also for outsiders",
        (".docx",),
        ("which", "names", "audience", "since"),
        _redline,
    ),
    "markup": Kind(
        "Mark-up without tracked changes",
        "Where tracked changes are not wanted: new words bold and underlined, deleted ones struck through",
        (".docx",),
        ("which", "names", "audience", "since"),
        _markup,
    ),
    "clean": Kind("Clean text", "All, when final", _PAPER, (), _clean),
    "concordance": Kind(
        "Concordance",
        "All, with each renumbering",
        (*_PAPER, ".xlsx", ".csv"),
        ("template",),
        _concordance,
    ),
    "comments": Kind(
        "Compiled comments",
        "Members; observers when final",
        (*_PAPER, ".xlsx", ".csv"),
        ("meeting", "names", "audience", "template"),
        _comments,
    ),
    "decisions": Kind("Decisions", "Members", _PAPER, ("meeting", "names", "audience", "template"), _decisions),
    "actions": Kind(
        "Actions", "Members and the owners of actions", _PAPER, ("meeting", "names", "audience", "template"), _actions
    ),
    "participants": Kind(
        "List of participants", "Annex to the minutes with names", _PAPER, ("meeting", "template"), _participants
    ),
    "calendar": Kind(
        "Calendar",
        "Everybody invited: the meeting, or each sitting, for their calendars",
        (".ics",),
        ("meeting",),
        _calendar,
    ),
    "mail-merge": Kind(
        "List for a mail merge",
        "The secretariat: everybody to be invited, with how to address them, on what basis, and their seat",
        (".xlsx", ".csv"),
        ("meeting",),
        _mail_merge,
    ),
    "distribution": Kind(
        "Distribution lists",
        "The secretariat: addresses by circulation, and who has none on record",
        (".csv", ".xlsx"),
        (),
        _distribution,
    ),
    "responses": Kind(
        "Responses",
        "The secretariat: which members have not answered, and what everybody invited has said",
        (*_PAPER, ".xlsx", ".csv"),
        ("meeting", "template"),
        _responses,
    ),
    "meetings": Kind(
        "Report over the meetings",
        "Chair and secretariat: who came, who spoke and for how long, and the sentence that is published",
        _PAPER,
        ("template",),
        _over_meetings,
    ),
    "people": Kind(
        "People, as a list",
        "The secretariat: everybody on record with e-mail addresses, to be changed elsewhere and taken in again",
        (".xlsx", ".csv"),
        (),
        _people,
    ),
    "attendance": Kind(
        "Attendance record",
        "The secretariat: sitting by sitting, with times, alternates and majorities",
        (".docx", ".pdf", ".xlsx"),
        ("meeting", "template"),
        printed.attendance,
    ),
    "sign-in": Kind(
        "Sign-in sheet",
        "The door of the room: a sheet to sign for each sitting",
        (".docx", ".pdf"),
        ("meeting", "template"),
        printed.sign_in,
    ),
    "figures": Kind(
        "Figures",
        "Chair and secretariat; without what is for members only also observers: attendance, speaking time, minutes",
        _PAPER,
        ("meeting", "audience", "template"),
        printed.figures,
    ),
    "badges": Kind(
        "Badges",
        "The room: ten to a sheet of A4, with marks to cut at",
        (".pdf",),
        ("meeting",),
        printed.badges,
    ),
    "place-cards": Kind(
        "Place cards",
        "The room: two to a sheet of A4, to be folded, the name on both sides",
        (".pdf",),
        ("meeting",),
        printed.place_cards,
    ),
    "person": Kind(
        "What is on record about a person",
        "That person, who may ask for it; never anybody else",
        (*_PAPER, ".json"),
        ("person", "template"),
        _person,
    ),
    "day": Kind(
        "Day file",
        "The secretariat: redline, clean text, decisions, parked, actions and attendance of the day",
        (".zip",),
        ("meeting",),
        _day,
    ),
}
"""Every kind of document, in the order in which a window offers them."""


# --- read in a window -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """A document to be read in a window: rich text, its headings (level, words, anchor), and the names that would leak."""

    html: str
    places: tuple[tuple[int, str, str], ...]
    names: tuple[tuple[str, str], ...] = ()


def read_minutes(record: Record, options: Options) -> Read:
    """The minutes as they would be issued now; without names, also which names stand in the words taken down."""
    from hisrg_desktop.documents.write_html import write_html

    document = composed_minutes(record, options)
    written = write_html(document)
    found: tuple[tuple[str, str], ...] = ()
    if options.names == "none":
        from hisrg_desktop.documents.names import find_names
        from hisrg_desktop.documents.outline import texts

        found = tuple((hit.name, hit.words) for hit in find_names(record, (("", text) for text in texts(document))))
    return Read(written.html, tuple((p.level, p.text, p.anchor) for p in written.places), found)
