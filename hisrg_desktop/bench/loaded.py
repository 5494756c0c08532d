"""A dossier loaded into memory. Run as a program by the benchmarks."""

import sys
import time
from pathlib import Path

from hisrg_desktop.bench.child import resident, say
from hisrg_desktop.store.ledger import Ledger


def main(path: Path) -> None:
    """Say how long it took and how much memory the record holds."""
    ledger = Ledger.read(path)
    before, began = resident(), time.perf_counter()
    record = ledger.load()
    say(seconds=time.perf_counter() - began, megabytes=resident() - before)
    assert record
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
