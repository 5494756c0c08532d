"""The Word exam, where it lies beside the checkout: files that nobody here wrote, and their judge."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAM = Path(__file__).parents[3] / "shared" / "exam" / "word_exam.py"
needs_exam = pytest.mark.skipif(not EXAM.exists(), reason="the Word exam is not beside this checkout")


def sat(part: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One part of the exam taken by the command line program of this checkout."""
    hisrg = folder / "hisrg"
    hisrg.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hisrg_desktop.cli "$@"\n')
    hisrg.chmod(0o755)
    return subprocess.run(
        [sys.executable, str(EXAM), part, "--hisrg", str(hisrg)],
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
