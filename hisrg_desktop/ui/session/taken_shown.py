"""What the session page shows of what was taken down last, of offers to complete, and of what a line says."""

from hisrg_desktop.meeting.comments.abbreviations import expansions
from hisrg_desktop.meeting.comments.capture import flags_of, irregularity
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.completion import Offer
from hisrg_desktop.meeting.comments.line import Understood
from hisrg_desktop.meeting.comments.private_notes import PrivateNote
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import proposal_of
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import locator
from hisrg_desktop.ui.widgets.offers import OfferView
from hisrg_desktop.ui.widgets.tags import Kind
from hisrg_desktop.ui.widgets.taken import TakenView
from hisrg_desktop.ui.windows.shown import CLASSES, class_of_letter

_MOST = 24


def entries(record: Record) -> list[TakenView]:
    """What was taken down and noted last, the oldest first; what was struck out is there to be restored."""
    said = sorted(record.where(Comment, channel="in session")[-_MOST:], key=lambda c: (c.at, c.id))
    notes = list(record.each(PrivateNote))[-_MOST:]
    both: list[Comment | PrivateNote] = [*said, *notes]
    rows = sorted(both, key=lambda row: (row.at, row.id))[-_MOST:]
    return [_said(record, row) if isinstance(row, Comment) else _noted(record, row) for row in rows]


def _said(record: Record, comment: Comment) -> TakenView:
    person = record.find(Person, comment.author)
    irregular = irregularity(record, comment)
    remedy = irregular.remedy.sentence(record) if irregular and irregular.remedy else ""
    return TakenView(
        comment.id,
        f"{local(comment.at):%H:%M:%S}",
        person.initialled if person else author_name(record, comment) or "Secretariat",
        comment.text,
        class_of_letter(comment.capacity or "S"),
        locator(record, comment.provision or comment.block) if comment.provision or comment.block else "",
        tuple(_tags(record, comment)),
        remedy,
        struck=comment.struck,
    )


def _tags(record: Record, comment: Comment) -> list[tuple[str, Kind]]:
    """Flags first, then what kind of entry it is, with the number of what it proposes."""
    tags: list[tuple[str, Kind]] = [(flag, "bad") for flag in flags_of(record, comment)]
    proposal = proposal_of(record, comment.id)
    if proposal:
        tags.append((f"proposal {proposal.number}", "accent"))
    elif comment.kind != "remark":
        tags.append((comment.kind, "plain"))
    if comment.struck:
        tags.append(("struck out", "plain"))
    return tags


def _noted(record: Record, note: PrivateNote) -> TakenView:
    person = record.find(Person, note.person)
    tags: tuple[tuple[str, Kind], ...] = (("off the record" if note.off_the_record else "private", "panel"),)
    return TakenView(
        note.id,
        f"{local(note.at):%H:%M:%S}",
        person.initialled if person and note.off_the_record else "",
        note.text,
        place=locator(record, note.provision or note.block) if note.provision or note.block else "",
        tags=(*tags, ("struck out", "plain")) if note.struck else tags,
        private=True,
        struck=note.struck,
    )


def offered(offers: tuple[Offer, ...], at: int) -> tuple[OfferView, ...]:
    """The offers as the list shows them; `at` is where the letters begin for which they were made."""
    return tuple(
        OfferView(
            one.start + at,
            one.end + at,
            one.words,
            one.label,
            one.detail,
            CLASSES.get(one.letter) or (class_of_letter(one.letter) if one.letter == "E" else None),
            one.letter if one.letter not in CLASSES and one.letter != "E" else "",
        )
        for one in offers
    )


def echo(record: Record, said: tuple[Understood, ...], letters: str) -> str:
    """What was understood of a line, entry by entry, and what the word at the caret would expand to."""
    told = [_echo_of(record, one, None if number == 0 else said[number - 1]) for number, one in enumerate(said)]
    if len(told) > 1:
        told = [f"{number}  {words}" for number, words in enumerate(told, 1)]
    word = letters.split()[-1] if letters.split() and not letters[-1:].isspace() else ""
    whole = record.derive(expansions).get(word)
    expands = f"{word} = {whole}    " if whole else ""
    return expands + "    ".join(told)


def _echo_of(record: Record, said: Understood, before: Understood | None) -> str:
    """One entry: only what differs from the one before is said again."""
    doubts = [f"⚠ {doubt}; kept as words" for doubt in said.doubts]
    if said.asks:
        return " · ".join([said.asks.sentence(record), *doubts])
    if said.wants:
        return _WANTS[said.wants]
    parts = [_who(record, said)] if before is None or before.speaker != said.speaker else []
    if said.continues:
        parts.append(f"continues {record.get(Comment, said.continues).number}")
    elif said.provision or said.block:
        where = f"on {locator(record, said.provision or said.block)}"
        there = before is not None and (before.provision, before.block) == (said.provision, said.block)
        parts += [] if there else [where]
    if not said.continues:
        parts.append(said.kind)
    parts += [
        f"{verb} {proposal.number}"
        for key, verb in ((said.supports, "supports"), (said.opposes, "opposes"))
        if (proposal := record.find(Proposal, key))
    ]
    if said.proposes is not None:
        parts.append(f"would read “{said.proposes}”" if len(said.proposes) < 60 else "proposes new wording")
    parts += [f"#{tag}" for tag in said.tags]
    return ", ".join([*parts, *doubts])


_WANTS = {
    "agreed": "prepares the decision with these words",
    "s": "puts in the stored text, or stores it where “name = words” is typed",
    "abbr": "keeps the abbreviation “short = long”; alone, shows the list",
}


def _who(record: Record, said: Understood) -> str:
    person = record.find(Person, said.speaker)
    return person.name if person else "nobody has the floor"
