"""Setting: a document of plain blocks becomes a tagged PDF, the same bytes each time."""

from __future__ import annotations

import io

from reportlab import rl_config

from forms.receipt import pdf_fonts
from forms.receipt.blocks import (
    Answer,
    Block,
    Document,
    Grid,
    Heading,
    Options,
    Pairs,
    Paragraph,
    Room,
    WritingLines,
)
from forms.receipt.pdf_grid import draw_grid, draw_pairs, grid_start, pairs_start
from forms.receipt.pdf_page import ALERT, BOTTOM, HEIGHT, LEFT, LINE, RIGHT, SOFT, TINT, TOP, WIDTH, Sheet
from forms.receipt.pdf_tags import Node, TaggedCanvas

_BEFORE = {1: 0, 2: 16, 3: 9}
_NEAR = 300.0
"""Points above the foot of a page from which on a heading looks at what follows it."""
SCALES = {"full": 1.0, "answers": 1.0, "large": 1.9}


def render(document: Document, style: str = "full") -> bytes:
    """The PDF of a document; `large` prints it in large type. The same document gives the same bytes."""
    known = pdf_fonts.load()
    rl_config.invariant = 1
    rl_config.useA85 = 0  # bytes as letters were for mail of the nineties: a quarter larger, and slow
    file = io.BytesIO()
    canvas = TaggedCanvas(
        file, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang=document.language,
        initialFontName=pdf_fonts.REGULAR, pdfVersion=(1, 7),
    )  # fmt: skip
    canvas.setTitle(document.title)
    canvas.setSubject(document.subject)
    canvas.setAuthor("Satchel")
    canvas.setCreator("Satchel")
    canvas.setProducer("Satchel")
    sheet = Sheet(canvas, known, SCALES[style])
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading) and sheet.room < _NEAR * sheet.scale:
            sheet.keep(min(_together(document.blocks, number, sheet), _NEAR * sheet.scale))
        _draw(block, sheet, canvas.root)
    canvas.end_page()
    canvas.finish(lambda number, total: _decorate(canvas, document, number, total))
    canvas.write_tree(document.title, document.language)
    canvas.save()
    return file.getvalue()


def _decorate(canvas: TaggedCanvas, document: Document, number: int, total: int) -> None:
    canvas.setFillColor(SOFT)
    canvas.setFont(pdf_fonts.REGULAR, 8)
    canvas.drawString(LEFT, BOTTOM - 24, document.foot)
    canvas.drawRightString(WIDTH - RIGHT, BOTTOM - 24, f"Page {number} of {total}")
    if document.mark:
        canvas.setFillColor(ALERT)
        canvas.setFont(pdf_fonts.BOLD, 10)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - TOP + 22, document.mark)


def _draw(block: Block, sheet: Sheet, root: Node) -> None:
    if isinstance(block, Heading):
        _heading(block, sheet, root)
    elif isinstance(block, Paragraph):
        if block.tone == "notice":
            _notice(block.text, sheet, root)
        else:
            sheet.text(block.text, block.tone, root.child("P"), before=3)
    elif isinstance(block, Answer):
        sheet.text(block.text, "body", root.child("P"), indent=12, bar=True, before=3)
    elif isinstance(block, Options):
        _options(block, sheet, root)
    elif isinstance(block, Grid):
        draw_grid(block, sheet, root)
    elif isinstance(block, Pairs):
        draw_pairs(block, sheet, root)
    elif isinstance(block, WritingLines):
        _writing_lines(block, sheet)
    elif isinstance(block, Room):
        sheet.keep(block.points * sheet.scale)


def _together(blocks: tuple[Block, ...], at: int, sheet: Sheet) -> float:
    """The height of the headings from `at` on and of the first piece of what stands below them: none of them stands alone."""
    height = 0.0
    for block in blocks[at:]:
        if isinstance(block, Heading):
            height += (
                sheet.paragraph(block.text, f"h{block.level}", sheet.width)[1] + _BEFORE[block.level] * sheet.scale
            )
            height += 5 if block.level == 2 else 0
            continue
        if isinstance(block, Grid):
            return height + grid_start(block, sheet)
        if isinstance(block, Pairs):
            return height + pairs_start(block, sheet)
        return height + 34 * sheet.scale
    return height


def _heading(block: Heading, sheet: Sheet, root: Node) -> None:
    sheet.space(_BEFORE[block.level])
    sheet.keep({1: 80, 2: 70, 3: 46}[block.level] * sheet.scale)
    if block.level < 3:
        sheet.canvas.outline(block.text, block.level - 1, sheet.y)
    sheet.text(block.text, f"h{block.level}", root.child(f"H{block.level}"))
    if block.level == 2:
        sheet.y -= 3
        sheet.rule()
        sheet.y -= 2


def _notice(text: str, sheet: Sheet, root: Node) -> None:
    sheet.space(6)
    _, height = sheet.paragraph(text, "notice", sheet.width - 24)
    sheet.keep(height + 20)
    with sheet.canvas.artifact():
        sheet.canvas.setFillColor(TINT)
        sheet.canvas.setStrokeColor(LINE)
        sheet.canvas.roundRect(LEFT, sheet.y - height - 16, sheet.width, height + 16, 4, stroke=1, fill=1)
    sheet.y -= 7
    sheet.text(text, "notice", root.child("P"), indent=12)
    sheet.y -= 12


def _options(block: Options, sheet: Sheet, root: Node) -> None:
    sheet.space(2)
    listed = root.child("L")
    size = 8 * sheet.scale
    indent = 10 + 8 * sheet.scale
    for option in block.options:
        style = "chosen" if option.chosen else "option"
        _, height = sheet.paragraph(option.words, style, sheet.width - indent)
        sheet.keep(min(height, 60))
        item = listed.child("LI").child("LBody")
        sheet.mark(LEFT + 4 + size / 2, sheet.y - 6.5 * sheet.scale, size, chosen=option.chosen, several=block.several)
        sheet.text(option.words, style, item, indent=indent)
        if option.text:
            sheet.text(option.text, "body", item, indent=indent + 12, bar=True)
        sheet.y -= 1.5 * sheet.scale


def _writing_lines(block: WritingLines, sheet: Sheet) -> None:
    for _ in range(block.count):
        sheet.keep(24)
        sheet.y -= 22
        sheet.rule()
    sheet.y -= 4
