"""What stays of a file when saving goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hisrg_desktop.documents.save import save_whole

ROOT = Path(__file__).parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="users, limits and signals as on Unix")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to become nobody")


def child(script: str, folder: Path) -> subprocess.Popen[str]:
    """A Python of its own that stands in the folder; what it prints is its answer."""
    start = f"import os, sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\n"
    start += "from hisrg_desktop.documents.save import save_whole\n"
    return subprocess.Popen([sys.executable, "-c", start + script], cwd=folder, stdout=subprocess.PIPE, text=True)


def answer(script: str, folder: Path) -> str:
    process = child(script, folder)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return said


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


SAVE = """
try:
    print(save_whole(Path("minutes.docx"), b"new" * 100_000))
except OSError as problem:
    print(problem.strerror)
"""


def test_a_saved_file_replaces_the_previous_one_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"old")
    assert save_whole(path, b"new") == path
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["minutes.docx"]


@unix
def test_a_saved_file_keeps_who_may_read_it(tmp_path):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    save_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_missing_folder_is_said_in_a_sentence_that_names_the_file(tmp_path):
    with pytest.raises(OSError, match=r"minutes\.docx could not be saved"):
        save_whole(tmp_path / "nowhere" / "minutes.docx", b"new")


@unix
@as_root
def test_a_folder_that_may_not_be_written_keeps_the_previous_version(tmp_path):
    (tmp_path / "minutes.docx").write_bytes(b"old")
    tmp_path.chmod(0o555)
    said = answer("os.setuid(65534)" + SAVE, tmp_path)
    assert "minutes.docx could not be saved" in said
    assert "permission denied" in said
    assert (tmp_path / "minutes.docx").read_bytes() == b"old"
    assert names(tmp_path) == ["minutes.docx"]


@unix
@as_root
def test_a_file_held_by_somebody_else_is_saved_beside_it_under_a_second_name(tmp_path):
    (tmp_path / "minutes.docx").write_bytes(b"old")
    (tmp_path / "minutes (2).docx").write_bytes(b"older")
    tmp_path.chmod(0o1777)  # anyone may add a file here, nobody may replace another's
    said = answer("os.setuid(65534)" + SAVE, tmp_path)
    assert said.strip().endswith("minutes (3).docx")
    assert (tmp_path / "minutes.docx").read_bytes() == b"old"
    assert (tmp_path / "minutes (2).docx").read_bytes() == b"older"
    assert (tmp_path / "minutes (3).docx").read_bytes() == b"new" * 100_000
    assert len(names(tmp_path)) == 3


@unix
def test_a_full_disk_keeps_the_previous_version(tmp_path):
    (tmp_path / "minutes.docx").write_bytes(b"old")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))"
    said = answer(limit + SAVE, tmp_path)
    assert "minutes.docx could not be saved" in said
    assert (tmp_path / "minutes.docx").read_bytes() == b"old"
    assert names(tmp_path) == ["minutes.docx"]


@unix
def test_twenty_kills_while_saving_leave_a_whole_file_each_time(tmp_path):
    path, size = tmp_path / "minutes.docx", 3_000_000
    path.write_bytes(b"0" * size)
    loop = "print('on', flush=True)\nn = 0\nwhile True:\n    n += 1\n"
    loop += f"    save_whole(Path('minutes.docx'), str(n % 10).encode() * {size})\n    print(n, flush=True)"
    for kill in range(20):
        process = child(loop, tmp_path)
        assert process.stdout is not None
        for _ in range(1 + kill % 3):
            process.stdout.readline()
        # Whoever looks meanwhile sees a whole file too; the looking also spreads the kills over the saving.
        assert all(path.stat().st_size == size for _ in range(4_000 * (1 + kill % 5)))
        process.kill()
        process.wait()
        process.stdout.close()
        data = path.read_bytes()
        assert len(data) == size
        assert len(set(data)) == 1
