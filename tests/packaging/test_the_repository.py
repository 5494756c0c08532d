"""What the repository promises to whoever clones it."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "packaging" / "requirements" / "dev.txt"
LISTED = subprocess.run(["git", "-C", TOP, "ls-files", "-z"], capture_output=True, encoding="utf-8").stdout
KEPT = [name for name in LISTED.split("\0") if name and (TOP / name).is_file()]

# Put together from pieces, so that this file does not name what it looks for.
ADDRESSES = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            "python" + r"hosted\.org",
            "registry" + r"\.npm",
            "index" + "-url *[=:]? *[a-z]+:/" + "/",
            "find" + "-links *[=:]? *[a-z]*:?/",
        ]
    )
)
MACHINE_PATHS = re.compile(r"(?<![\w.~$}/-])/(?:" + "|".join(["home", "Users", "root", "work", "tmp", "opt"]) + r")/\w")
DRIVES = re.compile(r"\b[A-Z]:\\+" + "Users", re.IGNORECASE)


def texts() -> list[tuple[str, str]]:
    """Every file that is text, with its name."""
    read = [(name, (TOP / name).read_bytes()) for name in KEPT]
    return [(name, data.decode("utf-8", "replace")) for name, data in read if b"\0" not in data]


@pytest.fixture(autouse=True)
def _in_a_clone():
    if not KEPT:
        pytest.skip("not a clone: git lists no files here")


def test_no_file_names_a_registry():
    assert [name for name, text in texts() if ADDRESSES.search(text)] == []


def test_no_file_names_a_path_of_somebodys_machine():
    assert [name for name, text in texts() if MACHINE_PATHS.search(text) or DRIVES.search(text)] == []


@pytest.mark.parametrize("text", ["see https://pypi" + ".org/simple", "--extra-index" + "-url https://x/"])
def test_an_address_would_be_noticed(text):
    assert ADDRESSES.search(text)


@pytest.mark.parametrize("text", ["open('/" + "home/ann/x')", "at /" + "work/main"])
def test_a_path_would_be_noticed(text):
    assert MACHINE_PATHS.search(text)


def test_the_folder_packaging_never_hides_the_library_of_that_name():
    assert not (TOP / "packaging" / "__init__.py").exists()
    import packaging.version

    assert TOP / "packaging" not in Path(packaging.version.__file__).parents


def test_the_top_level_stays_as_agreed():
    agreed = {"hisrg_desktop", "resources", "packaging", "tests", "pyproject.toml", "README.md", ".ci", ".gitignore"}
    assert {name.split("/")[0] for name in KEPT} <= agreed


def test_every_locked_package_has_its_hashes_and_no_address():
    entries = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8"))
    packages = [entry for entry in entries if entry.strip() and not entry.startswith("#")]
    assert len(packages) > 40
    assert [entry for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert [line for line in LOCK.read_text().splitlines() if ":/" + "/" in line] == []


def test_every_dependency_of_the_project_is_locked():
    import tomllib

    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in wanted}
    locked = {line.split("==")[0] for line in LOCK.read_text().splitlines() if "==" in line}
    assert names - locked == set()


def test_the_resources_and_the_commands_reach_the_wheel(tmp_path):
    building = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(building, cwd=TOP, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entries,) = [archive.read(name).decode() for name in names if name.endswith("entry_points.txt")]
    shipped = [name for name in KEPT if name.startswith("resources/") and not name.endswith(".gitkeep")]
    assert {f"hisrg_desktop/{name}" for name in shipped} <= names
    assert "hisrg_desktop/shipped.py" in names
    assert "hisrg-desktop = hisrg_desktop.app:main" in entries
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]
