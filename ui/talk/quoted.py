"""Words of an answer that a comment quotes: which ones a person marked, and where they stand, shown in the field."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import theme
from ui.parts.fields import TextField, units

_OURS = QTextFormat.Property.UserProperty.value + 7

Span = tuple[int, int]


def marked(field: TextField) -> tuple[str, Span] | None:
    """The words that are marked in a field and where they stand, in characters; None where no words are."""
    cursor = field.textCursor()
    text = field.text()
    start = characters(text, cursor.selectionStart())
    end = characters(text, cursor.selectionEnd())
    words = text[start:end]
    return (words, (start, end)) if words.strip() else None


def show_quoted(field: TextField, span: Span | None) -> None:
    """Have the words from `span[0]` to `span[1]` stand out; None puts that away. What else stands out stays."""
    others = [one for one in field.extraSelections() if not one.format.hasProperty(_OURS)]
    if span is None:
        field.setExtraSelections(others)
        return
    text = field.text()
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(field.document())
    cursor.setPosition(units(text, span[0]))
    cursor.setPosition(units(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setBackground(theme.colour("accent-soft"))
    look.setFontUnderline(True)
    look.setProperty(_OURS, True)
    selection.cursor, selection.format = cursor, look
    field.setExtraSelections([*others, selection])


def field_of(card: QWidget) -> TextField | None:
    """The field of a question that takes a long text."""
    return card.findChild(TextField)


def characters(text: str, at: int) -> int:
    """The place in characters of a place in Qt's UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))
