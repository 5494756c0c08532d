"""The real window in a process of its own, which says what each key that is pressed would do. Started by the tests."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from hisrg_desktop.desk.begin import begin
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.windows.main import MainWindow


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    application = QApplication(sys.argv[:1])
    look = Look("light")
    look.dress(application)
    window = MainWindow(look)
    window.show()
    window.show_dossier(Bridge(begin(folder / "keys.hisrg", None), window))
    window.go("session")
    for name, action in window.menus.actions.items():
        action.triggered.disconnect()
        action.triggered.connect(partial(say, f"did {name}"))
        action.setEnabled(True)
        action.setVisible(True)
    window.page("session").capture.editor.textChanged.connect(
        lambda: say(f"typed {window.page('session').capture.text}")
    )

    def ready() -> None:
        if window.isActiveWindow() and window.page("session").capture.editor.hasFocus():
            say("ready")
        else:
            window.activateWindow()
            window.page("session").take_keyboard()
            QTimer.singleShot(100, ready)

    ready()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
