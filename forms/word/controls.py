"""Content controls as WordprocessingML: fields for text, drop-down lists and boxes to tick, each with its tag and title."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from forms.word.marks import CHOOSE, TICKED, UNTICKED, WRITE, tag, title, writable
from forms.wording import Run


class Controls:
    """Makes content controls and numbers them."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def text(self, place: str, words: str, value: str, *, lines: bool, filler: str = WRITE) -> str:
        """A field for plain text, of several lines where `lines`."""
        kind = '<w:text w:multiLine="1"/>' if lines or "\n" in value else "<w:text/>"
        return self._control(place, words, kind, runs(value) if value else _filler(filler), empty=not value)

    def choice(self, place: str, words: str, options: Mapping[str, str], value: str) -> str:
        """A drop-down list of `options`, words by id; `value` is the id of the one chosen, or empty."""
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(text)} w:value={quoteattr(one)}/>" for one, text in options.items()
        )
        inside = runs(options[value]) if value else _filler(CHOOSE)
        return self._control(place, words, f"<w:dropDownList>{items}</w:dropDownList>", inside, empty=not value)

    def tick(self, place: str, words: str, *, ticked: bool) -> str:
        """A box to tick."""
        kind = (
            f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/><w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="MS Gothic"/>'
            f'<w14:uncheckedState w14:val="{ord(UNTICKED):04X}" w14:font="MS Gothic"/></w14:checkbox>'
        )
        font = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
        inside = f"<w:r>{font}<w:t>{TICKED if ticked else UNTICKED}</w:t></w:r>"
        return self._control(place, words, kind, inside, empty=False)

    def _control(self, place: str, words: str, kind: str, inside: str, *, empty: bool) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title(words))}/><w:tag w:val={quoteattr(tag(place))}/>"
            f'<w:id w:val="{next(self._numbers)}"/><w:lock w:val="sdtLocked"/>{"<w:showingPlcHdr/>" if empty else ""}{kind}</w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )


def runs(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """A text as a run; line ends and tabs become what Word has for them."""
    manner = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    parts = []
    for number, line in enumerate(writable(text).split("\n")):
        parts.append("<w:br/>" if number else "")
        for place, piece in enumerate(line.split("\t")):
            parts.append("<w:tab/>" if place else "")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f"<w:r>{f'<w:rPr>{manner}</w:rPr>' if manner else ''}{''.join(parts)}</w:r>"


def paragraph(style: str, inside: str, *, keep: bool = False) -> str:
    """A paragraph in a style; `keep` holds it on the page of the next one."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>{inside}</w:p>'


def told(words: tuple[Run, ...]) -> str:
    """Runs of wording."""
    return "".join(runs(one.text, bold=one.bold, italic=one.italic) for one in words)


def _filler(text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="SatchelFiller"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'
