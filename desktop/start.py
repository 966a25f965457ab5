"""The fork in the road: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

VERBS = (
    "fill", "check", "schema", "blank", "receipt", "verify", "drafts", "withdraw", "key",
    "begin", "answer", "finalise", "share", "reconcile", "people", "history", "decide", "comments", "approve", "sign-off",
)  # fmt: skip
NO_DISPLAY = "There is no display here, so no window can open. The same work is done by verbs; add --help to see them."


def main(arguments: Sequence[str]) -> int:
    """Run the verb that `arguments` name, or the window. Returns the exit code."""
    words = [word for position, word in enumerate(arguments) if not _belongs_to_home(arguments, position)]
    if words and (words[0] in VERBS or words[0] in ("-h", "--help", "--version")):
        from desktop.cli import main as command_line

        return command_line(arguments)
    if words and _is_slip(words[0]):
        print(
            f"There is no verb “{words[0]}”, and no file of that name. The verbs are: {', '.join(VERBS)}.",
            file=sys.stderr,
        )
        return 2
    return _open_window(arguments)


def _is_slip(word: str) -> bool:
    """Whether a word is neither an option nor a file, and looks like none: a verb that somebody mistyped."""
    path = Path(word)
    return not word.startswith("-") and not path.suffix and path.name == word and not os.path.lexists(path)


def _open_window(arguments: Sequence[str]) -> int:
    from desktop.paths import has_display, has_x11_only
    from desktop.system_libraries import offer_for_window

    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    if not offer_for_window(x11=has_x11_only()):
        return 1
    from desktop.window import main as window  # only now: Qt's own libraries may have been missing a moment ago

    return window(arguments)


def _belongs_to_home(arguments: Sequence[str], position: int) -> bool:
    word = arguments[position]
    return word == "--home" or word.startswith("--home=") or (position > 0 and arguments[position - 1] == "--home")
