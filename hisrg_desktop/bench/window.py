"""The program's window on a dossier, as benchmarks use it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.collect import Collector
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow


def window_on(application: QApplication, path: Path) -> MainWindow:
    """The window of usual size on this dossier, shown; the collector runs between events, as the program has it."""
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.resize(1280, 800)
    window.show()
    window.show_dossier(Bridge(Desk.open(path, program="bench"), window))
    Collector(application)
    return window
