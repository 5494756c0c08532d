"""The code of the pages: found out beside the windows' thread, read on it, a module at a time."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from queue import SimpleQueue
from threading import Event, Thread
from types import CodeType
from typing import Any, cast

from PySide6.QtCore import QObject, QTimer

_STEP = 0.008
"""Seconds of reading after which the windows answer."""
_BREATH = 8
"""Milliseconds between looking whether a thread has found out what is to be read."""
_WINDOWS = "hisrg_desktop.ui."
_BENEATH = ("hisrg_desktop.meeting.", "hisrg_desktop.desk.")


class Code(QObject):
    """Reads the code of pages, so that making them holds nobody up.

    PySide crashes when a class of its own comes to be on one thread while another one paints. So a thread only finds
    out which modules a page needs, and reads those that know no Qt; the windows' thread reads the others.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._there: dict[str, Event] = {}
        self._found: SimpleQueue[tuple[str, list[str]]] = SimpleQueue()
        self._todo: list[tuple[str, str]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_BREATH)
        self._timer.timeout.connect(self._read)

    def want(self, *pages: str) -> None:
        """Begin to read what these pages need."""
        new = [page for page in pages if page not in self._there]
        self._there |= {page: Event() for page in new}
        if new:
            Thread(target=_find, args=(new, self._found), name="finding", daemon=True).start()
            self._timer.start()

    def is_there(self, *pages: str) -> bool:
        """Whether all that these pages need has been read."""
        return all(page in self._there and self._there[page].is_set() for page in pages)

    def wait(self, page: str) -> None:
        """Wait, on another thread, until a page that was wanted has been read."""
        self._there[page].wait()

    def _read(self) -> None:
        while not self._found.empty():
            page, names = self._found.get()
            self._todo += [(page, name) for name in names]
        until = time.perf_counter() + _STEP
        while self._todo and time.perf_counter() < until:
            page, name = self._todo.pop(0)
            importlib.import_module(name)
            if name == module_of(page):
                self._there[page].set()
        self._timer.setInterval(0 if self._todo else _BREATH)
        if self.is_there(*self._there):
            self._timer.stop()


def _find(pages: list[str], found: SimpleQueue[tuple[str, list[str]]]) -> None:
    """Find out what pages need; touches no Qt, which may be gone before it is done."""
    for page in pages:
        found.put((page, needed(module_of(page))))


def module_of(page: str) -> str:
    """The module in which a page is; what is within a page is called by its module."""
    return page if page.startswith(_WINDOWS) else f"{_WINDOWS}{page}.page"


def needed(name: str) -> list[str]:
    """The modules of the windows that a module needs, each after those that it needs itself, without reading them.

    What they need of the meeting and the desk is read.
    """
    order: dict[str, None] = {}
    _look(name, order, set())
    return list(order)


def _look(name: str, order: dict[str, None], seen: set[str]) -> None:
    seen.add(name)
    for other in _imported(name):
        if other.startswith(_BENEATH):
            importlib.import_module(other)
        elif other.startswith(_WINDOWS) and other not in seen and other not in sys.modules:
            _look(other, order, seen)
    order[name] = None


def _imported(name: str) -> Iterator[str]:
    """The modules that a module's own code names when it is read."""
    code = _compiled(name)
    names = code.co_names if code else ()
    for other in names:
        if other.startswith((_WINDOWS, *_BENEATH)):
            yield other
            yield from _parts(other, names)


def _parts(package: str, names: tuple[str, ...]) -> Iterator[str]:
    """What of a package is imported that is a module of its own."""
    spec = find_spec(package)
    if spec is not None and spec.submodule_search_locations is not None:
        yield from (f"{package}.{name}" for name in names if "." not in name and find_spec(f"{package}.{name}"))


def _compiled(name: str) -> CodeType | None:
    spec = find_spec(name)
    loader: Any = spec.loader if spec else None
    return cast("CodeType | None", loader.get_code(name)) if loader else None
