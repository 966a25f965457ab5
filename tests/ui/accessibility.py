"""The accessibility lint: what every screen must give to people who cannot see, point or read small type."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit)
LEAST = 24


def controls(screen: QWidget) -> list[QWidget]:
    """Every control that is shown and can take the focus."""
    found: list[QWidget] = []
    for one in screen.findChildren(QWidget):
        inside_combo = isinstance(one.parentWidget(), QComboBox)
        if (
            isinstance(one, CONTROLS)
            and one.isVisibleTo(screen)
            and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not inside_combo
        ):
            found.append(one)
    return found


def faults(screen: QWidget) -> list[str]:
    """What a screen lacks, one line each."""
    told = []
    names: Counter[str] = Counter()
    for one in controls(screen):
        name = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
        names[name] += 1
        kind = type(one).__name__
        if not name.strip():
            told.append(f"{kind} without a name")
        if isinstance(one, QComboBox) and name == one.currentText():
            told.append(f"{name}: named by its value")
        target = (
            one if not (one.parentWidget() and type(one.parentWidget()).__name__ == "_Cell") else one.parentWidget()
        )
        assert target is not None
        if target.width() < LEAST or target.height() < LEAST:
            told.append(f"{name}: a target of {target.width()}×{target.height()}")
    told += [f"{name}: stands {count} times" for name, count in names.items() if count > 1]
    told += clipped(screen)
    return told


def clipped(screen: QWidget) -> list[str]:
    """Labels that are cut, and anything wider than the page it lies in."""
    told = []
    for one in screen.findChildren(QLabel):
        if not one.isVisibleTo(screen) or not one.text():
            continue
        needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
        if one.height() + 2 < needed:
            told.append(f"cut: {one.text()[:50]!r} has {one.height()} of {needed} pixels")
    for area in screen.findChildren(QScrollArea):
        inner = area.widget()
        if (
            inner is not None
            and area.isVisibleTo(screen)
            and inner.minimumSizeHint().width() > area.viewport().width() + 2
        ):
            told.append(f"wider than its page: {inner.minimumSizeHint().width()} of {area.viewport().width()} pixels")
    return told


def contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, WCAG 2.2."""

    def light(colour: tuple[int, int, int]) -> float:
        parts = [one / 255 for one in colour]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
