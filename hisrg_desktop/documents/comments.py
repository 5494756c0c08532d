"""The compiled comments: the eight columns of the comment form of ISO, IEC and CEN of March 2012, ordered by place."""

from dataclasses import replace

from hisrg_desktop.documents.attribution import Attribution, Names
from hisrg_desktop.documents.head import document
from hisrg_desktop.documents.outline import Column, Document, Paragraph, Run, Table, Words
from hisrg_desktop.documents.revised import change_words, disposition_words
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.meeting.text.numbers import numbers
from hisrg_desktop.meeting.text.parts import blocks, by_block

COLUMNS = (
    Column("No.", 606),
    Column("From", 908),
    Column("Block", 1209),
    Column("Provision", 1209),
    Column("Type", 1115),
    Column("Comment", 4177),
    Column("Proposed change", 4233),
    Column("Disposition and observations", 2419),
)
"""Widths in twips, as in the form."""

_CLASSES = {"C": "Member", "M": "Member", "O": "Observer", "P": "Panel", "S": "Secretariat"}


def comments(record: Record, meeting: Meeting | None = None, names: Names = "full") -> Document:
    """Every comment on the text that is not struck, in the order of the text, under headings in the page header."""
    table = compiled(record, names)
    parts = [table] if table.rows else [Paragraph("No comment on the text is on record.")]
    made = document(record, meeting, "Compiled comments", parts)
    return replace(made, landscape=True)


def compiled(record: Record, names: Names = "full") -> Table:
    """The table of comments; procedural remarks without a place in the text stay in the minutes."""
    who = Attribution(record, names)
    known = record.derive(numbers)
    order = _order(record)
    proposals = {p.comment: p for p in record.each(Proposal)}
    dispositions = record.all(Disposition)
    found = [c for c in record.each(Comment) if not c.struck and (c.block or c.provision or c.channel != "in session")]
    found.sort(key=lambda c: (order.get(c.provision or c.block or "", -1), c.at, c.id))
    rows = []
    for count, comment in enumerate(found, 1):
        proposal = proposals.get(comment.id)
        rows.append(
            (
                str(count),
                _from(record, comment, who),
                known.labels.get(comment.block or "", ""),
                _place(known.labels, known.notes, known.locators, comment),
                comment.type,
                _numbered(comment, who),
                change_words(record, proposal) if proposal else "",
                disposition_words(record, dispositions.get(comment.id)),
            )
        )
    return Table(COLUMNS, rows, headings_in_page_header=True)


def _order(record: Record) -> dict[str, int]:
    places: dict[str, int] = {}
    grouped = record.derive(by_block)
    for block in record.derive(blocks):
        places[block.id] = len(places)
        for provision in grouped.get(block.id, ()):
            places[provision.id] = len(places)
    return places


def _from(record: Record, comment: Comment, who: Attribution) -> str:
    """The organisation, or the person who speaks for none; without names, the class only."""
    if who.names == "none":
        return _CLASSES.get(comment.capacity, "Public")
    organisation = record.find(Organisation, comment.organisation)
    person = record.find(Person, comment.author)
    return (organisation.short or organisation.name) if organisation else person.initialled if person else comment.by


def _numbered(comment: Comment, who: Attribution) -> Words:
    number = who.number(comment)
    return [Run(f"{number}  ", soft=True), Run(comment.text)] if number else comment.text


def _place(labels: dict[str, str], notes: dict[str, int], locators: dict[str, str], comment: Comment) -> str:
    """The provision as one points at it, and the footnote where it is about one."""
    if comment.provision is None:
        return ""
    place = locators.get(comment.provision) or labels.get(comment.provision, "")
    return f"{place} fn{notes[comment.footnote]}" if comment.footnote in notes else place
