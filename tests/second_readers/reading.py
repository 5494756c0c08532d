"""Fixtures that read our files back in LibreOffice and pandoc."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

OFFICE = Path(__file__).with_name("office.py")


class Unread(Exception):
    """The second reader does not read this file."""


@cache
def python_with_uno() -> str:
    """The Python beside LibreOffice or of the system that talks to it; empty where there is none."""
    beside = Path(os.path.realpath(shutil.which("soffice") or "")).parent
    for candidate in (beside / "python", beside / "python.exe", Path("/usr/bin/python3")):
        if candidate.is_file() and not subprocess.run([candidate, "-c", "import uno"], capture_output=True).returncode:
            return str(candidate)
    return ""


def missing(programs: tuple[str, ...]) -> list[str]:
    """Those of the programs that are not installed; ``uno`` is a Python that talks to LibreOffice."""
    return [name for name in programs if not (python_with_uno() if name == "uno" else shutil.which(name))]


def need(*programs: str) -> None:
    """Skip by name where a program is not installed; in CI, where all must be, fail."""
    lacking = missing(programs)
    if not lacking:
        return
    reason = f"second reader not installed: {', '.join(lacking)}"
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(reason)
    pytest.fail(f"{reason} (in CI every one must be)", pytrace=False)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``second_reader("soffice")`` runs where that program is."""
    for marker in item.iter_markers("second_reader"):
        if not marker.args:
            raise pytest.UsageError(f"{item.nodeid}: name the program, as in second_reader('pandoc')")
        need(*marker.args)


class Office:
    """A LibreOffice that stays open and answers questions about files."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [python_with_uno(), OFFICE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, do: str, file: Path, **more: str) -> object:
        """The answer to one question; ``Unread`` where LibreOffice does not read the file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, "file": str(file), **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Unread(f"LibreOffice ended while reading {file}")
        answer = json.loads(line)
        if "fault" in answer:
            raise Unread(answer["fault"])
        return answer["answer"]

    def close(self) -> None:
        """End the office and wait for it."""
        self._process.communicate(timeout=60)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One LibreOffice for all tests of this process, started by the first that asks."""
    need("soffice", "uno")
    running = Office()
    yield running
    running.close()


def without_comments(file: Path) -> Path:
    """The file, or where it has margin comments a copy without them.

    Without a screen LibreOffice 7.4 opens a file with comments only for reading, and then decides no change.
    """
    if not zipfile.is_zipfile(file):
        return file
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts.get("word/document.xml", b"")
    if b"commentReference" not in body:
        return file
    body = re.sub(rb"<w:commentRange(Start|End)\b[^>]*/>", b"", body)
    parts["word/document.xml"] = re.sub(
        rb"<w:r>(<w:rPr>.{0,200}?</w:rPr>)?<w:commentReference\b[^>]*/></w:r>", b"", body
    )
    copy = file.with_name(f"{file.stem}-without-comments{file.suffix}")
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return copy


@pytest.fixture
def libreoffice_paragraphs(office: Office) -> Callable[[Path, str], list[str]]:
    """``(file, "accepted" | "rejected")``: the paragraphs LibreOffice reads after all changes were decided so."""
    return lambda file, mode: office.ask(f"read-{mode}", without_comments(file))


@pytest.fixture
def libreoffice_labels(office: Office) -> Callable[[Path], list[list[str]]]:
    """``(file)``: the number LibreOffice prints before each paragraph, and its words."""
    return lambda file: office.ask("labels", file)


@pytest.fixture
def libreoffice_pdf(office: Office) -> Callable[[Path, Path], Path]:
    """``(file, target)``: the file as LibreOffice prints it."""
    return lambda file, target: Path(str(office.ask("to-pdf", file, to=str(target))))


@pytest.fixture
def libreoffice_pictures(libreoffice_pdf: Callable[[Path, Path], Path], tmp_path: Path) -> Callable[[Path], list[Path]]:
    """``(file)``: a PNG of each page as LibreOffice prints it, in order."""
    need("pdftoppm")

    def pictures(file: Path) -> list[Path]:
        folder = tmp_path / f"pages of {file.name}"
        folder.mkdir()
        pdf = libreoffice_pdf(file, folder / "all.pdf")
        subprocess.run(["pdftoppm", "-r", "75", "-png", pdf, folder / "page"], check=True, timeout=180)
        return sorted(folder.glob("page*.png"))

    return pictures


@pytest.fixture
def soffice(tmp_path: Path) -> Callable[..., Path]:
    """``(file, to="pdf")``: the file converted by a LibreOffice of its own, such as a sheet to ``csv``."""
    need("soffice")

    def converted(file: Path, to: str = "pdf") -> Path:
        folder = tmp_path / "converted"
        command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", str(folder), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        target = folder / f"{file.stem}.{to.split(':')[0]}"
        if not target.exists():
            raise Unread(f"{done.stdout}{done.stderr}".strip())
        return target

    return converted


@pytest.fixture
def pandoc_text() -> Callable[[Path, str], str]:
    """``(file, "accept" | "reject" | "all")``: the plain text pandoc reads in a Word file."""
    need("pandoc")

    def read(file: Path, mode: str = "accept") -> str:
        command = ["pandoc", "--from", "docx", f"--track-changes={mode}", "--to", "plain", "--wrap=none", str(file)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=180)
        if done.returncode:
            raise Unread(done.stderr.strip())
        return done.stdout

    return read
