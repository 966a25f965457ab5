"""Escape leads back from a screen, and only from the one that has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.back import back_on_escape
from ui.parts.fields import TextField


def test_escape_leads_back(qtbot: QtBot) -> None:
    """From a field inside; not from a screen beside it, and not while an opened list takes the key to close."""
    window, screen, other, back = QWidget(), QWidget(), TextField(), []
    whole, inside = QVBoxLayout(window), QVBoxLayout(screen)
    field, choices = TextField(), QComboBox()
    choices.addItems(["One", "Two"])
    inside.addWidget(field)
    inside.addWidget(choices)
    whole.addWidget(screen)
    whole.addWidget(other)
    back_on_escape(screen, lambda: back.append("back"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert back == []
    choices.setFocus()
    choices.showPopup()
    QTest.keyClick(choices.view(), Qt.Key.Key_Escape)
    assert not choices.view().isVisible()
    assert back == []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert back == ["back"]
