"""Drafts: one version of a text, frozen once issued, with the way back to the paragraphs of its Word file."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, Text
from hisrg_desktop.meeting.text.reading import DraftReading, PartRead


class Draft(Row):
    """One version of a text; `source` is the Word file it came from."""

    in_text: str = Field(foreign_key="text.id", index=True)
    label: str
    dated: date | None = None
    reference: str = ""
    source: str | None = Field(default=None, foreign_key="attachment.id")


class DraftPart(Row):
    """A block or provision as a draft had it; `paragraph` is its place among the paragraphs of the Word file.

    `part` is the identity of the block or provision, which later drafts share; -1 is no paragraph.
    """

    draft: str = Field(foreign_key="draft.id", index=True)
    part: str = Field(index=True)
    label: str
    text: str
    paragraph: int = -1
    depth: int = 0


class DraftFootnote(Row):
    """A footnote as a draft had it, in one of its parts; `footnote` is its identity, which later drafts share."""

    draft: str = Field(foreign_key="draft.id", index=True)
    footnote: str = Field(foreign_key="footnote.id", index=True)
    part: str
    offset: int
    text: str


class UnplacedPart(Row):
    """Something in a draft's Word file that became no part of the text, so that nothing is dropped silently."""

    draft: str = Field(foreign_key="draft.id", index=True)
    what: str
    text: str = ""
    paragraph: int = -1


THE_NINETEEN = (
    "Objective",
    "Definition of key terms",
    "Scope",
    "Principles",
    "International responsibility for space resource activities and jurisdiction over space products",
    "Access to space resources",
    "Utilization of space resources",
    "Due regard for interest of all countries and humankind",
    "Avoidance of harmful impacts resulting from space resource activities",
    "Technical standards for, prior review of, and safety zones around space resource activities",
    "Monitoring and redressing harmful impacts resulting from space resource activities",
    "Sharing of benefits arising out of the utilization of space resources",
    "Registration and sharing of information",
    "Provision of assistance in case of distress",
    "Liability in case of damage resulting from space resource activities",
    "Visits relating to space resource activities",
    "Institutional arrangements",
    "Settlement of disputes",
    "Monitoring and review",
)
"""The headings of the Building Blocks, the template of a new dossier without a draft."""


class TakeInDraft(Act):
    """Take in a draft."""

    reading: DraftReading
    label: str = "Draft"
    dated: date | None = None
    reference: str = ""
    attachment: Attachment | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The text with its blocks, provisions and footnotes, the draft frozen beside it, and what was not understood."""
        if next(record.each(Draft), None):
            raise OutOfOrder("This dossier has its text already; a next draft is taken in as a revision of it.")
        if not any(part.text.strip() for part in self.reading.parts):
            raise OutOfOrder("The draft holds no text.")
        return _Intake(self, moment).changes()

    def sentence(self, record: Record) -> str:
        """Names the draft."""
        return f"Take in the draft “{self.label}”"


class StartFromTemplate(Act):
    """Start from the nineteen headings."""

    name: str = "Building Blocks"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """A text of nineteen blocks, each with its heading and one empty paragraph to begin with."""
        parts = []
        for number, heading in enumerate(THE_NINETEEN, 1):
            parts.append(PartRead(kind="block", depth=0, label=str(number), text=heading, paragraph=-1))
            parts.append(PartRead(kind="provision", depth=1, label=f"{number}.1", text="", paragraph=-1))
        reading = DraftReading(title=self.name, parts=parts)
        return TakeInDraft(reading=reading, label="Template").decide(record, moment)


class _Intake:
    """Turns a reading into rows, part by part."""

    def __init__(self, act: TakeInDraft, moment: Moment) -> None:
        self._act, self._moment = act, moment
        self._made: list[Change] = []
        self._rank = 0.0
        self._block: Block | None = None
        self._above: list[tuple[int, Provision]] = []
        reading = act.reading
        self._text = Text(id=moment.new_id(), name=reading.title or act.label, subtitle=reading.subtitle)
        self._draft = Draft(
            id=moment.new_id(),
            in_text=self._text.id,
            label=act.label,
            dated=act.dated,
            reference=act.reference,
            source=act.attachment.id if act.attachment else None,
        )

    def changes(self) -> list[Change]:
        """All rows, in an order in which each points only at earlier ones."""
        self._add(self._text)
        if self._act.attachment:
            self._add(self._act.attachment)
        self._add(self._draft)
        for part in self._act.reading.parts:
            self._take(part)
        return [*self._made, *map(added, not_placed(self._moment, self._draft.id, self._act.reading))]

    def _add(self, row: Row) -> None:
        self._made.append(added(row))

    def _next_rank(self) -> float:
        self._rank += 1
        return self._rank

    def _take(self, part: PartRead) -> None:
        if part.kind in ("title", "subtitle"):
            self._freeze(part, self._text.id)
        elif part.kind == "block":
            self._block = self._open_block(front=False, number=part.label.rstrip(".) "), heading=part.text)
            self._freeze(part, self._block.id)
        else:
            block = self._block or self._open_block(front=True)
            self._block = block
            self._freeze(part, self._provision(part, block).id)

    def _open_block(self, front: bool, number: str = "", heading: str = "") -> Block:
        block = Block(
            id=self._moment.new_id(),
            in_text=self._text.id,
            front=front,
            number=number,
            heading=heading,
            rank=self._next_rank(),
        )
        self._above = []
        self._add(block)
        return block

    def _provision(self, part: PartRead, block: Block) -> Provision:
        while self._above and self._above[-1][0] >= part.depth:
            self._above.pop()
        kind = part.kind if part.kind in ("heading", "paragraph", "item") else "provision"
        row = Provision(
            id=self._moment.new_id(),
            block=block.id,
            parent=self._above[-1][1].id if self._above and part.depth > 1 else None,
            kind=kind,
            numbered=part.label,
            rank=self._next_rank(),
            text=part.text,
        )
        self._add(row)
        self._above.append((part.depth, row))
        for note in part.notes:
            anchored = Footnote(
                id=self._moment.new_id(),
                provision=row.id,
                offset=note.offset,
                text=note.text,
                rank=self._next_rank(),
            )
            self._add(anchored)
            self._add(frozen_note(self._moment, self._draft.id, anchored))
        return row

    def _freeze(self, part: PartRead, key: str) -> None:
        self._add(frozen(self._moment, self._draft.id, part, key))


def frozen(moment: Moment, draft: str, part: PartRead, key: str) -> DraftPart:
    """A part as the draft has it."""
    return DraftPart(
        id=moment.new_id(),
        draft=draft,
        part=key,
        label=part.label,
        text=part.text,
        paragraph=part.paragraph,
        depth=part.depth,
    )


def frozen_note(moment: Moment, draft: str, note: Footnote) -> DraftFootnote:
    """A footnote as the draft has it."""
    return DraftFootnote(
        id=moment.new_id(), draft=draft, footnote=note.id, part=note.provision, offset=note.offset, text=note.text
    )


def not_placed(moment: Moment, draft: str, reading: DraftReading) -> list[UnplacedPart]:
    """What of the Word file became no part of the text."""
    return [
        UnplacedPart(
            id=moment.new_id(),
            draft=draft,
            what=left.what,
            text=left.text,
            paragraph=-1 if left.paragraph is None else left.paragraph,
        )
        for left in reading.not_understood
    ]


def latest_draft(record: Record) -> Draft | None:
    """The draft the room works from: the one taken in or issued last."""
    return next(reversed(list(record.each(Draft))), None)
