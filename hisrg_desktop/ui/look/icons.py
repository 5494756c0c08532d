"""The icons: line drawings recoloured from the palette, sharp on every screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hisrg_desktop.shipped import shipped

NAMES: dict[str, str] = {
    "session": "circle-dot",
    "text": "pilcrow",
    "comments": "message-square-quote",
    "people": "users",
    "agenda": "list-ordered",
    "panels": "flag",
    "decisions": "gavel",
    "minutes": "notebook-pen",
    "documents": "files",
    "journal": "history",
    "add": "plus",
    "remove": "trash-2",
    "close": "x",
    "edit": "pencil",
    "write": "square-pen",
    "done": "check",
    "undo": "undo-2",
    "copy": "copy",
    "search": "search",
    "filter": "filter",
    "open": "folder-open",
    "document": "file-text",
    "import": "download",
    "export": "upload",
    "print": "printer",
    "send": "mail",
    "settings": "settings",
    "wall": "monitor",
    "freeze": "snowflake",
    "show": "eye",
    "blank": "eye-off",
    "pause": "pause",
    "go": "play",
    "speak": "mic",
    "ask": "hand",
    "invite": "user-plus",
    "clock": "clock",
    "plan": "calendar-clock",
    "tree": "list-tree",
    "check-list": "list-checks",
    "compare": "git-compare",
    "remark": "message-square",
    "weigh": "scale",
    "stamp": "stamp",
    "link": "link",
    "park": "bookmark",
    "lock": "lock",
    "unlock": "lock-open",
    "warning": "triangle-alert",
    "about": "info",
    "help": "circle-help",
    "light": "sun",
    "dark": "moon",
    "up": "arrow-up",
    "down": "arrow-down",
    "more": "ellipsis",
    "less": "minus",
    "outside": "external-link",
    "expand": "chevron-right",
    "collapse": "chevron-down",
}
"""What an icon means in the program, and the drawing it is."""

_RATIOS = (1.0, 1.5, 2.0, 3.0)


@lru_cache(maxsize=256)
def drawing(name: str, colour: str) -> bytes:
    """The drawing as SVG in that colour. Raises KeyError for a name without a drawing."""
    return shipped(f"icons/{NAMES[name]}.svg").read_bytes().replace(b"currentColor", colour.encode())


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing in that colour, `size` wide and high, for a screen of that device pixel ratio."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(drawing(name, colour)))
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, size: int = 16, faint: str | None = None) -> QIcon:
    """The icon in that colour, with a drawing ready for each usual screen; `faint` is its colour while disabled."""
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        if faint:
            result.addPixmap(pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return result
