"""Files written whole or not at all."""

import contextlib
import itertools
import os
import stat
import threading
from pathlib import Path

_COUNT = itertools.count(1)


def save_whole(path: Path, data: bytes) -> Path:
    """The path really written: `path`, or "name (2).docx" beside it where another program holds `path`.

    At every moment the file is either the previous one or the new one, whole. Raises OSError with a sentence
    that names the file; then the previous version is as it was and nothing else is left behind.
    """
    target = path.resolve() if path.is_symlink() else path
    part = target.parent / f".hisrg-{os.getpid()}-{threading.get_ident()}-{next(_COUNT)}.part"
    try:
        _write(part, data)
        _keep_mode(target, part)
        written = _put_in_place(part, target)
        _sync_folder(target.parent)
    except OSError as problem:
        raise OSError(problem.errno, _sentence(path, problem)) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return path if written == target else written


def _write(part: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_mode(target: Path, part: Path) -> None:
    with contextlib.suppress(OSError):
        part.chmod(stat.S_IMODE(target.stat().st_mode))


def _put_in_place(part: Path, target: Path) -> Path:
    try:
        part.replace(target)
    except PermissionError:
        # The folder let us write, so it is the file itself that is held: on Windows, usually by Word.
        if not target.is_file():
            raise
        beside = _free(target)
        part.replace(beside)
        return beside
    return target


def _free(target: Path) -> Path:
    names = (target.with_name(f"{target.stem} ({number}){target.suffix}") for number in itertools.count(2))
    return next(name for name in names if not name.exists())


def _sync_folder(folder: Path) -> None:
    # Without it the new name may vanish on a power cut; Windows knows no such call.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sentence(path: Path, problem: OSError) -> str:
    reason = problem.strerror or str(problem)
    reason = reason[:1].lower() + reason[1:]
    return f"{path.name} could not be saved in {path.absolute().parent}: {reason}. Nothing was changed."
