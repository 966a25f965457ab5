"""Words that came and words that went, told apart by lines as well as by colour, and said in words to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from forms.reconcile.word_changes import Run
from ui import theme
from ui.parts.column import grow_with_words
from ui.parts.long_words import breakable
from ui.words import tr


class MarkedText(QLabel):
    """A text beside the one before it: new words underlined and heavy, words that went struck through."""

    def __init__(self, runs: Sequence[Run]) -> None:
        super().__init__()
        self._runs = tuple(runs)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        new, gone = theme.colour("done").name(), theme.colour("problem").name()
        looks = {
            "same": "",
            "new": f"color:{new};font-weight:600;text-decoration:underline",
            "gone": f"color:{gone};text-decoration:line-through",
        }
        told = "".join(f'<span style="{looks[one.kind]}">{_shown(one.text)}</span>' for one in _apart(runs) if one.text)
        self.setText(f'<p style="white-space:pre-wrap;margin:0">{told}</p>')
        self.setAccessibleName(spoken(runs))
        grow_with_words(self)

    @property
    def words(self) -> str:
        """The text as it would read."""
        return "".join(one.text for one in self._runs if one.kind != "gone")


def _apart(runs: Sequence[Run]) -> Iterator[Run]:
    """What went and what came in its place do not stick together."""
    for one, following in pairwise((*runs, Run("same", " "))):
        yield one
        touch = one.kind == "gone" and following.kind == "new"
        if touch and not one.text[-1:].isspace() and not following.text[:1].isspace():
            yield Run("same", " ")


def spoken(runs: Sequence[Run]) -> str:
    """The text with its changes in words."""
    said = {"new": tr("Decide", "[new:] {words} [end]"), "gone": tr("Decide", "[removed:] {words} [end]")}
    return "".join(
        one.text if one.kind == "same" else " " + said[one.kind].replace("{words}", one.text.strip()) + " "
        for one in runs
    ).strip()


def _shown(text: str) -> str:
    return escape(breakable(text)).replace("\n", "<br/>")
