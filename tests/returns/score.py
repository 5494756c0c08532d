"""How well returned files are taken in: ``python -m tests.returns.score`` prints what the judge says of the whole set.

Each file is taken in by ``hisrg import comments --json`` into one new dossier with the draft, or only read with ``--dry``.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.returns.judge import Row, Score, judged
from tests.returns.make import DONE, DRAFT, FILES

HISRG = (sys.executable, "-c", "from hisrg_desktop.cli import main; main()")


def hisrg(*words: object) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([*HISRG, *map(str, words)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def taken_in(folder: Path, *options: str) -> list[Row]:
    """The lines printed while all returned files are taken into a new dossier."""
    dossier = folder / "returns.hisrg"
    hisrg("new", dossier, "--draft", DRAFT)
    printed = hisrg("import", "comments", dossier, *sorted(FILES.iterdir()), "--json", *options)
    return [row for line in printed.splitlines() if (row := json.loads(line)).get("kind") in ("proposal", "comment")]


def score(folder: Path, *options: str) -> Score:
    """The score of the whole set."""
    return judged(taken_in(folder, *options), json.loads(DONE.read_text(encoding="utf-8")))


def main() -> None:
    """Print the score and every finding."""
    options = ["--dry-run"] if "--dry" in sys.argv[1:] else []
    with tempfile.TemporaryDirectory() as folder:
        told = score(Path(folder), *options)
    sys.stdout.write("\n".join([*told.findings, str(told), ""]))


if __name__ == "__main__":
    main()
