"""“As the system” follows the system while the window is open; another choice does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.dressing import Dressing
from desktop.preferences import Preferences
from ui import theme

Resolved = theme.resolved


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[list[str]]:
    """What the system looks like; put another word there and tell of it."""
    now = ["light"]
    monkeypatch.setattr(theme, "resolved", lambda chosen: now[0] if chosen == "system" else Resolved(chosen))
    yield now
    monkeypatch.undo()
    theme.apply(qapp, "light")


def ground() -> QColor:
    """The colour behind everything."""
    return QApplication.palette().window().color()


def test_follows_the_system(system: list[str]) -> None:
    """The scheme turns dark, then the contrast high, then light again: each time the window is dressed anew at once."""
    parent = QObject()
    Dressing(parent).dress(Preferences())
    hints = QGuiApplication.styleHints()
    assert ground() == QColor(theme.LIGHT["ground"])
    system[0] = "dark"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert ground() == QColor(theme.DARK["ground"])
    if hasattr(hints, "accessibility"):
        system[0] = "contrast"
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        assert ground() == QColor(theme.CONTRAST["ground"])
    system[0] = "light"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert ground() == QColor(theme.LIGHT["ground"])


def test_a_choice_stays(system: list[str]) -> None:
    """Who chose light keeps light when the system turns dark; size and scheme return when “as the system” is chosen again."""
    parent = QObject()
    dressing = Dressing(parent)
    dressing.dress(Preferences(appearance="light"))
    system[0] = "dark"
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert ground() == QColor(theme.LIGHT["ground"])
    dressing.dress(Preferences(appearance="system", text_scale=1.5))
    assert ground() == QColor(theme.DARK["ground"])
    assert QApplication.font().pointSizeF() == pytest.approx(theme.BODY_POINTS * 1.5)


def test_the_same_again_costs_nothing(system: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems tell of changes that are none: nothing is dressed again."""
    parent = QObject()
    dressing = Dressing(parent)
    dressing.dress(Preferences())
    monkeypatch.setattr(theme, "apply", lambda *_: pytest.fail("dressed again"))
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    dressing.dress(Preferences())
