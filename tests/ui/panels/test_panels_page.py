"""The panels page: reports received, words marked in them, items linked and answered."""

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.desk.reports import ReceivedReport
from hisrg_desktop.meeting.panels.reports import MarkItem, Panel, PanelItem, PanelReport, ReceiveReport, SetUpPanel
from hisrg_desktop.shipped import shipped
from hisrg_desktop.ui.panels import shown
from hisrg_desktop.ui.panels.page import PanelsPage

PAGES = ("Three case studies.\nEach used a fixed\nradius for landing.", "The Panel recommends 🛰 a registry of radii.")


@pytest.fixture
def page(room) -> PanelsPage:
    """The panels page on one report."""
    room.do(SetUpPanel(name="Technical Panel", prefix="P-TECH"))
    panel = next(room.record.each(Panel)).id
    room.do(ReceiveReport(panel=panel, title="On radii", received_on=date(2024, 4, 2), pages=PAGES))
    room.window.go("panels")
    page = room.window.page("panels")
    assert isinstance(page, PanelsPage)
    return page


def press(page, name):
    page.findChild(QAbstractButton, name).click()


def mark(page, words):
    """Mark these words in the report as a mouse would."""
    text = page.paper.toPlainText()
    at = text.index(words)
    units = len(text[:at].encode("utf-16-le")) // 2
    page.paper.mark(units, units + len(words.encode("utf-16-le")) // 2)


def make(room, page, words, **fields):
    """An item made of these words on the page."""
    mark(page, words)
    page.mark_form.places.setText(fields.get("places", ""))
    count = len(list(room.record.each(PanelItem)))
    press(page, "markMake")
    room.wait(lambda: len(list(room.record.each(PanelItem))) == count + 1)
    return list(room.record.each(PanelItem))[-1]


def test_a_report_says_from_whom_when_and_what_is_due(room, page):
    make(room, page, "fixed")
    view = shown.reports(room.record)[0]
    assert view.name == "Technical Panel"
    assert view.words == "On radii\nReceived 2 Apr 2024\nItems: 1 · responses due: 1"


def test_the_report_is_read_page_by_page(page):
    text = page.paper.toPlainText()
    assert text.index("Page 1") < text.index("Three case") < text.index("Page 2") < text.index("recommends")


def test_marked_words_become_an_item_with_its_page_and_places(room, page):
    item = make(room, page, "fixed\nradius", places="2.1, 1")
    assert (item.number, item.page, item.quote) == ("P-TECH-001", 1, "fixed radius")
    assert item.provisions == (room.place("2.1"),)
    assert item.blocks == (room.place("1"),)
    assert page.items.key == item.id
    assert page.mark_form.isHidden()


def test_words_after_a_sign_of_two_units_are_marked_whole(room, page):
    item = make(room, page, "registry of radii")
    assert (item.page, item.quote) == (2, "registry of radii")
    where = shown.marked(room.record, item.report)[0]
    assert PAGES[1][where.start : where.end] == "registry of radii"
    assert page.paper.extraSelections()[0].cursor.selectedText() == "registry of radii"


def test_words_marked_across_pages_leave_the_heading_of_the_page_out(page):
    mark(page, "for landing.\n\nPage 2\nThe Panel")
    assert page.paper.words == (1, "for landing. The Panel")


def test_the_places_typed_are_said_back_and_an_unknown_one_is_refused(room, page, qtbot):
    mark(page, "fixed")
    page.mark_form.places.setText("2.1, 77")
    assert page.mark_form._echo.text() == "2.1 “Lane” means a way. · there is no 77"
    with qtbot.waitSignal(page.says, check_params_cb=lambda words: "77" in words):
        press(page, "markMake")
    assert not list(room.record.each(PanelItem))
    assert not page.mark_form.isHidden()


def test_a_proposed_block_asks_for_its_heading(room, page):
    mark(page, "registry of radii")
    assert page.mark_form.heading.isHidden()
    page.mark_form.kind.setCurrentText("proposed block")
    assert not page.mark_form.heading.isHidden()
    page.mark_form.heading.setText("Registry")
    press(page, "markMake")
    room.wait(lambda: bool(list(room.record.each(PanelItem))))
    assert next(room.record.each(PanelItem)).proposes_heading == "Registry"


def test_what_was_marked_before_is_seen_in_the_text(room, page):
    make(room, page, "fixed\nradius")
    selections = page.paper.extraSelections()
    assert [s.cursor.selectedText().split() for s in selections] == [["fixed", "radius"]]


def test_a_response_is_recorded(room, page):
    item = make(room, page, "fixed")
    page.item_form.response.setPlainText("The Group will consider it.")
    press(page, "itemRespond")
    room.wait(lambda: room.record.get(PanelItem, item.id).response == "The Group will consider it.")
    assert shown.items(room.record, item.report)[0].tags == (("answered", "ok"),)


def test_a_response_half_typed_waits_while_another_item_is_looked_at(room, page):
    first, second = make(room, page, "fixed"), make(room, page, "registry")
    page.items.choose(first.id)
    page.item_form.response.setPlainText("The Group wi")
    page.items.choose(second.id)
    assert page.item_form.response.toPlainText() == ""
    room.do(SetUpPanel(name="Another", prefix="P-AN"))
    page.items.choose(first.id)
    assert page.item_form.response.toPlainText() == "The Group wi"


def test_an_item_is_linked_and_its_place_gone_to(room, page):
    item = make(room, page, "fixed")
    page.item_form.places.setText("1.2")
    press(page, "itemLink")
    room.wait(lambda: room.record.get(PanelItem, item.id).provisions == (room.place("1.2"),))
    press(page, "itemGoTo0")
    assert room.window.current is room.window.page("session")
    assert room.window.page("session").tree.key == room.place("1.2")


def test_an_item_is_selected_in_its_report(room, page):
    first = make(room, page, "fixed")
    make(room, page, "registry")
    room.window.go("session")
    room.window.go("panels", first.id)
    assert page.items.key == first.id


def test_a_report_of_a_new_panel_is_received_with_its_file(room, page):
    data = b"%PDF-1.4 not really"
    page.take_report(ReceivedReport("Second report", ("One page.",), False, "second.pdf", data))
    page.receive_form.panel.setEditText("Socio-Economic Panel")
    press(page, "receiveButton")
    room.wait(lambda: page.receive_form.isHidden())
    report = list(room.record.each(PanelReport))[-1]
    assert room.record.get(Panel, report.panel).prefix == "P-SE"
    assert (report.title, report.received_on) == ("Second report", room.bridge.now.date())
    assert report.attachment == attachment_of("second.pdf", data).id
    assert room.bridge.desk.attachment(report.attachment).result() == data
    assert page.reports.key == report.id


def test_the_same_file_is_not_received_twice(room, page, qtbot):
    again = ReceivedReport("Again", ("One page.",), False, "again.pdf", b"same")
    page.take_report(again)
    press(page, "receiveButton")
    room.wait(lambda: page.receive_form.isHidden())
    page.take_report(again)
    with qtbot.waitSignal(room.bridge.refused, check_params_cb=lambda refusal: "Again" in refusal.message):
        press(page, "receiveButton")
    assert not page.receive_form.isHidden()
    assert len(list(room.record.each(PanelReport))) == 2


def test_a_scan_is_said_to_be_one(room, page):
    page.take_report(ReceivedReport("Scan", ("", ""), True, "scan.pdf", b"scan"))
    assert not page.receive_form._scan.isHidden()
    page.receive_form.panel.setCurrentText("Technical Panel")
    press(page, "receiveButton")
    room.wait(lambda: page.receive_form.isHidden())
    assert not page._scan.isHidden()
    assert "without a text layer" in page.paper.toPlainText()
    assert shown.reports(room.record)[0].tags == (("scan", "plain"),)


def test_an_empty_page_says_what_to_do(room):
    room.window.go("panels")
    page = room.window.page("panels")
    assert page._empty.isVisible()


def test_marking_by_act_elsewhere_is_seen_at_once(room, page):
    report = next(room.record.each(PanelReport)).id
    room.do(MarkItem(report=report, page=2, quote="a registry"))
    assert [view.name for view in shown.items(room.record, report)] == ["P-TECH-001"]
    assert page.item_form.item == next(room.record.each(PanelItem)).id


@pytest.mark.parametrize("name", ["socio-economic-report.pdf", "technical-report.docx"])
def test_a_file_is_read_beside_the_work_and_then_received(room, page, name):
    page.take_file(shipped(f"sample/{name}"))
    room.wait(lambda: not page.receive_form.isHidden())
    assert page.receive_form.title.text()
    page.receive_form.panel.setCurrentText("Technical Panel")
    press(page, "receiveButton")
    room.wait(lambda: page.receive_form.isHidden())
    report = list(room.record.each(PanelReport))[-1]
    assert len(shown.pages(room.record, report.id)) > 1
    assert page.paper.toPlainText().startswith("Page 1")


def test_a_file_that_is_no_report_is_refused_with_its_name(room, page, tmp_path, qtbot):
    path = tmp_path / "notes.pdf"
    path.write_text("only words")
    with qtbot.waitSignal(room.bridge.refused, check_params_cb=lambda refusal: "notes.pdf" in refusal.message):
        page.take_file(path)
    assert page.receive_form.isHidden()
