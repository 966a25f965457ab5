"""What the receipt, the preview and the empty questionnaire say, as plain blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.contribution import Contribution
from forms.filling import Filling
from forms.questionnaire import Note, Questionnaire
from forms.receipt.blocks import Block, Document, Heading, Pairs, Paragraph, Room
from forms.receipt.empty import empty
from forms.receipt.language_names import language_name
from forms.receipt.publication import ended, publication_sentences
from forms.receipt.questions import Reader, answered

PREVIEW = "PREVIEW – not finalised, not signed, not sent"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the receipt tells beside the contribution itself: the program and its version, the sha-256 of contribution.json,
    and the fingerprint of the key that signs."""

    program: str
    contribution_digest: str = ""
    signer: str = ""


def receipt(contribution: Contribution, questionnaire: Questionnaire, facts: Facts, style: str = "full") -> Document:
    """The receipt of a contribution: a copy of the answers. `style` is `full`, `answers` (answers only) or `large`."""
    reader = Reader(questionnaire, contribution.language, contribution.sheet, answers_only=style == "answers")
    title = reader.say(questionnaire.title)
    blocks = [
        Heading(1, title),
        Paragraph(f"Receipt: a copy of the answers. Reference {contribution.reference}", "strong"),
        Paragraph(
            "Your answers are complete and signed. They have NOT been sent yet. Next: hand in the package at "
            + ended(reader.say(questionnaire.submit_to) or "the place that those who asked have named"),
            "notice",
        ),
        Pairs(
            (
                ("Finalised", moment(contribution.finalised)),
                ("Revision", str(contribution.revision)),
                ("Language of this receipt", language_name(contribution.language)),
            )
        ),
        Paragraph(publication_sentences(reader, final=True)),
        *_sections(reader, Filling(questionnaire, contribution.sheet, contribution.language)),
        Room(270),
        *_verification(contribution, facts),
    ]
    foot = f"Receipt {contribution.reference}"
    return Document(
        f"Receipt: {title}",
        contribution.language,
        tuple(blocks),
        foot=foot,
        subject=f"Receipt {contribution.reference}",
    )


def preview(filling: Filling, facts: Facts) -> Document:
    """A draft as it stands, marked on each page."""
    questionnaire = filling.questionnaire
    reader = Reader(questionnaire, filling.language, filling.effective())
    title = reader.say(questionnaire.title)
    missing = sum(1 for one in filling.problems() if not one.advice)
    state = (
        "Everything that is required is there."
        if not missing
        else f"{missing} places still need an answer or a change."
    )
    blocks = [
        Heading(1, title),
        Paragraph(f"{PREVIEW}. {state}", "notice"),
        Paragraph(publication_sentences(reader, final=False)),
        *_sections(reader, filling),
        Paragraph(f"Made with {facts.program}.", "small"),
    ]
    return Document(
        f"Preview: {title}", filling.language, tuple(blocks), mark=PREVIEW, foot="Preview", subject="Preview"
    )


def blank(questionnaire: Questionnaire, language: str) -> Document:
    """The empty questionnaire to print, with its conditions as sentences."""
    reader = Reader(questionnaire, language, {})
    title = reader.say(questionnaire.title)
    blocks: list[Block] = [Heading(1, title)]
    if questionnaire.introduction:
        blocks += _paragraphs(reader.say(questionnaire.introduction))
    if questionnaire.contact:
        blocks += _paragraphs(reader.say(questionnaire.contact))
    if questionnaire.deadline:
        blocks.append(Paragraph(f"Answers are taken until {moment(questionnaire.deadline)}.", "strong"))
    if questionnaire.submit_to:
        blocks.append(Paragraph(f"Hand it in at: {reader.say(questionnaire.submit_to)}", "strong"))
    blocks.append(Paragraph("Questions marked “required” need an answer.", "help"))
    for section in questionnaire.sections:
        blocks.append(Heading(2, reader.say(section.title)))
        blocks += reader.only_if(section.show_if)
        for item in section.items:
            if isinstance(item, Note):
                blocks += reader.only_if(item.show_if)
                blocks += _paragraphs(reader.say(item.text))
            else:
                blocks += empty(item, reader)
    foot = f"{questionnaire.id}, version {questionnaire.version}"
    return Document(title, language, tuple(blocks), foot=foot, subject="Empty questionnaire")


def moment(iso: str) -> str:
    """A moment with its zone, as people read it: `2026-11-24 10:30:00 (UTC+01:00)`."""
    day, _, rest = iso.partition("T")
    return f"{day} {rest[:8]} (UTC{rest[8:]})" if rest else iso


def _sections(reader: Reader, filling: Filling) -> Iterator[Block]:
    for section in filling.questionnaire.sections:
        shown = [item for item in section.items if filling.shown(item.id)]
        if reader.answers_only:
            shown = [item for item in shown if not isinstance(item, Note)]
        if not shown or not filling.shown(section.id):
            continue
        yield Heading(2, reader.say(section.title))
        for item in shown:
            if isinstance(item, Note):
                yield from _paragraphs(reader.say(item.text))
            else:
                yield from answered(item, reader, filling)


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(part, "help") for part in text.split("\n\n") if part.strip()]


def _verification(contribution: Contribution, facts: Facts) -> list[Block]:
    return [
        Heading(2, "Identity and verification"),
        Pairs(
            (
                ("Contribution", contribution.contribution_id),
                ("Revision", str(contribution.revision)),
                ("Supersedes package", contribution.supersedes or "none, this is the first revision"),
                ("Questionnaire", f"{contribution.questionnaire_id}, version {contribution.questionnaire_version}"),
                ("Questionnaire sha-256", contribution.questionnaire_digest),
                ("contribution.json sha-256", facts.contribution_digest),
                ("Signed with the key", facts.signer),
                ("Made with", facts.program),
            )
        ),
        Paragraph(
            "To verify the package without Satchel: unpack it, then run “sha256sum -c manifest-sha256.txt” and “sha256sum -c "
            "tagmanifest-sha256.txt” inside its folder. The file data/contribution.json must have the sha-256 above. “ssh-keygen -Y "
            "check-novalidate -n contribution@satchel -s signatures/submitter.sshsig < tagmanifest-sha256.txt” must name the key above."
        ),
        Paragraph(
            "The key was made on the sender's own device. It proves that files come from the same sender, not who that is.",
            "help",
        ),
    ]
