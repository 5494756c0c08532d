"""How well returned files are taken in: ``python -m tests.returns.score`` prints what the judge says of the whole set.

Each file is taken in by ``hisrg import comments --json`` into one new dossier with the draft, or only read with ``--dry``;
with ``--of FOLDER`` those of another set.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.returns.judge import Row, Score, judged
from tests.returns.make import DRAFT, HERE

HISRG = (sys.executable, "-c", "from hisrg_desktop.cli import main; main()")


def hisrg(*words: object) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([*HISRG, *map(str, words)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def taken_in(files: Path, folder: Path, *options: str) -> list[Row]:
    """The lines printed while all returned files are taken into a new dossier, made in a folder."""
    dossier = folder / "returns.hisrg"
    hisrg("new", dossier, "--draft", DRAFT)
    printed = hisrg("import", "comments", dossier, *sorted(files.iterdir()), "--json", *options)
    return [row for line in printed.splitlines() if (row := json.loads(line)).get("kind") in ("proposal", "comment")]


def score(folder: Path, *options: str, of: Path = HERE) -> Score:
    """The score of a whole set: the one that is kept here, or that of another folder."""
    return judged(taken_in(of / "files", folder, *options), json.loads((of / "done.json").read_text(encoding="utf-8")))


def main() -> None:
    """Print the score and every finding."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--dry", action="store_true")
    given.add_argument("--of", type=Path, default=HERE)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = score(Path(folder), *(["--dry-run"] if chosen.dry else []), of=chosen.of)
    sys.stdout.write("\n".join([*told.findings, str(told), ""]))


if __name__ == "__main__":
    main()
