"""The command line: what it makes, shows and refuses, and with which exit code."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hisrg_desktop import __version__
from hisrg_desktop.cli import run
from hisrg_desktop.desk.exports import KINDS as DOCUMENTS
from hisrg_desktop.meeting.everything import KINDS

FILES = Path(__file__).parent / "documents" / "word" / "files"
DONE, REFUSED, WRONG_USE, MACHINE = 0, 1, 2, 3


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_dossier_is_made_of_a_draft_and_shown(tmp_path: Path, capsys) -> None:
    file = tmp_path / "new.hisrg"
    assert run(["new", str(file), "--draft", str(FILES / "fictional-draft.docx")]) == DONE
    assert "159 provisions" in capsys.readouterr().err
    assert run(["show", str(file), "provision", "--json"]) == DONE
    shown = {row["locator"]: row for row in lines(capsys.readouterr().out)}
    assert shown["10.3"]["label"] == "10.3"
    assert shown["10.3"]["text"].startswith("No working is opened before its plan of work")
    assert shown["1.2a"]["label"] == "a)"


def test_what_was_not_understood_is_listed(tmp_path: Path, capsys) -> None:
    assert run(["new", str(tmp_path / "new.hisrg"), "--draft", str(FILES / "messy.docx")]) == DONE
    assert "not taken in:" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [name.replace("_", "-") for name in KINDS])
def test_every_kind_of_fact_can_be_shown(practice_file: Path, capsys, kind: str) -> None:
    assert run(["show", str(practice_file), kind, "--json"]) == DONE
    for row in lines(capsys.readouterr().out):
        assert row["id"]
    assert run(["show", str(practice_file), kind]) == DONE


def test_without_a_kind_all_are_counted(practice_file: Path, capsys) -> None:
    assert run(["show", str(practice_file), "--json"]) == DONE
    counted = {row["kind"]: row["count"] for row in lines(capsys.readouterr().out)}
    assert counted["person"] == 88
    assert counted["comment"] == 340 + 151


def test_a_whole_dossier_is_said_to_be_whole(practice_file: Path, capsys) -> None:
    assert run(["check", str(practice_file)]) == DONE
    assert "whole" in capsys.readouterr().out


def test_a_dry_run_takes_nothing_in(tmp_path: Path, capsys) -> None:
    file = tmp_path / "new.hisrg"
    assert run(["import", "draft", str(file), str(FILES / "typed-numbers.docx"), "--dry-run", "--json"]) == DONE
    assert any(row.get("label") == "10.3" for row in lines(capsys.readouterr().out))
    assert not file.exists()


def test_a_report_is_taken_in_page_by_page(practice: Path, capsys) -> None:
    report = Path("resources/sample/technical-report.docx").resolve()
    other = practice.with_name("other.docx")
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert (
        run(["import", "report", str(practice), str(other), "--panel", "Technical Panel", "--title", "Again"]) == DONE
    )
    capsys.readouterr()
    assert run(["show", str(practice), "panel-report", "--json"]) == DONE
    assert "Again" in [row["title"] for row in lines(capsys.readouterr().out)]


def test_the_same_report_is_received_once(practice: Path, capsys) -> None:
    report = Path("resources/sample/technical-report.docx").resolve()
    assert run(["import", "report", str(practice), str(report), "--panel", "Technical Panel"]) == REFUSED
    assert "received already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["show", "{gone}"], REFUSED, "gone.hisrg"),
        (["show", "{words}"], REFUSED, "is not a dossier"),
        (["show", "{practice}", "nonsense"], WRONG_USE, "There is no kind"),
        (["new", "{practice}"], REFUSED, "is there already"),
        (["new", "{gone}", "--draft", "{words}"], REFUSED, "words.txt"),
        (["new", "{gone}", "--draft", "{missing}"], REFUSED, "missing.docx"),
        (["export", "poem", "{practice}", "-o", "x.docx"], WRONG_USE, "There is no document"),
        (["export", "minutes", "{practice}", "-o", "x.png"], WRONG_USE, ".docx"),
        (["export", "minutes", "{practice}", "-o", "x.docx", "--meeting", "9.9"], REFUSED, "9.9"),
        (["frobnicate"], WRONG_USE, "No such command"),
        (["new", "{nowhere}"], REFUSED, "no folder"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line(
    practice_file: Path, tmp_path: Path, capsys, arguments: list[str], code: int, reason: str
) -> None:
    words = tmp_path / "words.txt"
    words.write_text("plain words")
    names = {
        "gone": tmp_path / "gone.hisrg",
        "words": words,
        "practice": practice_file,
        "missing": tmp_path / "missing.docx",
        "nowhere": tmp_path / "no" / "such" / "folder" / "x.hisrg",
    }
    assert run([argument.format(**names) for argument in arguments]) == code
    said = capsys.readouterr().err
    assert reason in said
    assert "Traceback" not in said
    assert not (tmp_path / "gone.hisrg").exists()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become somebody who may not write")
def test_a_folder_that_cannot_be_written_is_the_machines_failure(tmp_path: Path) -> None:
    # Everything is imported while root may still read it.
    code = (
        "import os, sys; from hisrg_desktop.cli import run; run(['new', sys.argv[1]]); os.setuid(65534);"
        "sys.exit(run(['new', sys.argv[2]]))"
    )
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o755)
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "first.hisrg"), str(folder / "second.hisrg")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == MACHINE, ran.stderr
    assert "second.hisrg" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list(folder.iterdir())


def test_reading_goes_on_beside_a_writer_and_writing_is_refused_by_name(practice: Path, capsys) -> None:
    code = (
        "import sys; from pathlib import Path; from hisrg_desktop.desk.desk import Desk;"
        "desk = Desk.open(Path(sys.argv[1]), program='a window', clerk='M. Other');"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(practice)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert run(["show", str(practice), "decision"]) == DONE
        capsys.readouterr()
        report = Path("resources/sample/socio-economic-report.pdf").resolve()
        assert run(["import", "report", str(practice), str(report), "--panel", "X"]) == REFUSED
        assert "M. Other, a window" in capsys.readouterr().err
        other.kill()


def test_the_command_line_never_imports_qt() -> None:
    code = "import sys; from hisrg_desktop.cli import run; run(['--help']); print(any('PySide6' in m for m in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip().endswith("False")


def test_the_practice_meeting_is_the_same_every_time(tmp_path: Path, practice_file: Path, capsys) -> None:
    again = tmp_path / "again.hisrg"
    assert run(["new", str(again), "--sample"]) == DONE
    capsys.readouterr()
    heads = []
    for file in (again, practice_file):
        assert run(["check", str(file)]) == DONE
        heads.append(capsys.readouterr().out.split()[-1])
    assert heads[0] == heads[1]


def test_a_dossier_is_handed_over_and_taken_back_on_the_command_line(tmp_path: Path, capsys) -> None:
    ours, copy = tmp_path / "ours.hisrg", tmp_path / "copy.hisrg"
    assert run(["new", str(ours)]) == 0
    assert run(["hand-over", str(ours), "-o", str(copy), "--to", "Ines Brandt"]) == 0
    draft = Path(__file__).parent / "documents" / "word" / "files" / "fictional-draft.docx"
    capsys.readouterr()
    assert run(["import", "draft", str(ours), str(draft)]) == 1
    assert "The pen is with Ines Brandt" in capsys.readouterr().err
    assert run(["take-back", str(ours)]) == 2
    assert run(["take-back", str(ours), str(copy)]) == 0
    assert run(["hand-over", str(ours), "-o", str(copy), "--to", "Ines Brandt"]) == 1
    assert run(["take-back", str(ours), "--without-copy", "lost"]) == 1
    assert "The pen is here" in capsys.readouterr().err


GUESTS = "Naam;Organisatie;Hoedanigheid;Sinds\nMaya Torn;Harbour Watch;extern;2020-01-05\nAna Sol & Ben Sol;Sol House;extern;\n"


def test_a_list_of_people_is_shown_row_by_row_and_taken_in_without_what_is_refused(practice: Path, capsys) -> None:
    source = practice.with_name("gasten.csv")
    source.write_bytes(GUESTS.encode("cp1252"))
    assert run(["import", "people", str(practice), str(source), "--dry-run", "--json"]) == DONE
    said = capsys.readouterr()
    rows = lines(said.out)
    assert [(row["row"], row["result"], row["name"]) for row in rows] == [
        (2, "new", "Maya Torn"),
        (3, "refused", "Ana Sol & Ben Sol"),
    ]
    assert rows[0]["fields"]["Class"] == ["", "external"]
    assert said.err.startswith("gasten.csv, row 3: Ana Sol & Ben Sol: Two people in one row")
    assert run(["import", "people", str(practice), str(source)]) == DONE
    capsys.readouterr()
    assert run(["show", str(practice), "person", "--json"]) == DONE
    names = [row["name"] for row in lines(capsys.readouterr().out)]
    assert "Maya Torn" in names
    assert len(names) == 89


def test_columns_of_a_list_can_be_said_by_hand(practice: Path, capsys) -> None:
    source = practice.with_name("guests.csv")
    source.write_text("Harbour Watch,x,Maya Torn\n")
    typed = ["import", "people", str(practice), str(source), "--dry-run", "--json", "--class", "external"]
    assert run([*typed, "--columns", "name=C,organisation=A"]) == DONE
    assert lines(capsys.readouterr().out)[0]["fields"]["Organisation"] == ["", "Harbour Watch"]
    assert run([*typed, "--columns", "shoe=C"]) == REFUSED
    assert "No column can hold “shoe”" in capsys.readouterr().err


def test_a_list_of_which_nothing_can_be_taken_in_is_refused(practice: Path, capsys) -> None:
    source = practice.with_name("guests.csv")
    source.write_text("Name,Class\nMaya Torn,ghost\n")
    assert run(["import", "people", str(practice), str(source)]) == REFUSED
    assert "guests.csv, row 2: Maya Torn: Class (B2): “ghost” is no class" in capsys.readouterr().err
    assert run(["import", "people", str(practice)]) == WRONG_USE


def test_an_example_of_a_list_is_written_and_taken_in(practice: Path, capsys) -> None:
    example = practice.with_name("example.xlsx")
    assert run(["import", "people", "--sample-file", str(example)]) == DONE
    assert run(["import", "people", str(practice), str(example)]) == DONE
    assert "4 new" in capsys.readouterr().out
    assert run(["import", "people", str(practice), str(example)]) == DONE
    assert "4 unchanged" in capsys.readouterr().out


def test_the_help_of_export_lists_every_kind_of_document_in_its_forms(capsys) -> None:
    assert run(["export", "--help"]) == DONE
    listed = capsys.readouterr().out.partition("Kinds:")[2].splitlines()
    said = {words[0]: line for line in listed if (words := line.split())}
    assert said.keys() == DOCUMENTS.keys()
    assert all(", ".join(kind.suffixes) in said[name] for name, kind in DOCUMENTS.items())


def test_a_command_reads_no_code_of_the_others() -> None:
    code = "import sys; from hisrg_desktop.cli import run; run(['compare', '--help']); print(*sys.modules)"
    read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "hisrg_desktop.cli.word" in read
    assert not {"hisrg_desktop.cli.export", "hisrg_desktop.cli.take_in", "sqlmodel"} & set(read)


def test_it_says_which_version_it_is_installed_or_not(capsys) -> None:
    assert run(["--version"]) == DONE
    assert capsys.readouterr().out == f"hisrg, version {__version__}\n"
