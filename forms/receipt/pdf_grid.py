"""Tables on paper: matrices with their marks, and names with values."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFName

from forms.receipt.blocks import Grid, Pairs
from forms.receipt.pdf_page import LEFT, LINE, Sheet
from forms.receipt.pdf_tags import Node

MARK_WIDTH, MARK_WIDTH_LEAST, WORDS_WIDTH = 44.0, 30.0, 96.0
SHA256_DIGITS = 64
ROW = {"O": PDFName("Table"), "Scope": PDFName("Row")}
COLUMN = {"O": PDFName("Table"), "Scope": PDFName("Column")}


def draw_grid(block: Grid, sheet: Sheet, root: Node) -> None:
    """A matrix: labels, a mark in each column, and the answer in words. The tree holds label and words; marks are decoration.
    Where large type leaves no room for marks, the words stand alone."""
    sheet.space(3)
    table = root.child("Table")
    answered = any(row.words for row in block.rows)
    label_width, mark_width, words_width, marks = _widths(block, sheet)
    tall = _heads_height(block, sheet, mark_width, marks=marks)
    head = table.child("TR")
    tagged_heads = (head.child("TH", COLUMN), head.child("TH", COLUMN) if answered else None)
    drawn_heads = False
    for row in block.rows:
        label, label_height = sheet.paragraph(row.label, "cell", label_width)
        words, words_height = sheet.paragraph(row.words, "cell-chosen", words_width - 4) if answered else (None, 0.0)
        height = max(label_height, words_height) + 5
        top = sheet.y
        sheet.keep(height + (0 if drawn_heads else tall + 20))
        if sheet.y > top or not drawn_heads:
            _heads(
                block,
                sheet,
                tagged_heads if not drawn_heads else (None, None),
                label_width,
                mark_width,
                words_width,
                marks=marks,
            )
            drawn_heads = True
        line = table.child("TR")
        sheet.draw_at(label, label_height, LEFT, sheet.y - 2, line.child("TD"))
        if marks:
            middle = sheet.y - 2 - 5.5
            for position in range(len(block.columns)):
                x = LEFT + label_width + 8 + mark_width * (position + 0.5)
                sheet.mark(x, middle, 7.5, chosen=position in row.chosen, several=block.several)
        if words is not None:
            sheet.draw_at(words, words_height, LEFT + sheet.width - words_width + 4, sheet.y - 2, line.child("TD"))
        sheet.y -= height
        _line(sheet)


def grid_start(block: Grid, sheet: Sheet) -> float:
    """What a matrix takes before one can go overleaf: its heads and its first row."""
    label_width, mark_width, words_width, marks = _widths(block, sheet)
    first = block.rows[0] if block.rows else None
    height = sheet.paragraph(first.label, "cell", label_width)[1] if first else 0.0
    if first and words_width:
        height = max(height, sheet.paragraph(first.words, "cell-chosen", words_width - 4)[1])
    return height + 5 + _heads_height(block, sheet, mark_width, marks=marks) + 20 + 3 * sheet.scale


def pairs_start(block: Pairs, sheet: Sheet) -> float:
    """What names with values take before one can go overleaf: the first of them."""
    if not block.pairs:
        return 0.0
    name_width = _name_width(block, sheet)
    name, value = block.pairs[0]
    label_height = sheet.paragraph(name, "help", name_width - 8)[1]
    words_height = sheet.paragraph(value, "body", sheet.width - name_width)[1]
    return min(max(label_height, words_height) + 4, 200) + 3 * sheet.scale


def draw_pairs(block: Pairs, sheet: Sheet, root: Node) -> None:
    """Names with values, one below the other."""
    sheet.space(3)
    table = root.child("Table")
    name_width = _name_width(block, sheet)
    for name, value in block.pairs:
        label, label_height = sheet.paragraph(name, "help", name_width - 8)
        line = table.child("TR")
        head, cell = line.child("TH", ROW), line.child("TD")
        style = "code" if len(value) == SHA256_DIGITS and value.isalnum() else "body"
        words, words_height = sheet.paragraph(value or "____________________", style, sheet.width - name_width)
        sheet.keep(min(max(label_height, words_height) + 4, 200))
        sheet.draw_at(label, label_height, LEFT, sheet.y - 2, head)
        top = sheet.y
        if words_height + 4 <= sheet.room:
            sheet.draw_at(words, words_height, LEFT + name_width, sheet.y - 2, cell)
            sheet.y = top - max(label_height, words_height) - 4
        else:
            sheet.text(value, "body", cell, indent=name_width)


def _name_width(block: Pairs, sheet: Sheet) -> float:
    longest = max((len(name) for name, _ in block.pairs), default=0)
    return sheet.width * (0.3 if longest < 40 else 0.45)


def _widths(block: Grid, sheet: Sheet) -> tuple[float, float, float, bool]:
    """The widths of a label, a mark and the words, and whether there is room for marks."""
    answered = any(row.words for row in block.rows)
    words_width = WORDS_WIDTH * sheet.scale if answered else 0.0
    left = sheet.width - words_width
    fair = min(MARK_WIDTH, max(MARK_WIDTH_LEAST, (left * 0.55) / max(1, len(block.columns))))
    whole = sheet.widest_word(block.columns, "head") + 5  # a head broken inside a word is hard to read
    mark_width = max(fair, whole) if whole * len(block.columns) < left * 0.6 else fair
    marks = sheet.scale == 1.0 and mark_width * len(block.columns) < left * 0.65
    label_width = left - (mark_width * len(block.columns) if marks else 0) - 8
    if not marks and not answered:
        # An empty matrix in large type: the columns follow each label as a list.
        label_width = left
    return label_width, mark_width, words_width, marks


def _heads_height(block: Grid, sheet: Sheet, mark_width: float, *, marks: bool) -> float:
    heads = [sheet.paragraph(one, "head", mark_width - 3)[1] for one in block.columns] if marks else []
    return max([*heads, 10 * sheet.scale])


def _heads(
    block: Grid, sheet: Sheet, nodes: tuple[Node | None, Node | None], label_width: float, mark_width: float, words_width: float,
    *, marks: bool,
) -> None:  # fmt: skip
    heads = [sheet.paragraph(one, "head", mark_width - 3) for one in block.columns] if marks else []
    tall = max([height for _, height in heads] + [10 * sheet.scale])
    sheet.keep(tall + 20)
    first, height = sheet.paragraph("Statement", "head", 60)
    sheet.draw_at(first, height, LEFT - 12, sheet.y - tall + height, nodes[0])
    for position, (words, height) in enumerate(heads):
        x = LEFT + label_width + 8 + mark_width * position + 1.5
        sheet.draw_at(words, height, x, sheet.y - tall + height, None)
    if words_width:
        last, height = sheet.paragraph("Answer", "head", 60)
        sheet.draw_at(last, height, LEFT + sheet.width - words_width - 12, sheet.y - tall + height, nodes[1])
    sheet.y -= tall + 3
    _line(sheet)


def _line(sheet: Sheet) -> None:
    with sheet.canvas.artifact():
        sheet.canvas.setStrokeColor(LINE)
        sheet.canvas.setLineWidth(0.4)
        sheet.canvas.line(LEFT, sheet.y, LEFT + sheet.width, sheet.y)
