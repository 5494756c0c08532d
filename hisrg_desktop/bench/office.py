"""LibreOffice, where it is installed, comparing two Word files."""

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_PYTHON = "/usr/bin/python3"
"""The Python that has `uno`: the system's, never ours."""
_SCRIPT = Path(__file__).with_name("office_side.py")
_PATIENCE = 8


def is_installed() -> bool:
    """Whether LibreOffice and its Python are there."""
    if shutil.which("soffice") is None or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def compare(old: Path, new: Path, out: Path) -> dict[str, float]:
    """The seconds LibreOffice needs to open the new file, compare it with the old one and save that as Word.

    `whole` counts its start, `comparing` does not.
    About every third time it falls over while comparing; it is then started anew,
    with a profile that knows nothing of that.
    """
    for _ in range(_PATIENCE):
        with TemporaryDirectory(prefix="hisrg-bench-office-", ignore_cleanup_errors=True) as profile:
            ended = subprocess.run(
                [_PYTHON, str(_SCRIPT), profile, str(old), str(new), str(out)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        if ended.returncode == 0:
            took: dict[str, float] = json.loads(ended.stdout)
            return took
    raise OSError(f"LibreOffice fell over {_PATIENCE} times in a row")
