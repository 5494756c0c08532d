"""A Word file with every change accepted or rejected, rule by rule of ISO/IEC 29500-1, 17.13.5."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hisrg_desktop.documents.word.reading import whole
from tests.documents.exam import needs_exam, sat
from tests.documents.word.made import word_file

WHO = 'w:author="Ana" w:date="2026-04-16T10:00:00Z"'


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def ins(inside: str, id_: int = 1) -> str:
    return f'<w:ins w:id="{id_}" {WHO}>{inside}</w:ins>'


def gone(words: str, id_: int = 2) -> str:
    return f'<w:del w:id="{id_}" {WHO}>{run(words, "delText")}</w:del>'


def par(*inside: str, mark: str = "") -> str:
    properties = f'<w:pPr><w:rPr><w:{mark} w:id="9" {WHO}/></w:rPr></w:pPr>' if mark else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def row(*cells: str, mark: str = "") -> str:
    properties = f'<w:trPr><w:{mark} w:id="8" {WHO}/></w:trPr>' if mark else ""
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def footnote(id_: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>'


def note(id_: int, words: str) -> str:
    return f'<w:footnote w:id="{id_}">{par(run(words))}</w:footnote>'


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"{par(run('boxed'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"<w:txbxContent>{par(run('boxed'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)

RULES = {
    "an insertion stands accepted and goes rejected": (
        par(run("may "), ins(run("not "))) + par(run("end")),
        ["may not ", "end"],
        ["may ", "end"],
    ),
    "a deletion goes accepted and stands rejected": (par(run("may "), gone("not ")), ["may "], ["may not "]),
    "a deletion inside an insertion is in neither": (
        par(run("a"), ins(run("b") + gone("c", 3)), run("d")),
        ["abd"],
        ["ad"],
    ),
    "a deleted mark joins the paragraph with the next": (
        par(run("one "), mark="del") + par(run("two")),
        ["one two"],
        ["one ", "two"],
    ),
    "an inserted mark was a split": (
        par(run("one "), mark="ins") + par(run("two")),
        ["one ", "two"],
        ["one two"],
    ),
    "a paragraph whose runs are all deleted stays while its mark stands": (
        par(gone("one")) + par(run("two")),
        ["", "two"],
        ["one", "two"],
    ),
    "what was moved stands at one place only": (
        par(f'<w:moveFrom w:id="1" {WHO}>{run("here")}</w:moveFrom>', run("x"))
        + par(f'<w:moveTo w:id="2" {WHO}>{run("here")}</w:moveTo>', run("y")),
        ["x", "herey"],
        ["herex", "y"],
    ),
    "an inserted row goes rejected": (
        f"<w:tbl>{row(par(run('a')))}{row(par(ins(run('b')), mark='ins'), mark='ins')}</w:tbl>" + par(run("z")),
        ["a", "b", "z"],
        ["a", "z"],
    ),
    "words without a mark keep their row": (
        f"<w:tbl>{row(par(run('2')), mark='ins')}</w:tbl>" + par(run("z")),
        ["2", "z"],
        ["2", "z"],
    ),
    "a hyperlink, a content control and the result of a field are read": (
        par(
            f"<w:hyperlink>{run('link ')}</w:hyperlink>",
            f"<w:sdt><w:sdtContent>{run('control ')}</w:sdtContent></w:sdt>",
            f"<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run(" 4.2")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        ["link control 7 4.2"],
        ["link control 7 4.2"],
    ),
    "a text box is read once, after its paragraph": (
        par(run("around"), BOX) + par(run("z")),
        ["around", "boxed", "z"],
        ["around", "boxed", "z"],
    ),
    "a formula is read": (par("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"], ["x=1"]),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule(rule: str) -> None:
    body, accepted, rejected = RULES[rule]
    assert whole(word_file(body), "accepted") == accepted
    assert whole(word_file(body), "rejected") == rejected


def test_a_note_stands_where_its_mark_stands_and_one_without_a_mark_is_not_read() -> None:
    body = par(run("a"), footnote(4), ins(footnote(2)), f'<w:del w:id="5" {WHO}>{footnote(3)}</w:del>')
    docx = word_file(body, footnotes=note(2, "new") + note(3, "old") + note(4, "first") + note(5, "of nothing"))
    assert whole(docx, "accepted") == ["a", "first", "new"]
    assert whole(docx, "rejected") == ["a", "first", "old"]


@needs_exam
def test_every_file_of_the_exam_reads_as_libreoffice_and_pandoc_read_it(tmp_path: Path) -> None:
    ran = sat("read", tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert "FAIL" not in ran.stdout


def test_the_command_line_reads_several_files_and_names_the_one_it_cannot(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(word_file(par(run("may "), gone("not "))))
    bad.write_bytes(b"no Word")
    ran = subprocess.run(
        [sys.executable, "-m", "hisrg_desktop.cli", "read", str(bad), str(good), "--as", "rejected", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    refused, said = (json.loads(line) for line in ran.stdout.splitlines())
    assert said == {"file": str(good), "paragraphs": ["may not "]}
    assert refused["file"] == str(bad)
    assert ran.stderr == f"{refused['error']}\n"
    assert refused["error"].startswith("bad.docx is something else")
