"""What the panels page shows of the record."""

import re
from dataclasses import dataclass

from hisrg_desktop.meeting.local_time import short_day
from hisrg_desktop.meeting.panels.reports import Panel, PanelItem, PanelReport, pages_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import find_place, label, locator
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.widgets.cards import CommentView
from hisrg_desktop.ui.widgets.tags import Kind

NO_TEXT = "This page is a picture without a text layer; nothing can be marked in it."


def reports(record: Record) -> list[CommentView]:
    """The reports, those received last first."""
    found = sorted(record.each(PanelReport), key=lambda r: (r.received_on, r.id), reverse=True)
    return [_report(record, report) for report in found]


def _report(record: Record, report: PanelReport) -> CommentView:
    items = record.where(PanelItem, report=report.id)
    due = sum(not item.response for item in items)
    tags: tuple[tuple[str, Kind], ...] = (("scan", "plain"),) if report.scanned else ()
    counts = f"Items: {len(items)} · responses due: {due}"
    words = f"{report.title}\nReceived {short_day(report.received_on)}\n{counts}"
    return CommentView(report.id, "panel", record.get(Panel, report.panel).name, "", words, (), tags)


def panels(record: Record) -> list[tuple[str, str]]:
    """The panels by id and name."""
    return [(panel.id, panel.name) for panel in record.each(Panel)]


def prefix_for(record: Record, name: str) -> str:
    """The letters that begin the numbers of a new panel's items: ``P-`` and the beginnings of its name."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in ("panel", "the", "of", "on", "and")]
    short = "".join(word[0] for word in words).upper() if len(words) > 1 else "".join(words)[:4].upper()
    taken = {panel.prefix for panel in record.each(Panel)}
    wanted = f"P-{short}" if short else "P"
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted}{number}", number + 1
    return free


# --- the text of a report ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Where an item stands in the text of its page."""

    key: str
    page: int
    start: int
    end: int


def pages(record: Record, report: str) -> tuple[Page, ...]:
    """The pages of a report; one without text says so."""
    return tuple(Page(page.page, page.text) for page in pages_of(record, report))


def marked(record: Record, report: str) -> list[Marked]:
    """Where the items of a report stand in it; those whose words are not found are left out."""
    texts = {page.page: page.text for page in pages_of(record, report)}
    found = []
    for item in record.where(PanelItem, report=report):
        span = span_of(texts.get(item.page, ""), item.quote)
        if span:
            found.append(Marked(item.id, item.page, *span))
    return found


def span_of(text: str, quote: str) -> tuple[int, int] | None:
    """Where words stand in a text, its line breaks left aside."""
    words = quote.split()
    if not words:
        return None
    match = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return match.span() if match else None


# --- items ------------------------------------------------------------------------------------------------------------


def items(record: Record, report: str) -> list[CommentView]:
    """The items of a report in their order."""
    return [_item(record, item) for item in record.where(PanelItem, report=report)]


def _item(record: Record, item: PanelItem) -> CommentView:
    lines = [f"{item.kind.capitalize()}, page {item.page}", f"“{item.quote}”"]
    if item.proposes_heading:
        lines.append(f"Proposes a new block: {item.proposes_heading}")
    places = places_typed(record, item)
    lines.append(f"On {places}" if places else "Not linked to a place")
    if item.response:
        lines.append(f"Response: {item.response}")
    tag: tuple[str, Kind] = ("answered", "ok") if item.response else ("response due", "warn")
    return CommentView(item.id, "panel", item.number, "", "\n".join(lines), (), (tag,))


def places_typed(record: Record, item: PanelItem) -> str:
    """The places of an item as one types them."""
    return ", ".join(locator(record, key) for key in (*item.blocks, *item.provisions))


def places_of(record: Record, item: PanelItem) -> list[tuple[str, str]]:
    """The places of an item by id and locator."""
    return [(key, locator(record, key)) for key in (*item.blocks, *item.provisions)]


@dataclass(frozen=True, slots=True)
class Places:
    """Places as typed: what was understood, as ids and in words, and what was not."""

    provisions: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    echo: str = ""
    unknown: tuple[str, ...] = ()


def read_places(record: Record, typed: str) -> Places:
    """The places meant by ``10.3, 12``."""
    provisions: list[str] = []
    blocks: list[str] = []
    said: list[str] = []
    unknown: list[str] = []
    for one in re.split(r"[,;\s]+", typed.strip()):
        place = find_place(record, one) if one else None
        if not one:
            continue
        if place and place.provision:
            provisions.append(place.provision)
            said.append(f"{locator(record, place.provision)} {_begins(record, place.provision)}")
        elif place and place.block:
            blocks.append(place.block)
            said.append(f"Block {label(record, place.block)} {record.get(Block, place.block).heading}")
        else:
            unknown.append(one)
    return Places(tuple(dict.fromkeys(provisions)), tuple(dict.fromkeys(blocks)), " · ".join(said), tuple(unknown))


def _begins(record: Record, provision: str) -> str:
    words = record.get(Provision, provision).text.split()
    return " ".join(words[:5]) + ("…" if len(words) > 5 else "")
