"""Whatever is given out of a rehearsal says that it is no record; what is given out of a meeting does not."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from hisrg_desktop.desk.exports import KINDS
from hisrg_desktop.documents.outline import REHEARSAL
from tests.documents.conftest import Practised

SHARED = [
    (kind, suffix) for kind, one in KINDS.items() for suffix in one.suffixes if suffix in (".docx", ".pdf", ".txt")
]


def words(data: bytes, suffix: str) -> str:
    """All that a file says: on its pages, at their head and foot, and of itself."""
    if suffix == ".pdf":
        read = PdfReader(io.BytesIO(data))
        return " ".join([page.extract_text() for page in read.pages])
    if suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return data.decode()


@pytest.mark.parametrize(("kind", "suffix"), SHARED)
def test_every_document_of_a_rehearsal_says_so(practised: Practised, kind: str, suffix: str) -> None:
    assert REHEARSAL in words(practised.made(kind, suffix, rehearsal=True), suffix)
    assert "REHEARSAL" not in words(practised.made(kind, suffix), suffix)


@pytest.mark.parametrize("kind", ["comments", "concordance"])
def test_a_sheet_of_a_rehearsal_says_so_on_its_tab(practised: Practised, kind: str) -> None:
    assert 'name="REHEARSAL ' in words(practised.made(kind, ".xlsx", rehearsal=True), ".xlsx")


def test_every_file_of_the_day_that_was_practised_says_so_in_its_name(practised: Practised) -> None:
    with zipfile.ZipFile(io.BytesIO(practised.made("day", ".zip", rehearsal=True))) as day:
        names = day.namelist()
        assert "REHEARSAL 1 Redline.docx" in names
        assert all(name.startswith("REHEARSAL ") for name in names if name != "Contents.txt")
        assert REHEARSAL in day.read("Contents.txt").decode()
        decisions = day.read("REHEARSAL 3 Decisions.docx")
    assert REHEARSAL in words(decisions, ".docx")
