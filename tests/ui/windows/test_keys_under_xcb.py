"""The keys as a keyboard sends them: through the X server, in four layouts, with a window manager."""

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hisrg_desktop.ui.windows.keys import KEYS

LAYOUTS = (("us", ""), ("de", ""), ("ch", "fr"), ("nl", ""))
NEEDED = ("Xvfb", "xdotool", "setxkbmap", "openbox")
NAMES = {
    "+": "plus",
    "=": "equal",
    "-": "minus",
    ".": "period",
    ",": "comma",
    "Backspace": "BackSpace",
    "Ins": "Insert",
    "PgDown": "Next",
    "PgUp": "Prior",
    "Enter": "KP_Enter",
}
TAKEN_BY_WINDOW_MANAGERS = {"Alt+F4"}

pytestmark = [
    pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed: keys cannot be pressed")
    for name in NEEDED
]


def as_sent(keys: str) -> str:
    """Keys as the sender of keys names them: ``Ctrl+Shift++`` is ``ctrl+shift+plus``."""
    head, _, last = keys.rpartition("+")
    if not last:
        head, last = head.removesuffix("+"), "+"
    held = [part.lower() for part in head.split("+") if part]
    return "+".join([*held, NAMES.get(last, last.lower() if len(last) == 1 else last)])


class Keyboard:
    """A screen with the window on it, and a keyboard."""

    def __init__(self, folder: Path) -> None:
        self.display = f":{90 + os.getpid() % 400}"
        self.environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(Path.cwd()),
        }
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._screen = subprocess.Popen(["Xvfb", self.display, "-screen", "0", "1280x900x24"], **quiet)
        self._wait_for_screen()
        self._manager = subprocess.Popen(["openbox"], env=self.environment, **quiet)
        self._window = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("pressed.py")), str(folder)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._said: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _wait_for_screen(self) -> None:
        for _ in range(200):
            if (
                subprocess.run(["xdotool", "getmouselocation"], env=self.environment, capture_output=True).returncode
                == 0
            ):
                return
            time.sleep(0.05)
        pytest.fail("the screen did not come up")

    def _listen(self) -> None:
        assert self._window.stdout is not None
        for line in self._window.stdout:
            self._said.put(line.strip())

    def hear(self, wanted: str, seconds: float = 20.0) -> bool:
        """Whether the window says this before so much time has passed."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                if self._said.get(timeout=left) == wanted:
                    return True
            except queue.Empty:
                return False
        return False

    def layout(self, name: str, variant: str) -> None:
        subprocess.run(["setxkbmap", "-layout", name, "-variant", variant], env=self.environment, check=True)

    def press(self, keys: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", as_sent(keys)], env=self.environment, check=True)

    def close(self) -> None:
        for process in (self._window, self._manager, self._screen):
            process.kill()
            process.wait()
        self._listener.join()
        assert self._window.stdout is not None
        self._window.stdout.close()


@pytest.fixture(scope="module")
def keyboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyboard]:
    made = Keyboard(tmp_path_factory.mktemp("keyboard"))
    try:
        assert made.hear("ready", 60)
        yield made
    finally:
        made.close()


def test_the_keyboard_types_into_the_capture_line(keyboard: Keyboard) -> None:
    keyboard.layout("us", "")
    keyboard.press("x")
    assert keyboard.hear("typed x")


@pytest.mark.parametrize(("layout", "variant"), LAYOUTS)
def test_every_key_of_the_table_reaches_the_window_in_this_layout(
    keyboard: Keyboard, layout: str, variant: str
) -> None:
    keyboard.layout(layout, variant)
    unheard = []
    for key in KEYS:
        pressed = [keys for keys in key.keys if keys not in TAKEN_BY_WINDOW_MANAGERS]
        for keys in pressed:
            keyboard.press(keys)
            if keyboard.hear(f"did {key.name}", 3):
                break
        else:
            if pressed:
                unheard.append((key.name, key.keys))
    assert not unheard


def test_keys_of_text_do_nothing_but_edit(keyboard: Keyboard) -> None:
    keyboard.layout("us", "")
    for keys in ("Ctrl+D", "Ctrl+K", "Ctrl+E", "Ctrl+U"):
        keyboard.press(keys)
    keyboard.press("F4")
    until = time.monotonic() + 20
    heard = ""
    while heard != "did next" and time.monotonic() < until:
        heard = keyboard._said.get(timeout=20)
        assert heard == "did next" or heard.startswith("typed"), heard
    assert heard == "did next"
