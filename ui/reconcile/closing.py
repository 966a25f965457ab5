"""Buttons that a person may not press just now: closed before the press, with the reason for who cannot see that they are grey."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def close_for(why_not: str, *buttons: QPushButton) -> None:
    """Close these buttons for a reason in words; "" leaves them as they are."""
    if not why_not:
        return
    for one in buttons:
        one.setEnabled(False)
        one.setAccessibleDescription(why_not)
