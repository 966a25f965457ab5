"""The small Markdown of definitions, shown through our own allow-list; a link opens only after its address was shown."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from forms.wording import Block, Run, blocks, plain
from ui import theme
from ui.parts.column import grow_with_words
from ui.parts.long_words import breakable


class RichText(QLabel):
    """Paragraphs, bullets, bold, italic and links of a definition; `open_link` gets the address a person chose."""

    def __init__(self, markdown: str, open_link: Callable[[str], None] | None = None, role: str = "body") -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(_block(one) for one in blocks(markdown)))
        self.setAccessibleName(plain(markdown))
        flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        has_link = any(run.link for block in blocks(markdown) for line in block.lines for run in line)
        self.setTextInteractionFlags(flags if has_link else Qt.TextInteractionFlag.NoTextInteraction)
        if open_link is not None:
            self.linkActivated.connect(open_link)
        theme.mark(self, role)
        grow_with_words(self)


def heading(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """A plain heading."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(breakable(text))
    label.setAccessibleName(text)
    theme.mark(label, role)
    return label


def _block(block: Block) -> str:
    if block.kind == "bullets":
        return "<ul>" + "".join(f"<li>{_line(line)}</li>" for line in block.lines) + "</ul>"
    return "".join(f"<p>{_line(line)}</p>" for line in block.lines)


def _line(line: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    text = escape(breakable(run.text)).replace("\n", "<br/>")
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
