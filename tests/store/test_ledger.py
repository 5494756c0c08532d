"""The ledger: settings that keep what was taken down, one transaction for rows and entry, faults in one sentence."""

import ast
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import hisrg_desktop.desk
import hisrg_desktop.store
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import added, removed, replaced
from hisrg_desktop.store.connections import APPLICATION
from hisrg_desktop.store.ledger import Ledger, OvertakenError
from hisrg_desktop.store.upgrades import VERSION
from tests.store.files import AT, comment, entry, person, put, small, verified
from tests.store.regenerate import GOLDEN, fresh_schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small(tmp_path / "group.hisrg")


def pragma(ledger: Ledger, name: str) -> object:
    return ledger._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


# --- settings ---------------------------------------------------------------------------------------------------------


def test_the_writer_is_set_so_that_no_sentence_is_lost(path: Path) -> None:
    ledger = Ledger.open(path)
    with ledger._connection.begin():
        assert pragma(ledger, "journal_mode") == "wal"
        assert pragma(ledger, "synchronous") == 2
        assert pragma(ledger, "foreign_keys") == 1
        assert pragma(ledger, "secure_delete") == 1
        assert pragma(ledger, "application_id") == APPLICATION == int.from_bytes(b"HISR", "big")
        assert pragma(ledger, "user_version") == VERSION
    ledger.close()


def test_a_reader_cannot_write(path: Path) -> None:
    ledger = Ledger.read(path)
    with pytest.raises(PermissionError, match=r"group.hisrg cannot be written"):
        ledger.append(entry(6), [added(person("p9"))])
    ledger.close()


def test_every_transaction_of_the_writer_takes_the_write_lock_at_once(path: Path) -> None:
    ledger = Ledger.open(path)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        with ledger._connection.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
    ledger.close()


def test_the_schema_is_the_golden_one() -> None:
    assert fresh_schema() == GOLDEN.read_text(encoding="utf-8"), (
        "The schema differs from tests/store/schema.sql. Until this version is released: "
        "python -m tests.store.regenerate writes it anew; afterwards the change needs a version and an upgrade."
    )


def calls(tree: ast.AST) -> set[str]:
    """The names of the functions and methods called."""
    called = {n.func for n in ast.walk(tree) if isinstance(n, ast.Call)}
    return {f.id if isinstance(f, ast.Name) else f.attr for f in called if isinstance(f, ast.Name | ast.Attribute)}


@pytest.mark.parametrize("package", [hisrg_desktop.store, hisrg_desktop.desk])
def test_the_dossier_is_opened_by_sqlite_alone(package: object) -> None:
    """Closing any other descriptor of the file would drop SQLite's locks on it."""
    opening = re.compile(r"\b(?:open|fdopen)\(|\.(?:read_bytes|read_text|write_bytes|write_text)\(")
    allowed = {
        "lock.py": {"/proc/", "os.open(self._file", "os.fdopen(descriptor", "file.read_text(", "self._file.open("},
        "ledger.py": {"def open(", "Ledger.open("},
        "ballast.py": {"self._file.open("},
        "backups.py": {"os.open(folder, os.O_RDONLY | os.O_DIRECTORY)"},
        "desk.py": {"def open(", "Ledger.open(", "self._open()"},
        "pen.py": {"Ledger.open("},
        "compare.py": {"made.read_bytes()"},
    }
    for file in Path(package.__path__[0]).glob("*.py"):  # type: ignore[attr-defined]
        for line in file.read_text(encoding="utf-8").splitlines():
            if opening.search(line) and "_open(" not in line:
                assert any(fine in line for fine in allowed.get(file.name, ())), f"{file.name}: {line.strip()}"


# --- one transaction ---------------------------------------------------------------------------------------------------


def test_rows_and_entry_are_there_together_or_not_at_all(path: Path) -> None:
    ledger = Ledger.open(path)
    before = ledger.load(), ledger.entries(), ledger.head()
    stray = Participation(id="x", person="nobody", organisation="none", kind="member", since=AT.date())
    with pytest.raises(IntegrityError):
        ledger.append(entry(6), [added(person("p9")), added(stray)])
    assert (ledger.load(), ledger.entries(), ledger.head()) == before
    assert ledger.search("p9") == []
    put(ledger, [added(person("p9"))])
    assert ledger.verify() == []
    ledger.close()


def test_rows_come_back_as_they_were(path: Path) -> None:
    ledger = Ledger.open(path)
    row = comment("c9", "two\nlines “quoted” żółć \U0001f680", tags=("x", "y"), struck=True)
    put(ledger, [added(row)])
    put(ledger, [replaced(row, struck=False)])
    put(ledger, [removed(person("p1", "Person 1"))])
    loaded = ledger.load()
    (read,) = loaded.where(type(row), id="c9")
    assert read == row.model_copy(update={"struck": False})
    assert type(read.tags) is tuple
    assert read.at.tzinfo is not None
    assert read.model_dump() == row.model_copy(update={"struck": False}).model_dump()
    assert hash(read.id)
    assert loaded.find(Person, "p1") is None
    assert [c.row.id for c in ledger.changes_of(6)] == ["c9"]
    ledger.close()


def test_an_entry_that_was_overtaken_is_not_written(path: Path) -> None:
    ledger = Ledger.open(path)
    with pytest.raises(OvertakenError):
        ledger.append(entry(5), [added(person("p9"))])
    with pytest.raises(OvertakenError):
        ledger.append(entry(7), [added(person("p9"))])
    assert ledger.load().find(Person, "p9") is None
    ledger.close()


def test_the_head_stands_for_all_entries(tmp_path: Path) -> None:
    heads = set()
    for words in ("one", "two"):
        ledger = Ledger.create(tmp_path / f"{words}.hisrg", salt=lambda _: bytes(16))
        assert ledger.head() == "00" * 32
        put(ledger, [added(comment("c1", words))])
        put(ledger, [added(comment("c2", "the same"))])
        heads.add(ledger.head())
        ledger.close()
    assert len(heads) == 2


def test_attachments_are_kept_once_by_digest(path: Path) -> None:
    ledger = Ledger.open(path)
    data = os.urandom(100_000)
    digest = hashlib.sha256(data).hexdigest()
    for key in ("p8", "p9"):
        put(ledger, [added(person(key))], {digest: data})
    assert ledger.attachment(digest) == data
    assert ledger.attachment("none") is None
    ledger.close()


# --- beside a writer ------------------------------------------------------------------------------------------------------


def test_reading_beside_the_writer_sees_whole_entries(path: Path) -> None:
    writer, reader = Ledger.open(path), Ledger.read(path)
    for n in range(6, 30):
        put(writer, [added(person(f"p{n:03}")), added(comment(f"c{n:03}", "words"))])
        record = reader.load()
        assert record.find(Person, f"p{n:03}")
        assert len(record.all(Person)) == len(reader.entries()) == n
    assert reader.verify() == []
    reader.close()
    writer.close()


def test_a_dossier_moved_or_replaced_while_open_is_noticed(path: Path, tmp_path: Path) -> None:
    ledger = Ledger.open(path)
    moved = tmp_path / "moved.hisrg"
    path.rename(moved)
    with pytest.raises(FileNotFoundError, match=r"group.hisrg was moved or replaced while it was open"):
        put(ledger, [added(person("p9"))])
    shutil.copy(moved, path)
    with pytest.raises(FileNotFoundError, match=r"group.hisrg was moved or replaced"):
        put(ledger, [added(person("p9"))])
    path.unlink()
    moved.rename(path)
    put(ledger, [added(person("p9"))])
    ledger.close()


# --- bad input ------------------------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    """The one sentence with which the file is refused, for writing and for reading alike; it stays as it was."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(p.name for p in path.parent.iterdir())
    sentences = []
    for way in (Ledger.open, Ledger.read):
        with pytest.raises((OSError, Unreadable)) as refusal:
            way(path).load()
        sentences.append(refusal.value.strerror if isinstance(refusal.value, OSError) else str(refusal.value))
    assert sorted(p.name for p in path.parent.iterdir()) == beside
    assert before == (path.read_bytes() if path.is_file() else None)
    assert sentences[0] == sentences[1]
    sentence = sentences[0]
    assert sentence is not None
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


def test_what_is_no_dossier_is_refused(tmp_path: Path) -> None:
    for name, data in (("text", b"plain text, not a database, but long enough to be one " * 90), ("empty", b"")):
        (tmp_path / name).write_bytes(data)
        assert refused(tmp_path / name) == f"{name} is not a dossier of this program."


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute(f"PRAGMA journal_mode={mode}")
        raw.execute("CREATE TABLE t (x)")
    assert refused(other) == "other.sqlite is not a dossier of this program."


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.hisrg").mkdir()
    assert refused(tmp_path / "folder.hisrg") == "folder.hisrg is a folder."
    assert refused(tmp_path / "none.hisrg") == "There is no file none.hisrg"


def test_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA user_version=99")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "was written by a newer version of this program (its format is 99" in refused(path)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_dossier_is_refused_or_its_fault_is_named(path: Path, kept: float) -> None:
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * kept) // 4096 * 4096)
    says_what_is_wrong(path)


def test_overwritten_pages_are_refused_or_named(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096, 5):
        damaged = tmp_path / f"page-{page}.hisrg"
        damaged.write_bytes(whole[: page * 4096] + os.urandom(4096) + whole[(page + 1) * 4096 :])
        says_what_is_wrong(damaged)


def says_what_is_wrong(path: Path) -> None:
    """A damaged file is refused in one sentence, or it opens and its check names a fault; nothing else may rise."""
    try:
        ledger = Ledger.open(path)
    except Unreadable as refusal:
        assert path.name in str(refusal)
        return
    try:
        ledger.load()
        assert ledger.verify()
    except Unreadable as refusal:
        assert path.name in str(refusal)
    finally:
        ledger.close()


def test_a_dossier_is_not_made_where_there_is_a_file_or_no_folder(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsError, match=r"group.hisrg is there already"):
        Ledger.create(path)
    assert path.read_bytes() == before
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        Ledger.create(tmp_path / "nowhere" / "new.hisrg")


AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.store.ledger import Ledger
what, path = sys.argv[1], Path(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:  # everything is imported before the libraries are out of reach
    desk = Desk.create(Path(folder) / "warm.hisrg"); desk.do(AddPerson(name="A")).result(); desk.close()
os.setgid(65534); os.setuid(65534)
try:
    if what == "read":
        ledger = Ledger.read(path); print(len(ledger.load().all(Person))); ledger.close()
    elif what == "ledger":
        Ledger.open(path).close(); print("opened")
    elif what == "create":
        Desk.create(path).close(); print("created")
    else:
        Desk.open(path).close(); print("opened")
except OSError as fault:
    print(f"{type(fault).__name__}: {fault.strerror}")
except OutOfOrder as fault:
    print(f"{type(fault).__name__}: {fault}")
"""


def as_nobody(what: str, path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", AS_NOBODY, what, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path.cwd(),
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that another user can reach."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    folder = tmp_path_factory.mktemp("public")
    for above in (folder, *folder.parents):
        if above != Path("/") and not above.stat().st_mode & 0o001:
            above.chmod(0o755)
    return folder


def test_in_a_read_only_folder_a_dossier_is_read_and_not_written(public: Path) -> None:
    path = small(public / "group.hisrg")
    before = path.read_bytes()
    said = "PermissionError: group.hisrg cannot be written: its folder is read-only"
    assert as_nobody("read", path) == "5"
    assert as_nobody("desk", path) == said
    assert as_nobody("ledger", path).startswith("PermissionError: group.hisrg cannot be")
    assert as_nobody("create", public / "new.hisrg") == said.replace("group", "new")
    assert path.read_bytes() == before
    assert [p.name for p in public.iterdir()] == ["group.hisrg"]


def test_a_read_only_file_in_a_writable_folder_is_read_and_not_written(public: Path) -> None:
    path = small(public / "group.hisrg")
    path.chmod(0o444)
    public.chmod(0o777)
    assert as_nobody("read", path) == "5"
    said = as_nobody("desk", path)
    assert said == "PermissionError: group.hisrg cannot be written: the file or its folder is read-only"
    assert [p.name for p in public.iterdir()] == ["group.hisrg"]


# --- a full disk ------------------------------------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing_and_writing_goes_on_afterwards(path: Path) -> None:
    ledger = Ledger.open(path)
    pages = ledger._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    ledger._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    ledger._connection.rollback()
    before = ledger.load()
    with pytest.raises(OSError, match=r"group.hisrg: the disk is full; what was taken down before is safe"):
        put(ledger, [added(comment("c9", "long " * 50_000))])
    assert ledger.load() == before
    assert ledger.verify() == []
    ledger._connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    ledger._connection.rollback()
    put(ledger, [added(comment("c9", "long " * 50_000))])
    assert ledger.verify() == []
    ledger.close()


FULL = """
import resource, sys
from pathlib import Path
from hisrg_desktop.store.ledger import Ledger
from tests.store.files import added, comment, put
path = Path(sys.argv[2])
try:
    if sys.argv[1] == "create":
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
        Ledger.create(path)
    else:
        ledger = Ledger.open(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
        for n in range(6, 1000):
            put(ledger, [added(comment(f"c{n:04}", "long " * 5000))])
            print(n, flush=True)
except OSError as fault:
    print(fault.strerror)
"""


def test_a_write_that_the_system_cuts_off_leaves_what_was_acknowledged(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, "write", str(path)], capture_output=True, text=True, timeout=60, cwd=Path.cwd()
    )
    *numbers, sentence = done.stdout.splitlines()
    assert done.stderr == ""
    assert sentence.startswith("group.hisrg: the disk")
    ledger = Ledger.open(path)
    assert ledger.entries()[-1].number == int(numbers[-1])
    assert ledger.verify() == []
    ledger.close()


def test_a_dossier_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, "create", str(tmp_path / "new.hisrg")],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path.cwd(),
    )
    assert done.stdout.startswith("new.hisrg: the disk")
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_our_own_mistake_is_not_blamed_on_the_file(path: Path) -> None:
    ledger = Ledger.open(path)
    with pytest.raises(IntegrityError):
        ledger.append(entry(6), [added(person("p1"))])
    assert verified(path) == []
    ledger.close()
