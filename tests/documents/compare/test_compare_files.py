"""`hisrg compare`: two files in, a redline out; what cannot be read is named, and what was there stays."""

from pathlib import Path

import pytest

from hisrg_desktop.cli import run
from hisrg_desktop.documents.word.marks import marks
from tests.documents.exam import needs_exam, sat
from tests.documents.word.made import paragraph, word_file


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, Path]:
    for name, words in (("old", "States shall act."), ("new", "States may act.")):
        (tmp_path / f"{name}.docx").write_bytes(word_file(paragraph(words)))
    return str(tmp_path / "old.docx"), str(tmp_path / "new.docx"), tmp_path / "redline.docx"


def test_the_command_says_what_it_wrote_and_under_whose_name(files: tuple[str, str, Path], capsys) -> None:
    old, new, out = files
    assert run(["compare", old, new, "-o", str(out), "--author", "Ana", "--date", "2026-04-16"]) == 0
    assert "1 insertion, 1 deletion" in capsys.readouterr().out
    assert {(one.author, one.date) for one in marks(out.read_bytes()).changes} == {("Ana", "2026-04-16T00:00:00Z")}


def test_changes_of_formatting_are_counted_where_they_are_asked_for(tmp_path: Path, capsys) -> None:
    for name, bold in (("old", True), ("new", False)):
        (tmp_path / f"{name}.docx").write_bytes(word_file(paragraph("States shall act.", bold=bold)))
    asked = ["compare", str(tmp_path / "old.docx"), str(tmp_path / "new.docx"), "-o", str(tmp_path / "made.docx")]
    assert run(asked) == 0
    assert "read alike" in capsys.readouterr().out
    assert run([*asked, "--formatting"]) == 0
    assert "1 change of formatting." in capsys.readouterr().out


def test_a_file_that_is_no_word_file_is_named_and_an_earlier_redline_stays(
    files: tuple[str, str, Path], capsys
) -> None:
    old, new, out = files
    out.write_bytes(b"the earlier one")
    Path(old).write_bytes(b"no Word")
    assert run(["compare", old, new, "-o", str(out)]) == 1
    assert "old.docx" in capsys.readouterr().err
    assert out.read_bytes() == b"the earlier one"


@pytest.mark.parametrize("which", [0, 1])
def test_neither_file_is_replaced_by_the_redline(files: tuple[str, str, Path], which: int, capsys) -> None:
    taken = files[which]
    before = Path(taken).read_bytes()
    assert run(["compare", files[0], files[1], "-o", taken]) == 1
    assert "name another file" in capsys.readouterr().err
    assert Path(taken).read_bytes() == before


def test_a_file_that_is_not_there_is_named(files: tuple[str, str, Path], capsys) -> None:
    old, new, out = files
    Path(old).unlink()
    assert run(["compare", old, new, "-o", str(out)]) == 1
    assert "old.docx" in capsys.readouterr().err
    assert not out.exists()


FORMULA = "WC-1840"
"""The newer file has a formula that the older one lacks. `w:ins` may hold `m:oMath` (ISO/IEC 29500-1, 17.13.5.18: its
content is EG_ContentRunContent, which comes down to EG_MathContent), and LibreOffice reads it so; pandoc reads nothing
but runs in `w:ins` and loses the formula."""


@pytest.mark.second_reader("pandoc", "soffice", "uno")
@needs_exam
def test_the_pairs_of_the_exam_are_right_clean_and_as_light_as_can_be(tmp_path: Path) -> None:
    ran = sat("compare", tmp_path)
    failed = [line for line in ran.stdout.splitlines() if line.startswith(("FAIL", "NOISY"))]
    assert [line.split()[1] for line in failed] == [FORMULA], ran.stdout
    assert "52 clean" in ran.stdout
    assert " 0 cut words" in ran.stdout
