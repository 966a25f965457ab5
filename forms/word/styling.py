"""How the Word file looks: A4, one clear face, quiet marks, shaded places for answers, its language, its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

_FACE = "Calibri"
_INK, _QUIET, _SHADE, _EDGE = "1F3864", "595959", "EEF3FA", "8EA9DB"
_STYLES = (
    # name, size in points, colour, space before and after
    ("Satchel Words", 11, "000000", 0, 6),
    ("Satchel Help", 10, _QUIET, 0, 3),
    ("Satchel Bullet", 10.5, "000000", 0, 2),
    ("Satchel Answer", 11, "000000", 2, 2),
    ("Satchel Choice", 11, "000000", 1, 1),
    ("Satchel Mark", 7, _QUIET, 0, 0),
    ("Satchel Head", 10, "000000", 2, 2),
    ("Satchel Cell", 10.5, "000000", 1, 1),
)


def style(document: Document, language: str, foot: str) -> None:
    """Make the styles, the page and the foot of an empty document."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    for name, size, before, after in (("Title", 22, 0, 8), ("Heading 1", 17, 20, 6), ("Heading 2", 12.5, 14, 2)):
        _dress(styles[name], size, _INK, before, after)
    _dress(styles["Normal"], 11, "000000", 0, 6)
    for name, size, colour, before, after in _STYLES:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _dress(made, size, colour, before, after)
    styles["Satchel Head"].font.bold = True
    styles["Satchel Bullet"].paragraph_format.left_indent = Mm(7)
    styles["Satchel Bullet"].paragraph_format.first_line_indent = Mm(-4)
    for name, colour, size in (("Satchel Filler", _QUIET, 11), ("Satchel Small", _QUIET, 7)):
        quiet = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        quiet.font.color.rgb, quiet.font.size = RGBColor.from_string(colour), Pt(size)
    edge = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="3" w:color="{_EDGE}"/>' for side in ("top", "left", "bottom", "right"))  # fmt: skip
    answer = styles["Satchel Answer"].element.get_or_add_pPr()
    for child in (f"<w:shd {nsdecls('w')} w:val='clear' w:color='auto' w:fill='{_SHADE}'/>", f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"):  # fmt: skip
        answer.insert(0, parse_xml(child))
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{foot} · ").font.size = Pt(8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:sz w:val='16'/></w:rPr><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


def _dress(one: ParagraphStyle, size: float, colour: str, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    one.font.size, one.font.color.rgb = Pt(size), RGBColor.from_string(colour)
    one.paragraph_format.space_before, one.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), _FACE)
