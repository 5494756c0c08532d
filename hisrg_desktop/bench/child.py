"""Programs measured from outside: started anew, with nothing read before."""

import json
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_PATIENCE = 60


def told(module: str, *arguments: str, patience: float = _PATIENCE) -> dict[str, Any]:
    """What a module of ours, run as a program, prints as its last line of JSON; `began` is when it was started."""
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", f"hisrg_desktop.bench.{module}", *arguments],
        check=True,
        timeout=patience,
        stdout=subprocess.PIPE,
        text=True,
        env=_surroundings(),
    )
    answer: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return {**answer, "began": began}


def hisrg(*arguments: str, patience: float = _PATIENCE) -> None:
    """Run the command line program; what it prints is left aside."""
    command = [sys.executable, "-m", "hisrg_desktop.cli", *arguments]
    subprocess.run(command, check=True, timeout=patience, stdout=subprocess.DEVNULL, env=_surroundings())


def _surroundings() -> dict[str, str]:
    """The variables a measured program is started with."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # An installed program has its bytecode beside it, as the libraries have that it is measured against; a checkout may
    # not. The first turn, which is not counted, writes it.
    own = {"PYTHONPYCACHEPREFIX": _bytecode().name}
    return {**given, **own, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.debug=false"}


@cache
def _bytecode() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="hisrg-bytecode-")


def say(**answer: object) -> None:
    """Print what was measured for the one who started this."""
    print(json.dumps(answer), flush=True)


def resident() -> float:
    """The megabytes this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
