"""What stands on the wall: what the secretary chose of the record, kept as it stands, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.widgets.wall_sheet import WallView
from hisrg_desktop.ui.windows.walled import PARTS, Read, Wanted, countdown, wall_view

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record

_OFTEN = 250


class Showing(QObject):
    """What stands on the wall, whether its window is open or its screen gone.

    Signals:
        changed: something else stands there now; carries the `WallView`.
        told: what the wall does is described in other words now.
    """

    changed = Signal(object)
    told = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.frozen = self.is_blank = False
        self.shows_typing = False
        self.light = QSettings().value("wall/light", False, type=bool) is True
        self._typed: tuple[str, str] | None = None
        self._read: Read | None = None
        self._place = self._place_of(bridge.record)
        self.wanted = Wanted(parts=_remembered())
        self.view = wall_view(bridge.record, self.wanted, bridge.now)
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    # --- what it does, in words ------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """What the wall does, in a few words."""
        if self.is_blank:
            return self.tr("blank")
        state = self.tr("frozen") if self.frozen else self.tr("live")
        if self.exposes:
            return self.tr("%1 · as you type").replace("%1", state)
        return " · ".join(part for part in (state, self._what()) if part)

    @property
    def exposes(self) -> bool:
        """Whether the room sees words before they are taken down."""
        return self.shows_typing and not self.frozen and not self.is_blank

    def _what(self) -> str:
        wanted, label = self.wanted, self.view.label
        if wanted.message:
            return self.tr("message")
        if wanted.decision:
            return self.tr("decision")
        kind = self.tr("side by side") if self.view.columns else self.tr("clean") if wanted.clean else ""
        return f"{label} {kind}".strip()

    # --- what the secretary chooses --------------------------------------------------------------------------------

    def follow(self) -> None:
        """Follow the active provision: live again, without message or decision."""
        self.frozen = self.is_blank = False
        self._want(message="", decision=False, read=None)

    def freeze(self) -> None:
        """Keep what is shown."""
        self.frozen, self.is_blank = True, False
        self.told.emit()

    def blank(self) -> None:
        """Show nothing."""
        self.is_blank = True
        self._show(WallView(blank=True))
        self.told.emit()

    def show_clean(self, clean: bool) -> None:
        """The text as agreed so far, or with its mark-up."""
        self._want(clean=clean, alternatives=False if clean else self.wanted.alternatives)

    def show_alternatives(self, alternatives: bool) -> None:
        """The alternatives side by side, where the provision has any."""
        self._want(alternatives=alternatives, clean=False if alternatives else self.wanted.clean)

    def show_decision(self, shows: bool, read: Read | None = None) -> None:
        """The words of the decision: those handed in, not yet declared, or what was declared last."""
        self._want(decision=shows, read=read if shows else None, message="")

    def say(self, message: str) -> None:
        """Show a message instead of the text; without words, the text again."""
        self._want(message=message.strip())

    def set_part(self, part: str, on: bool) -> None:
        """Show the speaker, the queue or the clock, or leave it off; remembered."""
        parts = self.wanted.parts | {part} if on else self.wanted.parts - {part}
        QSettings().setValue("wall/parts", ",".join(sorted(parts)) or "none")
        self._want(parts=parts)

    def set_light(self, light: bool) -> None:
        """Dark letters on white for a bright room, or light ones on dark; remembered."""
        self.light = light
        QSettings().setValue("wall/light", light)
        self.told.emit()

    def show_typing(self, shows: bool) -> None:
        """Show what is being typed as a change of the text, or only what is on record."""
        self.shows_typing = shows
        self._want(typed=self._typed if shows else None)

    # --- what happens ----------------------------------------------------------------------------------------------

    def hear(self, record: Record) -> None:
        """Show the record as it is now; what was shown for one place leaves with the place."""
        place = self._place_of(record)
        if place != self._place:
            self._place, self._typed = place, None
            self.wanted = replace(self.wanted, decision=False, read=None, typed=None)
        self._again(record)

    def hear_typing(self, provision: str, wording: str) -> None:
        """Take in the wording that is being typed for a provision; an empty one ends it."""
        self._typed = (provision, wording) if wording else None
        if self.shows_typing:
            self._want(typed=self._typed)

    def hear_declared(self) -> None:
        """What was to be declared has been: show it as it stands on record."""
        if self.wanted.read:
            self._want(read=None)

    def _want(self, **fields: object) -> None:
        self.wanted = replace(self.wanted, **fields)  # type: ignore[arg-type]
        self._again(self._bridge.record)
        self.told.emit()

    def _again(self, record: Record) -> None:
        if not self.frozen and not self.is_blank:
            self._show(wall_view(record, self.wanted, self._bridge.now))

    def _tick(self) -> None:
        """Let the times run; what is frozen keeps its words, and only a message goes on counting down."""
        if self.frozen and self.view.message:
            self._show(replace(self.view, countdown=countdown(self.view.message, self._bridge.now)))
        else:
            self._again(self._bridge.record)

    def _show(self, view: WallView) -> None:
        if view != self.view:
            before, self.view = self.view, view
            self.changed.emit(view)
            if before.label != view.label:
                self.told.emit()

    @staticmethod
    def _place_of(record: Record) -> tuple[str | None, str | None]:
        there = now(record)
        return (there.block, there.provision) if there else (None, None)


def _remembered() -> frozenset[str]:
    kept = str(QSettings().value("wall/parts", ",".join(PARTS)))
    return frozenset(kept.split(",")) & frozenset(PARTS)
