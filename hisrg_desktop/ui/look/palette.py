"""The colours, light and dark, for the desk and for the wall, and how far two of them stand apart."""

from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtGui import QColor, QPalette

Tone = Literal[
    "paper", "card", "ink", "soft", "line", "quiet",
    "accent", "accent_tint", "on_accent",
    "ok", "ok_tint", "warn", "warn_tint", "bad", "bad_tint",
    "panel", "panel_tint",
    "insertion", "insertion_tint", "deletion",
]  # fmt: skip
"""The name of a colour; widgets know names, never numbers."""


@dataclass(frozen=True, slots=True)
class Tones:
    """One palette: every colour by the name the widgets use."""

    paper: str
    card: str
    ink: str
    soft: str
    line: str
    quiet: str
    accent: str
    accent_tint: str
    on_accent: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    panel: str
    panel_tint: str
    insertion: str
    insertion_tint: str
    deletion: str

    def of(self, tone: Tone) -> QColor:
        """The colour of that name."""
        return QColor(getattr(self, tone))


TONES: tuple[Tone, ...] = get_args(Tone)

LIGHT = Tones(
    paper="#f7f6f2", card="#ffffff", ink="#1c2430", soft="#5b6573", line="#dfdcd3", quiet="#efede6",
    accent="#1d4f7c", accent_tint="#e3edf6", on_accent="#ffffff",
    ok="#21724a", ok_tint="#e2f1e8", warn="#8a5a00", warn_tint="#fbf0d6", bad="#a32a2a", bad_tint="#f9e3e1",
    panel="#5c3f8f", panel_tint="#ece6f7",
    insertion="#1b6b3f", insertion_tint="#e6f4ea", deletion="#a32a2a",
)  # fmt: skip

DARK = Tones(
    paper="#15191f", card="#1d232b", ink="#e8eaed", soft="#9aa5b3", line="#313a45", quiet="#29313b",
    accent="#7db4e6", accent_tint="#20364c", on_accent="#10161d",
    ok="#7fcca0", ok_tint="#1d3a2b", warn="#e6bf6a", warn_tint="#3a301a", bad="#ef9a94", bad_tint="#41252a",
    panel="#bda4ee", panel_tint="#2f2745",
    insertion="#86d6a6", insertion_tint="#1c3528", deletion="#ef9a94",
)  # fmt: skip

WALL_DARK = Tones(
    paper="#0e1217", card="#0e1217", ink="#f4f2ec", soft="#9aa5b3", line="#313a45", quiet="#1d232b",
    accent="#7db4e6", accent_tint="#16283a", on_accent="#0e1217",
    ok="#7fcca0", ok_tint="#14301f", warn="#e6bf6a", warn_tint="#3a301a", bad="#ef9a94", bad_tint="#41252a",
    panel="#bda4ee", panel_tint="#2f2745",
    insertion="#86d6a6", insertion_tint="#14301f", deletion="#ef9a94",
)  # fmt: skip

WALL_LIGHT = Tones(
    paper="#ffffff", card="#ffffff", ink="#10161d", soft="#515b68", line="#c9c6bd", quiet="#efede6",
    accent="#1d4f7c", accent_tint="#e3edf6", on_accent="#ffffff",
    ok="#21724a", ok_tint="#e2f1e8", warn="#8a5a00", warn_tint="#fbf0d6", bad="#a32a2a", bad_tint="#f9e3e1",
    panel="#5c3f8f", panel_tint="#ece6f7",
    insertion="#1b6b3f", insertion_tint="#e6f4ea", deletion="#a32a2a",
)  # fmt: skip

WRITTEN_ON: tuple[tuple[Tone, Tone], ...] = (
    *((tone, ground) for ground in ("paper", "card") for tone in ("ink", "soft", "accent", "ok", "warn")),
    *((tone, ground) for ground in ("paper", "card") for tone in ("bad", "panel")),
    *((tone, ground) for ground in ("paper", "card", "accent_tint") for tone in ("insertion", "deletion")),
    *((tone, "accent_tint") for tone in ("ink", "soft", "accent")),
    *((tone, "quiet") for tone in ("ink", "soft")),
    ("ok", "ok_tint"), ("ink", "ok_tint"), ("warn", "warn_tint"), ("ink", "warn_tint"), ("bad", "bad_tint"),
    ("ink", "bad_tint"), ("panel", "panel_tint"), ("on_accent", "accent"), ("insertion", "insertion_tint"),
    ("deletion", "insertion_tint"), ("card", "ink"), ("card", "panel"),
)  # fmt: skip
"""Every (text, background) pair in use; each stands at least 4.5:1 apart, in every palette."""

BORDERED_ON: tuple[tuple[Tone, Tone], ...] = tuple(
    (tone, ground) for tone in ("soft", "accent") for ground in ("paper", "card")
)
"""Every (border of a control, background) pair; each stands at least 3:1 apart."""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart by WCAG 2: from 1 (alike) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


_ROLES: dict[QPalette.ColorRole, Tone] = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "quiet",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "card",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "panel",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "quiet",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "soft",
    QPalette.ColorRole.Shadow: "line",
}
_FAINT = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def fusion_palette(tones: Tones) -> QPalette:
    """The colours as Qt's Fusion style asks for them."""
    palette = QPalette()
    for role, tone in _ROLES.items():
        palette.setColor(role, tones.of(tone))
    for role in _FAINT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, tones.of("soft"))
    return palette
