"""Panels, the reports they send, and the items taken from them."""

from datetime import date

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.lists import PanelItemKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced


class Panel(Row):
    """A panel that advises the Group, such as the Technical Panel."""

    name: str
    prefix: str = "P"


def panels_chaired(record: Record, person: str, day: date) -> list[str]:
    """The names of the panels that a person chairs on a day."""
    held = (f for f in record.where(Function, person=person) if f.since <= day and (f.until is None or day <= f.until))
    return [panel.name for function in held if (panel := record.find(Panel, function.panel))]


class PanelReport(Row):
    """A report or work plan as received; the file is kept, its text stands page by page in `ReportPage`."""

    panel: str = Field(foreign_key="panel.id")
    title: str
    received_on: date
    attachment: str | None = Field(default=None, foreign_key="attachment.id")
    scanned: bool = False


class ReportPage(Row):
    """The text of one page of a report; pages count from 1."""

    searched = ("text",)

    report: str = Field(foreign_key="panel_report.id", index=True)
    page: int
    text: str


class PanelItem(Row):
    """One remark, case study, finding, challenge, recommendation or proposed new block, with the Group's response."""

    searched = ("quote", "response")

    report: str = Field(foreign_key="panel_report.id", index=True)
    number: str
    kind: PanelItemKind
    page: int
    quote: str
    provisions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    proposes_heading: str = ""
    response: str = ""


class SetUpPanel(Act):
    """Set up a panel."""

    name: str
    prefix: str = "P"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The panel."""
        return [added(Panel(id=moment.new_id(), name=self.name, prefix=self.prefix))]


class ReceiveReport(Act):
    """Receive a report from a panel."""

    panel: str
    title: str
    received_on: date
    pages: tuple[str, ...]
    attachment: Attachment | None = None
    scanned: bool = False

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The report and its pages; the same file is received once."""
        changes: list[Change] = []
        if self.attachment:
            same = record.where(PanelReport, attachment=self.attachment.id)
            if same:
                raise OutOfOrder(f"This file has been received already, as “{same[0].title}”.")
            if record.find(Attachment, self.attachment.id) is None:
                changes.append(added(self.attachment))
        report = PanelReport(
            id=moment.new_id(),
            panel=self.panel,
            title=self.title,
            received_on=self.received_on,
            attachment=self.attachment.id if self.attachment else None,
            scanned=self.scanned,
        )
        pages = [
            added(ReportPage(id=moment.new_id(), report=report.id, page=number, text=text))
            for number, text in enumerate(self.pages, 1)
        ]
        return [*changes, added(report), *pages]

    def sentence(self, record: Record) -> str:
        """Names the report."""
        return f"Receive the report “{self.title}”"


class MarkItem(Act):
    """Make an item of words marked in a report."""

    report: str
    page: int
    quote: str = Field(min_length=1)
    kind: PanelItemKind = "remark"
    provisions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    proposes_heading: str = ""
    response: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item, numbered by its panel."""
        report = record.get(PanelReport, self.report)
        panel = record.get(Panel, report.panel)
        if self.kind == "proposed block" and not self.proposes_heading:
            raise OutOfOrder("A proposed new block needs a heading.")
        count = moment.next_number(record, f"panel-item:{panel.prefix}")
        number = f"{panel.prefix}-{count:03d}"
        return [added(PanelItem(id=moment.new_id(), number=number, **self.model_dump()))]


class LinkItem(Act):
    """Link an item of a report to places in the text."""

    item: str
    provisions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item with these places."""
        item = record.get(PanelItem, self.item)
        return [replaced(item, provisions=self.provisions, blocks=self.blocks)]


class Respond(Act):
    """Record the Group's response to an item of a report."""

    item: str
    response: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item with the response."""
        return [replaced(record.get(PanelItem, self.item), response=self.response)]


def items_on(record: Record, provision: str, block: str) -> list[PanelItem]:
    """The panel items that concern a provision, or its block as a whole."""
    return [i for i in record.each(PanelItem) if provision in i.provisions or block in i.blocks]


def pages_of(record: Record, report: str) -> list[ReportPage]:
    """The pages of a report in order."""
    return sorted(record.where(ReportPage, report=report), key=lambda page: page.page)
