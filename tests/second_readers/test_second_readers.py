"""The second readers read what Word would show."""

import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.second_readers.reading import Unread, missing

CHANGE = (
    '<w:{kind} {ns} w:id="{id}" w:author="Editor" w:date="2026-01-01T00:00:00Z">'
    '<w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r></w:{kind}>'
)


def change(kind: str, words: str, number: int) -> object:
    text = "delText" if kind == "del" else "t"
    return parse_xml(CHANGE.format(kind=kind, ns=nsdecls("w"), id=number, text=text, words=words))


@pytest.fixture
def redline(tmp_path: Path) -> Path:
    """Two paragraphs; in the second, *may* was struck and *shall* put in."""
    document = docx.Document()
    document.add_paragraph("Obligations", style="List Number")
    changed = document.add_paragraph("Each Party ")
    changed._p.append(change("del", "may", 1))
    changed._p.append(change("ins", "shall", 2))
    changed.add_run(" report.")
    document.save(str(tmp_path / "redline.docx"))
    return tmp_path / "redline.docx"


@pytest.mark.second_reader("soffice", "uno")
def test_libreoffice_reads_a_redline_both_ways(redline, libreoffice_paragraphs):
    assert libreoffice_paragraphs(redline, "accepted") == ["Obligations", "Each Party shall report."]
    assert libreoffice_paragraphs(redline, "rejected") == ["Obligations", "Each Party may report."]


@pytest.mark.second_reader("soffice", "uno")
def test_libreoffice_tells_the_numbers_it_prints(redline, libreoffice_labels):
    assert [label for label, _ in libreoffice_labels(redline)] == ["1.", ""]


@pytest.mark.second_reader("soffice", "uno", "pdftoppm")
def test_libreoffice_prints_a_file_and_shows_its_pages(redline, tmp_path, libreoffice_pdf, libreoffice_pictures):
    assert libreoffice_pdf(redline, tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    (page,) = libreoffice_pictures(redline)
    assert page.read_bytes().startswith(b"\x89PNG")


@pytest.mark.second_reader("soffice", "uno")
def test_an_unreadable_file_is_named_and_the_office_goes_on(redline, tmp_path, libreoffice_paragraphs):
    with pytest.raises(Unread, match=r"nowhere\.docx"):
        libreoffice_paragraphs(tmp_path / "nowhere.docx", "accepted")
    assert len(libreoffice_paragraphs(redline, "accepted")) == 2


@pytest.mark.second_reader("soffice")
def test_soffice_converts_a_file_in_a_profile_of_its_own(redline, soffice):
    assert "report." in soffice(redline, "txt").read_text(encoding="utf-8-sig")


@pytest.mark.second_reader("pandoc")
def test_pandoc_reads_a_redline_both_ways(redline, pandoc_text):
    assert "Each Party shall report." in pandoc_text(redline, "accept")
    assert "Each Party may report." in pandoc_text(redline, "reject")


@pytest.mark.parametrize(("surroundings", "outcome"), [("", "skipped"), ("true", "failed")])
def test_a_missing_reader_is_skipped_by_name_and_fails_in_ci(surroundings, outcome, monkeypatch):
    from tests.second_readers.reading import need

    monkeypatch.setenv("CI", surroundings)
    ending = pytest.skip.Exception if outcome == "skipped" else pytest.fail.Exception
    with pytest.raises(ending, match="not installed: no-such-reader"):
        need("no-such-reader")


def test_a_reader_that_is_there_is_not_missed():
    present = tuple(name for name in ("python3", "python", "git") if shutil.which(name))
    assert missing(present) == []
