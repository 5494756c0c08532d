"""Which keys do what: the table's own unless the person chose others, and what may not be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence

from hisrg_desktop.ui.windows.keys import KEYS, Key

_STORED = "keys/"
_TEXT = ("Ctrl+D", "Ctrl+K", "Ctrl+E", "Ctrl+U", "Ctrl+Z", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X")
"""Keys that belong to whoever types; an act on one of them would happen in the middle of a sentence."""
_ALONE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why keys may not be chosen; `taken_by` is the thing that has them, None where typing does."""

    keys: str
    taken_by: Key | None


class Shortcuts(QObject):
    """The keys in force, remembered for the person.

    Signals:
        changed: other keys do things now; carries the name of what they do.
    """

    changed = Signal(str)

    def of(self, key: Key) -> tuple[str, ...]:
        """The keys of a thing, as `QKeySequence` reads them."""
        stored = QSettings().value(_STORED + key.name)
        if stored is None:
            return key.keys
        return tuple(one for one in str(stored).split("\n") if one)

    def is_own(self, key: Key) -> bool:
        """Whether the person chose other keys than the table has."""
        return self.of(key) != key.keys

    def clash(self, key: Key, keys: str) -> Clash | None:
        """What keeps these keys from being given to that thing."""
        if not may_be_chosen(keys):
            return Clash(keys, None)
        wanted = QKeySequence(keys)
        for other in KEYS:
            if other.name != key.name and wanted in [QKeySequence(one) for one in self.of(other)]:
                return Clash(keys, other)
        return None

    def choose(self, key: Key, keys: str) -> Clash | None:
        """Give a thing these keys, or none where they are empty; what stands in the way is the answer."""
        clash = self.clash(key, keys) if keys else None
        if clash is None:
            QSettings().setValue(_STORED + key.name, keys)
            self.changed.emit(key.name)
        return clash

    def take_over(self, key: Key, clash: Clash) -> None:
        """Give a thing keys that another has, which then has none of them."""
        assert clash.taken_by is not None
        wanted = QKeySequence(clash.keys)
        left = [one for one in self.of(clash.taken_by) if QKeySequence(one) != wanted]
        QSettings().setValue(_STORED + clash.taken_by.name, "\n".join(left))
        self.changed.emit(clash.taken_by.name)
        self.choose(key, clash.keys)

    def reset(self, key: Key) -> Clash | None:
        """Give a thing the table's keys again; what stands in the way is the answer."""
        for one in key.keys:
            clash = self.clash(key, one)
            if clash is not None:
                return clash
        QSettings().remove(_STORED + key.name)
        self.changed.emit(key.name)
        return None

    def reset_all(self) -> None:
        """Give everything the table's keys again."""
        for key in KEYS:
            if self.is_own(key):
                QSettings().remove(_STORED + key.name)
                self.changed.emit(key.name)


def may_be_chosen(keys: str) -> bool:
    """Whether keys can do something while somebody types: not those of text, and no letter alone."""
    wanted = QKeySequence(keys)
    if wanted.isEmpty() or keys in _TEXT:
        return False
    first: QKeyCombination = wanted[0]  # type: ignore[index]
    held = first.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.NoModifier:
        return True
    return first.key() not in _ALONE and first.key() >= Qt.Key.Key_F1 and first.key() <= Qt.Key.Key_F35


def named(keys: str) -> str:
    """Keys as the keyboard at hand names them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def pressed(combination: QKeyCombination) -> str:
    """Keys that were pressed, as `QKeySequence` reads them; empty while only Shift, Ctrl or Alt is held."""
    if combination.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr):
        return ""
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
