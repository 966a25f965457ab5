"""The fork in the road: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

from collections.abc import Sequence

VERBS = ("fill", "check", "schema", "blank", "receipt", "verify", "drafts", "withdraw", "key")


def main(arguments: Sequence[str]) -> int:
    """Run the verb that `arguments` name, or the window. Returns the exit code."""
    words = [word for position, word in enumerate(arguments) if not _belongs_to_home(arguments, position)]
    if words and (words[0] in VERBS or words[0] in ("-h", "--help", "--version")):
        from desktop.cli import main as command_line

        return command_line(arguments)
    from desktop.app import main as window

    return window(arguments)


def _belongs_to_home(arguments: Sequence[str], position: int) -> bool:
    word = arguments[position]
    return word == "--home" or word.startswith("--home=") or (position > 0 and arguments[position - 1] == "--home")
