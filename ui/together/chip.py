"""The chip in the bar: in a few words how things stand with colleagues; it opens the screen about them."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ui.icons import icon
from ui.parts.plain import escape_mnemonic, plain_button
from ui.together.desk import Look, Status
from ui.words import tr

_PICTURES: dict[Look, tuple[str, str]] = {
    "well": ("users", "done"),
    "waits": ("users", "soft"),
    "look": ("circle-alert", "accent"),
}


def status_chip(status: Status) -> QPushButton:
    """A chip that says `status`; connect its `clicked`. `show_status` says something else later."""
    chip = plain_button("", "quiet", "users")
    show_status(chip, status)
    return chip


def show_status(chip: QPushButton, status: Status) -> None:
    """From now on say this."""
    name = tr("Together", "Work together: {state}", state=status.words)
    if chip.accessibleName() == name and chip.property("look") == status.look:
        return
    chip.setText(escape_mnemonic(status.words))
    chip.setAccessibleName(name)
    chip.setProperty("look", status.look)
    chip.setIcon(icon(*_PICTURES[status.look]))
