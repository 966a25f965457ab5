"""The receipt: every answer verbatim in its text, tagged, the same bytes each time, and within eight pages for the seed."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pytest

from forms.answers import Attachment, Target, Value
from forms.filling import Filling
from forms.questionnaire import Matrix
from forms.reading import read
from forms.receipt import pdf_fonts
from forms.receipt.content import PREVIEW, Facts, blank, preview, receipt
from forms.receipt.pdf import render
from forms.receipt.pdf_text import extractable, extracted, visible
from tests.samples import contribution, library_answers, ngo_answers, questionnaire

FACTS = Facts("Satchel 0.1.0", "ab" * 32, "SHA256:abc")

ALPHABETS = {
    "bg": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрстуфхцчшщъьюя", "hr": "ČĆĐŠŽ čćđšž", "cs": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž",
    "da": "ÆØÅ æøå ǿ", "nl": "ĲĳËïéè", "en": "The quick brown fox", "et": "ÄÖÕÜŠŽ äöõüšž", "fi": "ÅÄÖ åäö", "fr": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « »",
    "de": "ÄÖÜẞ äöüß „“", "el": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ", "hu": "ÁÉÍÓÖŐÚÜŰ áéíóöőúüű", "ga": "ÁÉÍÓÚ áéíóú Ḃḃ Ċċ Ḋḋ",
    "it": "ÀÈÉÌÒÙ àèéìòù", "lv": "ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž", "lt": "ĄČĘĖĮŠŲŪŽ ąčęėįšųūž", "mt": "ĊĠĦŻ ċġħż", "pl": "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż",
    "pt": "ÀÁÂÃÇÉÊÍÓÔÕÚ àáâãçéêíóôõú", "ro": "ĂÂÎȘȚ ăâîșț", "sk": "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ áäčďéíĺľňóôŕšťúýž", "sl": "ČŠŽ čšž", "es": "ÁÉÍÑÓÚÜ áéíñóúü ¿¡", "sv": "ÅÄÖ åäö",
}  # fmt: skip
HOSTILE = [
    "email <alex@example.org> end", "a<b then", "a > b & c", "&amp; &lt;b&gt;", "<b>bold", "</p><p>", "<img src=/etc/passwd>", "<img src='http://x/y.png'/>",
    "<a href='javascript:x'>y</a>", "<font color='red'>x</font>", "<para>", "List<String>", "<seq/>", "<evalString code='1'/>", "<anchor name='x'/>", "<br/>",
    "{{x}} {x} %s %d", "$(rm -rf)", "`x`", "'; DROP TABLE answer; --", "=HYPERLINK(\"x\")", "+1", "-1", "@x", "\\n \\t \\", "(parentheses) \\( \\)",
    "tab\there", "line\nbreak", "line\r\nbreak", "old\rmac", "  two  spaces   three", " leading", "trailing ", "no\u00a0break", "narrow\u202fspace", "thin\u2009space",
    "zero\u200bwidth", "soft\u00adhyphen", "bidi \u202eabc\u202c", "\u2066isolate\u2069", "bom\ufeff", "nul-less \x01 control", "\x7f delete", "\u0085 nel",
    "emoji 😀 👨‍👩‍👧", "flag 🇪🇺", "math 𝒳", "e\u0301 combining", "й decomposed", "עברית", "العربية", "日本語", "한국어", "ไทย", "देवनागरी", "\ue000 private", "\u2028 separator",
    "ﬁ ligature", "½ ¾ €", "— – ‘’ “”", "…", "x" * 300, "/Type /Page >> endobj", "BT (x) Tj ET", "%PDF-1.4 %%EOF",
]  # fmt: skip


def text_of(data: bytes) -> str:
    """All words of a PDF, in order, without the foot of each page, which is marked as decoration."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return "\n".join(re.sub(r"(Receipt \S+|Preview)\s*Page \d+ of \d+\s*$", "", page) for page in pages)


def words(data: bytes) -> str:
    """All words of a PDF without white space, as `extractable` gives answers."""
    return extracted(text_of(data))


@cache
def seed() -> bytes:
    """The receipt of the whole seed."""
    long = {
        "other-measures": "Learning should be near to where people live and work. " * 40,
        "other-aims": "Aims matter. " * 90,
    }
    return render(receipt(contribution(sheet={**ngo_answers(), **long}), questionnaire(), FACTS))


def known() -> frozenset[int]:
    """What the font can show."""
    return pdf_fonts.load()[pdf_fonts.REGULAR]


def free_text(text: str) -> bytes:
    """A receipt with `text` as an answer."""
    return render(
        receipt(contribution("every-kind", {**library_answers(), "ideas": text}), questionnaire("every-kind"), FACTS)
    )


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_alphabets(language: str) -> None:
    """Each of the 24 official languages prints whole: no letter is missing from the font, all are found again."""
    text = ALPHABETS[language]

    assert visible(text, known()) == text
    assert extractable(text, known()) in words(free_text(text))


def test_hostile_texts_stand_as_they_are() -> None:
    """Sixty hostile texts come out of the PDF as they were put in, under the documented rule; none is markup, none vanishes."""
    assert len(HOSTILE) >= 60
    for text in HOSTILE:
        assert extractable(text, known()) in words(free_text(text)), text


def test_unknown_characters_are_seen() -> None:
    """What cannot be seen or shown prints as its number, never as a blank."""
    assert visible("a\u202eb\ue000😀\x01", known()) == "a[U+202E]b[U+E000][U+1F600][U+0001]"


def test_a_word_of_20000_letters() -> None:
    """A word without an end goes over many lines and pages, and is all there."""
    long = "abcdefghij" * 2000
    sheet: dict[Target, Value] = {**ngo_answers(), "other-aspects": long}

    assert long in words(render(receipt(contribution(sheet=sheet), questionnaire(), FACTS)))


def test_every_answer_is_in_the_text() -> None:
    """Each text, each chosen option, each matrix row with its answer, each consent and attachment stands in the text."""
    paper = Attachment("cd" * 32, "Position paper.pdf", 1234, "pdf")
    sheet: dict[Target, Value] = {**ngo_answers(), "position-paper": (paper,)}
    found = words(render(receipt(contribution(sheet=sheet), questionnaire(), FACTS)))
    for question in questionnaire().questions():
        if isinstance(question, Matrix):
            labels = {one.id: str(one.label) for one in question.columns}
            for row in question.rows:
                assert extracted(str(row.label)) in found
                assert extracted(labels[str(sheet[f"{question.id}/{row.id}"])]) in found
    for text in ("Ana", "ana@example.org", "Bulgaria (chosen from 251 options)", "Non-governmental organisation (NGO) (chosen)",
                 "Training courses are too expensive (chosen)", "Agreed: I agree", "Position paper.pdf", "cd" * 32, "Not answered"):  # fmt: skip
        assert extracted(text) in found, text


def test_every_kind_is_in_the_text() -> None:
    """Numbers, dates, ranks, cells, several per row and text beside a choice stand in the text."""
    found = words(free_text("Warm rooms"))
    for text in (
        "1999-05-01",
        "17:30",
        "Chess & tea",
        "Morning; Evening",
        "1. Weekend hours",
        "Saturday – From 9",
        "without your name",
    ):
        assert extracted(text) in found, text


def test_hidden_answers_are_not_printed() -> None:
    """An answer that is not shown is not on paper."""
    sheet = {**library_answers(), "purpose": ("none",), "ideas": "Secret idea"}

    assert extracted("Secret idea") not in words(
        render(receipt(contribution("every-kind", sheet), questionnaire("every-kind"), FACTS))
    )


def test_first_and_last_page() -> None:
    """Page 1 says in plain words that nothing was sent; identifiers stand on the last page only."""
    pages = [extracted(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(seed())).pages]

    assert extracted("They have NOT been sent yet") in pages[0]
    assert [FACTS.contribution_digest in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert extracted(f"Page 1 of {len(pages)}") in pages[0]
    assert len(pages) <= 8


def test_same_bytes() -> None:
    """Printing again gives the same bytes, also in another process."""
    code = "from tests.forms.receipt.test_receipt import *\nimport hashlib\nprint(hashlib.sha256(seed()).hexdigest())"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    import hashlib

    assert done.stdout.strip() == hashlib.sha256(seed()).hexdigest()


def test_preview_is_marked_on_each_page() -> None:
    """A draft's print cannot be taken for a receipt."""
    data = render(preview(Filling(questionnaire(), {"surname": "Example"}), FACTS))

    assert all(extracted(PREVIEW) in extracted(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_blank_prints_conditions_as_sentences() -> None:
    """The empty questionnaire has every question, every option of a short list and the conditions in words."""
    found = words(render(blank(questionnaire(), "en")))

    assert (
        extracted("Only if “I am giving my contribution as”") in found
        or extracted("Only if it is not so that") in found
    )
    assert extracted("Zimbabwe") in found
    assert found.count(extracted("(required)")) > 60


@pytest.mark.parametrize("style", ["full", "answers", "large"])
def test_tags(style: str) -> None:
    """The tree has headings, lists and tables; every page is tied to it; language, title and fonts are in the file."""
    data = render(receipt(contribution(), questionnaire(), FACTS, style), style)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        roles: dict[str, int] = {}

        def walk(node: pikepdf.Object) -> None:
            if isinstance(node, pikepdf.Array):
                for one in node:
                    walk(one)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    roles[str(node.S)] = roles.get(str(node.S), 0) + 1
                if "/K" in node:
                    walk(node.K)

        walk(pdf.Root.StructTreeRoot.K)
        assert {"/Document", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/LBody", "/Table", "/TR", "/TH", "/TD"} <= set(
            roles
        )
        assert roles["/TR"] >= 64
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert [int(page.StructParents) for page in pdf.pages] == list(range(len(pdf.pages)))
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert all("NotoSans" in font for font in fonts)


@pytest.mark.parametrize("kind", ["receipt", "blank", "preview", "large"])
def test_checkers_find_no_error(kind: str, tmp_path: Path) -> None:
    """Two independent checkers find no error. That is all we claim of it."""
    made: dict[str, Callable[[], bytes]] = {
        "receipt": seed,
        "blank": lambda: render(blank(questionnaire("every-kind"), "de")),
        "preview": lambda: render(preview(Filling(questionnaire("every-kind"), library_answers()), FACTS)),
        "large": lambda: render(receipt(contribution(), questionnaire(), FACTS), "large"),
    }
    path = tmp_path / "x.pdf"
    path.write_bytes(made[kind]())
    scripts = Path(sys.executable).parent
    outloud = subprocess.run(
        [scripts / "outloud", "--json", "-", str(path)], capture_output=True, text=True, check=False
    )
    pdfua = subprocess.run([scripts / "pdfua", "check", str(path)], capture_output=True, text=True, check=False)

    assert outloud.returncode == 0, outloud.stdout[-2000:]
    assert "errors=0" in pdfua.stdout, pdfua.stdout


def test_a_thousand_questions() -> None:
    """A long questionnaire prints whole."""
    items = [{"id": f"q{n}", "kind": "text", "label": f"Question number {n}"} for n in range(1000)]
    definition = {
        "satchel": 1,
        "id": "long",
        "version": "1",
        "language": "en",
        "title": "Long",
        "sections": [{"id": "s", "title": "S", "items": items}],
    }
    asked = read(json.dumps(definition).encode(), {})
    data = render(preview(Filling(asked, {f"q{n}": f"answer-{n}" for n in range(1000)}), FACTS))

    assert all(f"answer-{n}" in words(data) for n in (0, 500, 999))
