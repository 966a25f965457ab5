"""The theme: the one file with colours, type and spacing; light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.style_sheet import style_sheet

Appearance = Literal["system", "light", "dark", "contrast"]
Role = Literal["title", "heading", "question", "body", "small"]


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in logical pixels."""

    xs: int = 4
    s: int = 8
    m: int = 16
    l: int = 24  # noqa: E741 - the sizes are named like clothes
    xl: int = 40


SPACE: Final = Space()
SCALE: Final[dict[Role, float]] = {"title": 1.6, "heading": 1.25, "question": 1.08, "body": 1.0, "small": 0.9}
ICONS: Final = Path(__file__).parents[1] / "resources" / "icons"
BODY_POINTS: Final = 11.0

LIGHT: Final = {
    "ground": "#f6f5f2", "card": "#ffffff", "text": "#1d1f23", "soft": "#565a63", "line": "#d9d6cf", "edge": "#7d7a73",
    "accent": "#1f5fa8", "on-accent": "#ffffff", "accent-soft": "#e4eefa", "hover": "#efede8", "problem": "#a61b1b",
    "problem-soft": "#fdf0ee", "advice": "#7a4d00", "advice-soft": "#fdf5e3", "done": "#256b3c", "focus": "#1f5fa8",
    "disabled": "#63666d",
}  # fmt: skip
DARK: Final = {
    "ground": "#17191c", "card": "#212428", "text": "#eceae6", "soft": "#b3b5ba", "line": "#3a3e44", "edge": "#8b8f96",
    "accent": "#8ab8f0", "on-accent": "#10233a", "accent-soft": "#26364a", "hover": "#2a2e33", "problem": "#ff9c94",
    "problem-soft": "#3a2423", "advice": "#f0c060", "advice-soft": "#362d1b", "done": "#86d19e", "focus": "#a9ccf7",
    "disabled": "#9a9da3",
}  # fmt: skip
CONTRAST: Final = {
    "ground": "#000000", "card": "#000000", "text": "#ffffff", "soft": "#ffffff", "line": "#ffffff", "edge": "#ffffff",
    "accent": "#ffff00", "on-accent": "#000000", "accent-soft": "#333300", "hover": "#262626", "problem": "#ff9d9d",
    "problem-soft": "#300000", "advice": "#ffd24a", "advice-soft": "#2b2200", "done": "#7dff9b", "focus": "#00ffff",
    "disabled": "#c0c0c0",
}  # fmt: skip
PALETTES: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def apply(app: QApplication, appearance: Appearance, scale: float = 1.0) -> None:
    """Dress the whole program; `system` follows the system's scheme now. `scale` enlarges all type (1.0 to 2.5)."""
    scheme = resolved(appearance)
    colours = PALETTES[scheme]
    app.setStyle("Fusion")
    app.setFont(_font(scale))
    app.setPalette(_palette(colours))
    app.setProperty("satchel-colours", colours)
    app.setProperty("satchel-scale", scale)
    points: dict[str, float] = {role: BODY_POINTS * scale * factor for role, factor in SCALE.items()}
    app.setStyleSheet(style_sheet(colours, points, scheme, ICONS.as_posix(), scale))


def resolved(appearance: Appearance) -> Literal["light", "dark", "contrast"]:
    """What `system` means on this system now."""
    if appearance != "system":
        return appearance
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def colour(role: str) -> QColor:
    """The colour of a role as the program is dressed now."""
    colours = QGuiApplication.instance().property("satchel-colours") or LIGHT  # type: ignore[union-attr]  # there is one
    return QColor(colours[role])


def scaled(pixels: float) -> int:
    """A length in logical pixels, grown with the type as the program is dressed now."""
    app = QGuiApplication.instance()
    scale = app.property("satchel-scale") if app is not None else None
    return round(pixels * float(scale or 1.0))


def mark(widget: QWidget, role: str) -> None:
    """Say what a widget is, so that the style sheet dresses it. Cheap before it is shown; afterwards it is polished again."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _font(scale: float) -> QFont:
    font = QFont()
    font.setFamilies(["Noto Sans", "Segoe UI", "SF Pro Text", "Inter", "DejaVu Sans", "sans-serif"])
    font.setPointSizeF(BODY_POINTS * scale)
    return font


def _palette(colours: dict[str, str]) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, key in (
        (role.Window, "ground"), (role.WindowText, "text"), (role.Base, "card"), (role.AlternateBase, "hover"),
        (role.Text, "text"), (role.Button, "card"), (role.ButtonText, "text"), (role.Highlight, "accent"),
        (role.HighlightedText, "on-accent"), (role.Link, "accent"), (role.ToolTipBase, "card"), (role.ToolTipText, "text"),
        (role.PlaceholderText, "soft"), (role.Mid, "edge"), (role.Accent, "accent"),
    ):  # fmt: skip
        palette.setColor(name, QColor(colours[key]))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours["disabled"]))
    return palette
