"""A rehearsal: a copy of the dossier in a place of its own, on which a meeting is practised and of which nothing is kept."""

import shutil
import tempfile
from pathlib import Path

from hisrg_desktop.store.backups import copy_whole
from hisrg_desktop.store.lock import holder_of

_PREFIX = "hisrg-rehearsal-"


def begin_rehearsal(dossier: Path) -> Path:
    """A copy of the dossier to practise on; the dossier itself is only read."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        return copy_whole(dossier, folder / dossier.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def is_rehearsal(dossier: Path) -> bool:
    """Whether this is a copy on which a meeting is practised."""
    return dossier.parent.name.startswith(_PREFIX)


def end_rehearsal(copy: Path) -> None:
    """Remove the copy and everything beside it."""
    if is_rehearsal(copy):
        shutil.rmtree(copy.parent, ignore_errors=True)


def clear_leftovers() -> None:
    """Remove the copies of rehearsals that were cut off; one that somebody practises on is left alone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not any(_is_in_use(dossier) for dossier in folder.glob("*.hisrg")):
            shutil.rmtree(folder, ignore_errors=True)


def rehearsals_of(dossier: Path) -> list[Path]:
    """The copies of this dossier on which somebody practises at the moment."""
    found = Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{dossier.name}")
    return sorted(copy for copy in found if copy != dossier and _is_in_use(copy))


def _is_in_use(dossier: Path) -> bool:
    holder = holder_of(dossier)
    return holder is not None and not holder.is_gone()
