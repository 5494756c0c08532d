"""Two Word files compared: the newer one with its differences from the older as tracked changes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from hisrg_desktop.meeting.order import OutOfOrder

_COUNTED = {
    "insertion": "insertions",
    "deletion": "deletions",
    "move": "moves",
    "change of formatting": "changes of formatting",
}


def compare_files(
    old: Path, new: Path, out: Path, author: str = "", when: datetime | None = None, *, formatting: bool = False
) -> str:
    """Write the redline of two files, changes of formatting in it if wanted, and say in a sentence what is in it.

    Both files are foreign and are read apart. `OutOfOrder` names the file or the place that stands in the way; a file
    that was there stays as it was then.
    """
    from hisrg_desktop.documents.apart import compare_apart
    from hisrg_desktop.documents.save import save_whole
    from hisrg_desktop.documents.written.core import stamp

    if any(one.exists() and out.exists() and out.samefile(one) for one in (old, new)):
        raise OutOfOrder(f"The redline would take the place of {out.name}, which it is made from: name another file.")
    data, said = compare_apart(old, new, author, stamp(when) if when else "", formatting=formatting)
    written = save_whole(out, data)
    return " ".join(_sentences(written, said))


def _sentences(written: Path, said: dict[str, Any]) -> Iterator[str]:
    counts = {word: said[word] for word in _COUNTED if said[word]}
    changes = [f"{count} {word if count == 1 else _COUNTED[word]}" for word, count in counts.items()]
    yield f"{written}: {', '.join(changes)}." if changes else f"{written}: both files read alike."
    for name in said["carried"]:
        yield f"{name} carries tracked changes of its own; what it reads with these accepted was compared."
