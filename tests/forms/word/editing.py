"""Editing Word files as word processors do: typing into controls, ticking, choosing, flattening, dropping hidden parts."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from forms.answers import Target, Value
from forms.questionnaire import (
    AttachmentQuestion,
    Consent,
    LongText,
    Matrix,
    MultipleChoice,
    Questionnaire,
    Ranking,
    SingleChoice,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DOCUMENT = "word/document.xml"
TEXTS = ("Tea", " ", "café", "cafe\u0301", "one\ntwo\n\nfour", "<b>&amp;", "“so”", "\ttab", "3,5", "\U0001f600", "a\x0bb", "[[country]]")  # fmt: skip
Element = Any


def opened(data: bytes) -> dict[str, bytes]:
    """The parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {one: found.read(one) for one in found.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def edited(data: bytes, change: Callable[[Element], object], **more: bytes) -> bytes:
    """The file after `change` of its text; `more` are further parts, `comments` for `word/comments.xml`."""
    parts = opened(data)
    root = etree.fromstring(parts[DOCUMENT])
    change(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed({**parts, **{f"word/{name}.xml": part for name, part in more.items()}})


def control(root: Element, place: str) -> Element:
    """The control of a place."""
    (found,) = [
        one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == f"satchel:{place}"
    ]
    return found


def run(text: str) -> Element:
    """A run cut into several, with line breaks, as programs leave it."""
    found = etree.Element(f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(found, f"{W}br")
        for part in (line[:2], line[2:]):
            etree.SubElement(found, f"{W}t").text = part
    return found


def typed(place: str, text: str) -> Callable[[Element], None]:
    """Somebody types `text` into the control of `place`, or chooses it from its list; an empty one brings the filler back."""

    def change(root: Element) -> None:
        one = control(root, place)
        facts, content = one.find(f"{W}sdtPr"), one.find(f"{W}sdtContent")
        for shows in facts.findall(f"{W}showingPlcHdr"):
            facts.remove(shows)
        for child in list(content):
            content.remove(child)
        content.append(run(text or "Click or tap here to enter text."))
        if not text:
            etree.SubElement(facts, f"{W}showingPlcHdr")
            manner = etree.Element(f"{W}rPr")
            etree.SubElement(manner, f"{W}rStyle").set(f"{W}val", "PlaceholderText")
            content[0].insert(0, manner)

    return change


def ticked(place: str, *, on: bool = True) -> Callable[[Element], None]:
    """Somebody clicks a box."""

    def change(root: Element) -> None:
        one = control(root, place)
        one.find(f".//{W14}checked").set(f"{W14}val", str(int(on)))
        one.find(f".//{W}t").text = "☒" if on else "☐"

    return change


def flat(root: Element) -> None:
    """Every control becomes the text that it holds."""
    while (one := root.find(f".//{W}sdt")) is not None:
        parent, content = one.getparent(), one.find(f"{W}sdtContent")
        at = parent.index(one)
        parent[at : at + 1] = list(content)


def paragraph(text: str) -> Element:
    """A new paragraph."""
    found = etree.Element(f"{W}p")
    found.append(run(text))
    return found


def line_of(root: Element, text: str) -> Element:
    """The first paragraph that says just this."""
    return next(one for one in root.iter(f"{W}p") if "".join(one.itertext()).strip() == text)


def added(place: str, *texts: str) -> Callable[[Element], None]:
    """Somebody writes paragraphs right after the mark of a place."""

    def change(root: Element) -> None:
        mark = next(one for one in root.iter(f"{W}p") if "".join(one.itertext()).startswith((f"[[{place}]]", f"[[{place} ")))  # fmt: skip
        for text in reversed(texts):
            mark.addnext(paragraph(text))

    return change


def without_hidden_part(data: bytes) -> bytes:
    """The file as a program leaves it that does not know our part."""
    return packed({name: part for name, part in opened(data).items() if not name.startswith("customXml/")})


def invented(questionnaire: Questionnaire, chance: random.Random) -> dict[Target, Value]:
    """Answers of every kind but files, about two of three questions answered."""
    sheet: dict[Target, Value] = {}
    for question in questionnaire.questions():
        if chance.random() < 0.3 or isinstance(question, AttachmentQuestion):
            continue
        if isinstance(question, Matrix):
            ids = [one.id for one in question.columns]
            for row in question.rows:
                some = tuple(one for one in ids if chance.random() < 0.4)
                if some:
                    sheet[f"{question.id}/{row.id}"] = some if question.multiple else some[0]
        elif isinstance(question, Table):
            for row in question.rows:
                for column in question.columns:
                    sheet[f"{question.id}/{row.id}/{column.id}"] = chance.choice(TEXTS)
        elif isinstance(question, (SingleChoice, MultipleChoice, Ranking)):
            ids = [one.id for one in question.choices]
            if isinstance(question, Ranking):
                chance.shuffle(ids)
            some = tuple(one for one in ids if chance.random() < 0.5)
            if some:
                sheet[question.id] = some[0] if isinstance(question, SingleChoice) else some
            for choice in question.choices:
                if choice.text is not None and not isinstance(question, Ranking):
                    sheet[f"{question.id}/{choice.id}/text"] = chance.choice(TEXTS)
        elif isinstance(question, Consent):
            sheet[question.id] = True
        else:
            texts = TEXTS if isinstance(question, LongText) else [one for one in TEXTS if "\n" not in one]
            sheet[question.id] = chance.choice(texts)
    return sheet
