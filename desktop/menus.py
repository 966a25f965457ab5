"""The menus of the window: everything a person can do anywhere, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QKeySequence

from ui.fill.screen import FillScreen
from ui.shell import Deed, Shell
from ui.words import tr

if TYPE_CHECKING:
    from desktop.group import Group


class Doer(Protocol):
    """What the menus ask of the program."""

    def go_home(self) -> bool: ...
    def open_file(self) -> None: ...
    def show_settings(self) -> None: ...
    def tell_about(self) -> None: ...
    def in_fill(self, deed: Callable[[FillScreen], object]) -> None: ...
    def in_group(self, deed: Callable[[Group], object]) -> None: ...
    def show_people(self) -> None: ...


def menus(program: Doer, shell: Shell) -> dict[str, list[Deed]]:
    """The menus by their titles. Keys after a tab are shown here and handled by the screen itself."""
    fill, group = program.in_fill, program.in_group
    keys = QKeySequence.StandardKey
    return {
        tr("Shell", "&Satchel"): [
            (tr("Shell", "&Home"), QKeySequence("Ctrl+H"), program.go_home),
            (tr("Shell", "&Open a file…"), keys.Open, program.open_file),
            (tr("Shell", "S&ettings"), QKeySequence("Ctrl+,"), program.show_settings),
            (tr("Shell", "&About"), None, program.tell_about),
            (tr("Shell", "&Quit"), keys.Quit, shell.close),
        ],
        tr("Shell", "&Draft"): [
            (tr("Shell", "&Undo") + "\tCtrl+Z", None, lambda: fill(FillScreen.undo)),
            (tr("Shell", "&Redo") + "\tCtrl+Shift+Z", None, lambda: fill(FillScreen.redo)),
            (tr("Shell", "&Find…") + "\tCtrl+F", None, lambda: fill(FillScreen.open_find)),
            (tr("Shell", "&Next section") + "\tCtrl+PgDown", None, lambda: fill(FillScreen.next_section)),
            (tr("Shell", "&Previous section") + "\tCtrl+PgUp", None, lambda: fill(FillScreen.previous_section)),
            (tr("Shell", "Re&view"), QKeySequence("Ctrl+R"), lambda: fill(lambda one: one.review_asked.emit())),
        ],
        tr("Shell", "&Together"): [
            (tr("Shell", "&Work together"), QKeySequence("Ctrl+T"), program.show_people),
            (
                tr("Shell", "&Bring in a colleague’s file…"),
                QKeySequence("Ctrl+B"),
                lambda: group(lambda one: one.show_inbox()),
            ),
            (
                tr("Shell", "&Different answers"),
                QKeySequence("Ctrl+D"),
                lambda: group(lambda one: one.show_differences()),
            ),
            (tr("Shell", "&Please look"), QKeySequence("Ctrl+L"), lambda: group(lambda one: one.show_look())),
            (tr("Shell", "&Comments and history") + "\tF7", None, lambda: group(lambda one: one.toggle_talk())),
            (tr("Shell", "S&uggest where others answer"), None, lambda: group(lambda one: one.toggle_suggesting())),
            (tr("Shell", "Colleagues &without Satchel (Word)"), None, lambda: group(lambda one: one.show_word())),
            (tr("Shell", "&Sign off"), QKeySequence("Ctrl+Shift+S"), lambda: group(lambda one: one.show_sign_off())),
        ],
    }
