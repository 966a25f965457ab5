"""Writing the Word file: an accessible A4 document whose places for answers Satchel finds again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from forms.answers import Sheet
from forms.canonical import encode
from forms.questionnaire import Questionnaire
from forms.receipt.questions import Reader
from forms.word.body import Body
from forms.word.controls import paragraph, runs
from forms.word.layout import Heading, layout, opening
from forms.word.marks import NAMESPACE, exact, lead, mark, seal, writable

if TYPE_CHECKING:
    from docx.document import Document

_THEN = datetime(2000, 1, 1, tzinfo=UTC)
"""The Word file tells no time: the same answers are the same bytes."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write(
    questionnaire: Questionnaire,
    sheet: Sheet,
    questions: Sequence[str] | None,
    *,
    language: str,
    draft: str,
    name: str,
) -> bytes:
    """The .docx of the questionnaire with the answers of `sheet` filled in. `questions` are ids of questions or sections, `None`
    all; `draft` is the id of the draft, `name` what it is called. Raises `KeyError` for an id that is neither."""
    chosen = None if questions is None else frozenset(questions)
    unknown = (
        (chosen or frozenset[str]())
        - {one.id for one in questionnaire.items()}
        - {one.id for one in questionnaire.sections}
    )
    if unknown:
        raise KeyError(min(unknown))
    title = Reader(questionnaire, language, sheet).say(questionnaire.title)
    body = Body(sheet)
    xml = body.xml([Heading(0, title)]) + paragraph(
        "SatchelWords", runs(f"{name} ") + _small(mark(lead(draft, language), seal(name)))
    )
    xml += body.xml(opening(questionnaire, language)) + body.xml(layout(questionnaire, sheet, chosen, language))
    sent = {
        one.target: exact(sheet[one.target]) for one in body.written if one.target in sheet and one.manner != "files"
    }
    facts: dict[str, object] = {
        "answers": sent,
        "draft": draft,
        "language": language,
        "name": name,
        "questionnaire": questionnaire.digest,
    }
    return _packed(xml, facts, questionnaire, title, language)


def _small(text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="SatchelSmall"/></w:rPr><w:t>{escape(writable(text))}</w:t></w:r>'


def _packed(xml: str, facts: dict[str, object], questionnaire: Questionnaire, title: str, language: str) -> bytes:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    from forms.word.styling import style

    document = Document()
    _drop_extras(document)
    style(document, language, f"{questionnaire.id}, version {questionnaire.version}")
    root = document.element.body
    names = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in document.element.nsmap.items() if prefix)
    for element in list(parse_xml(f"<w:body {names}>{xml}</w:body>")):
        root.sectPr.addprevious(element)
    core = document.core_properties
    core.title, core.author, core.language = writable(title)[:250], "", language
    core.created = core.modified = _THEN.replace(tzinfo=None)
    core.last_modified_by, core.comments, core.keywords, core.revision = "", "", "", 1
    text = escape(encode(facts).decode("utf-8"))
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<sent xmlns="{NAMESPACE}">{text}</sent>'.encode()
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    found = io.BytesIO()
    document.save(found)
    return _fixed(found.getvalue())


def _drop_extras(document: Document) -> None:
    """The empty document of the library carries a picture of itself and a source for citations: neither is ours."""
    for holder in (document.part.package, document.part):
        for key, one in list(holder.rels.items()):
            if one.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del holder.rels[key]


def _fixed(data: bytes) -> bytes:
    """The same zip with one date for all, its list of contents first."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as taken:
        for name in sorted(given.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.external_attr, info.create_system = 0o100644 << 16, 3
            taken.writestr(info, given.read(name), zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
