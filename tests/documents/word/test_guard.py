"""A foreign file is refused in words before anything in it is parsed."""

import io
import os
import struct
import zipfile
from pathlib import Path

import made
import pytest

from hisrg_desktop.documents.word.draft import read_draft
from hisrg_desktop.documents.word.guard import open_package
from hisrg_desktop.meeting.order import Unreadable

GOOD = made.word_file(made.paragraph("The Harbours agree."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        open_package(raw, "draft.docx").body()
    assert refused.value.message.startswith("draft.docx ")
    assert "\n" not in refused.value.message
    return refused.value.message


def test_a_word_file_passes():
    package = open_package(GOOD, "draft.docx")
    assert package.main == "word/document.xml"
    assert package.body().tag.endswith("}document")


def test_the_main_part_is_found_by_its_relationship():
    elsewhere = {
        "[Content_Types].xml": made._types({}).replace("/word/document.xml", "/odd/text.xml"),
        "_rels/.rels": made._relations({"officeDocument": "odd/text.xml"}),
        "odd/text.xml": made.root("document", f"<w:body>{made.paragraph('Here.')}</w:body>"),
    }
    assert [part.text for part in read_draft(made.zipped(elsewhere)).parts if part.kind == "provision"] == ["Here."]


def test_an_empty_file_is_refused():
    assert "is empty" in refusal(b"")


def test_a_text_file_is_refused():
    assert "not a Word document" in refusal(b"Just words, no Word.")


def test_a_pdf_is_named_as_one():
    assert "is a PDF" in refusal(b"%PDF-1.7\n")


def test_an_encrypted_file_is_named_as_one():
    assert "protected with a password" in refusal(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_an_old_word_file_is_named_as_one():
    assert "old kind (.doc)" in refusal(OLE + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(share):
    assert "incomplete or damaged" in refusal(GOOD[: int(len(GOOD) * share)])


def test_a_file_with_a_flipped_byte_is_refused():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo("word/document.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    assert "damaged" in refusal(GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :])


def test_a_workbook_is_named_as_one():
    assert "Excel workbook" in refusal(made.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}))


def test_an_opendocument_text_is_named_as_one():
    assert "OpenDocument" in refusal(made.zipped({"mimetype": "application/vnd.oasis", "content.xml": ""}))


def test_a_plain_zip_is_named_as_one():
    assert "zip archive" in refusal(made.zipped({"holiday.txt": "sun"}))


def test_a_zip_bomb_is_refused_unopened():
    bomb = made.word_file("", extra={"word/media/blank.xml": b"\0" * 60_000_000})
    assert len(bomb) < 1_000_000
    assert "times its size" in refusal(bomb)


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    # The sizes that the directory declares are believed before anything is unpacked.
    raw = bytearray(GOOD)
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 400_000_000)
    assert "would unpack to" in refusal(bytes(raw))


def test_too_many_parts_are_refused():
    many = made.word_file("", extra={f"word/media/{number}.xml": "" for number in range(5_001)})
    assert "parts, more than 5,000" in refusal(many)


def test_a_file_over_fifty_megabytes_is_refused():
    assert "too large" in refusal(b"PK\x03\x04" + b"\0" * 50_000_001)


@pytest.mark.parametrize("name", ["../../outside.xml", "/etc/outside.xml", "C:/outside.xml", "word/..\\outside.xml"])
def test_a_part_that_leads_out_of_the_file_is_refused(name):
    assert "leads out of the file" in refusal(made.word_file("", extra={name: "x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "word/DOCUMENT.xml"])
def test_a_part_held_twice_is_refused(name):
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, "<other/>")
    assert "twice" in refusal(out.getvalue())


def test_parts_that_overlap_are_refused():
    raw = bytearray(made.word_file("", extra={"word/second.xml": "x" * 300}))
    last = raw.rfind(b"PK\x01\x02")
    raw[last + 42 : last + 46] = struct.pack("<I", 10)
    assert "overlaps" in refusal(bytes(raw))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    words = f'<!DOCTYPE w [<!ENTITY a "lol">]><w:document xmlns:w="{made.W}"><w:body/></w:document>'
    hostile = made.word_file("", extra={"word/document.xml": words.encode(encoding)})
    assert "declares a document type" in refusal(hostile)


def test_a_part_that_is_no_xml_is_refused():
    assert "word/document.xml cannot be read" in refusal(made.word_file("", extra={"word/document.xml": "<w:docu"}))


def test_elements_nested_without_end_are_refused():
    deep = made.root("document", "<w:body>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body>")
    assert "cannot be read" in refusal(made.word_file("", extra={"word/document.xml": deep}))


def test_a_zip_with_a_password_is_refused():
    raw = bytearray(GOOD)
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert "protected with a password" in refusal(bytes(raw))


def test_macros_are_left_out_and_named():
    package = open_package(made.word_file(made.paragraph("Text."), extra={"word/vbaProject.bin": b"macro"}), "a.docm")
    assert package.macros == ["word/vbaProject.bin"]
    assert package.part("word/vbaProject.bin") is None
    assert any("macros" in found.what for found in read_draft(package.archive.fp.getvalue(), "a.docm").not_understood)


def test_a_target_outside_the_file_is_named_and_not_followed():
    relations = made._relations({"styles": "https://example.org/styles.xml"}).replace(
        'styles.xml"/>', 'styles.xml" TargetMode="External"/>'
    )
    package = open_package(made.word_file(made.paragraph("T"), extra={"word/_rels/document.xml.rels": relations}))
    assert [relation.external for relation in package.relations(package.main)] == [True]
    assert package.related("styles") is None


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Unreadable, match=r"gone\.docx is not there"):
        open_package(tmp_path / "gone.docx")


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "drafts.docx").mkdir()
    with pytest.raises(Unreadable, match=r"drafts\.docx is a folder"):
        open_package(tmp_path / "drafts.docx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(Unreadable, match="is a device"):
        open_package(tmp_path / "pipe.docx")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this platform has no users to be")
def test_a_file_that_may_not_be_read_is_the_machines_refusal(tmp_path):
    path = tmp_path / "locked.docx"
    path.write_bytes(GOOD)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # whom no permission stops
        os.seteuid(65534)
    try:
        with pytest.raises(PermissionError):
            open_package(path)
    finally:
        if root:
            os.seteuid(0)


def test_a_document_without_text_holds_no_text():
    with pytest.raises(Unreadable, match=r"draft\.docx holds no text"):
        read_draft(made.word_file(made.paragraph()), "draft.docx")


def test_a_strict_file_is_read_like_any_other():
    words = made.root("document", f"<w:body>{made.paragraph('Strictly so.')}</w:body>")
    strict = words.replace(made.W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    reading = read_draft(made.word_file("", extra={"word/document.xml": strict}))
    assert [part.text for part in reading.parts if part.kind == "provision"] == ["Strictly so."]


def test_every_file_named_here_is_a_real_path_too(tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(GOOD)
    assert open_package(Path(path)).name == "draft.docx"
