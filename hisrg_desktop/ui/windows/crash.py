"""When the program itself is at fault: a report in a file of the person's own, one sentence, and the work goes on.

The report says where in the program it happened and which acts came before. It holds no word of the dossier: not what
an error says, for that may quote it, and of the acts only their names.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QSettings, QtMsgType, Signal, qInstallMessageHandler, qVersion

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk

ACTS = 20
"""How many of the last acts a report names."""
KEPT = 20
"""How many reports are kept."""
_HARD = "hard-fault.txt"


def reports_folder() -> Path:
    """Where reports lie: beside the settings."""
    return Path(QSettings().fileName()).parent / "hisrg-desktop-reports"


class CrashReports(QObject):
    """Takes what nobody caught, on whichever thread, and writes a report of it.

    Signals:
        written: there is a report; carries its text and its path, or no path where it could not be written.
    """

    written = Signal(str, str)

    def __init__(self, folder: Path, desk: Callable[[], Desk | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._desk = desk
        self._seen: set[str] = set()
        self._guard = threading.Lock()
        self._qt: deque[str] = deque(maxlen=ACTS)
        self._hard: TextIO | None = None
        self.found = self._left_behind()

    def install(self) -> None:
        """Hear of every fault from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_on_thread
        qInstallMessageHandler(self._from_qt)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._hard = (self._folder / _HARD).open("w", encoding="utf-8")
            faulthandler.enable(self._hard)
        except OSError:
            faulthandler.enable()

    def end(self) -> None:
        """Hear of no more faults; the program has ended as it should."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._hard:
            self._hard.close()
            (self._folder / _HARD).unlink(missing_ok=True)

    def _left_behind(self) -> str:
        """What an earlier run wrote as it was cut off; empty where it was not."""
        try:
            return (self._folder / _HARD).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    # --- what is heard -----------------------------------------------------------------------------------------------

    def _uncaught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, fault, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self.report(fault, "the windows")

    def _uncaught_on_thread(self, told: threading.ExceptHookArgs) -> None:
        threading.__excepthook__(told)
        if told.exc_value is not None:
            self.report(told.exc_value, told.thread.name if told.thread else "a thread")

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        sys.stderr.write(f"{words}\n")
        if kind != QtMsgType.QtDebugMsg:
            self._qt.append(f"{kind.name}: {words}")

    def report(self, fault: BaseException, where: str) -> None:
        """Write a report, once for each place in the program at which something goes wrong."""
        trace = _trace(fault)
        with self._guard:
            if trace in self._seen:
                return
            self._seen.add(trace)
        text = "\n".join([*_versions(), f"On {where}:", trace, *self._acts(), *self._qt_words()])
        self.written.emit(text, self._kept(text))

    def _acts(self) -> list[str]:
        desk = self._desk()
        last = desk.entries[-ACTS:] if desk else []
        return ["The last acts:", *(f"  {e.number}  {e.at:%Y-%m-%d %H:%M:%S}  {e.act}" for e in last)]

    def _qt_words(self) -> list[str]:
        return ["Qt said:", *(f"  {words}" for words in self._qt)] if self._qt else []

    def _kept(self, text: str) -> str:
        """Where the report was written; empty where it could not be."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
            path.write_text(text + "\n", encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return ""
        return str(path)


def _versions() -> list[str]:
    import platform  # asked for only when something went wrong; the person who starts the program need not wait for it

    from hisrg_desktop import __version__

    return [
        f"hisrg-desktop {__version__}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
    ]


def _trace(fault: BaseException) -> str:
    """Where it went wrong, through whatever caused it, and what kind of fault it was; not what the fault says."""
    lines: list[str] = []
    one: BaseException | None = fault
    while one is not None:
        frames = traceback.extract_tb(one.__traceback__)
        told = [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        lines = [type(one).__name__, *told, *(["which led to"] if lines else []), *lines]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(lines)


def _short(name: str) -> str:
    """A file's name from its package on; the person's own folders are nobody's business."""
    parts = Path(name).parts
    start = next((n for n, part in enumerate(parts) if part in ("hisrg_desktop", "site-packages")), len(parts) - 1)
    return "/".join(parts[start:])
