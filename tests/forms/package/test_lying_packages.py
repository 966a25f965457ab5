"""Packages with right hashes and a right signature whose content lies: refused, each with its code."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from forms import canonical
from forms.package import signature
from forms.package.bag import SIGNATURE
from forms.package.package import unpack
from forms.package.refusal import REFUSALS, PackageRefused
from tests.forms.package.packing import (
    PAPER_FILE,
    RECEIPT,
    listing,
    members,
    relisted,
    sample,
    sign,
    zipped,
)
from tests.samples import PAPER

CONTRIBUTION = "data/contribution.json"
QUESTIONNAIRE = "data/questionnaire.json"
Change = Callable[[dict[str, bytes]], object]


def told(**facts: Any) -> Change:
    """Change the contribution's own fields."""

    def change(files: dict[str, bytes]) -> None:
        files[CONTRIBUTION] = canonical.encode({**canonical.decode(files[CONTRIBUTION]), **facts})

    return change


def answered(**facts: Any) -> Change:
    """Change answers; None removes one."""

    def change(files: dict[str, bytes]) -> None:
        found = canonical.decode(files[CONTRIBUTION])
        found["answers"].update({key.replace("_", "-"): value for key, value in facts.items()})
        found["answers"] = {key: value for key, value in found["answers"].items() if value is not None}
        files[CONTRIBUTION] = canonical.encode(found)

    return change


def attached(**facts: Any) -> Change:
    """Change what the contribution says of its one attachment."""

    def change(files: dict[str, bytes]) -> None:
        found = canonical.decode(files[CONTRIBUTION])
        found["attachments"][0].update(facts)
        files[CONTRIBUTION] = canonical.encode(found)

    return change


def named(**facts: Any) -> Change:
    """Change what the contribution says of its questionnaire."""

    def change(files: dict[str, bytes]) -> None:
        found = canonical.decode(files[CONTRIBUTION])
        found["questionnaire"].update(facts)
        files[CONTRIBUTION] = canonical.encode(found)

    return change


def consented(text: str, digest: str | None = None) -> Change:
    """Let the contribution agree to another text, with its right hash unless told otherwise."""
    return told(consents={"data-protection": {"text": text, "sha256": digest or canonical.digest(text.encode())}})


def put(name: str, data: bytes) -> Change:
    """Replace or add a file."""
    return lambda files: files.update({name: data})


def exchanged(name: str, old: bytes, new: bytes) -> Change:
    """Exchange bytes that must be there."""

    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def attach(data: bytes, ending: str, name: str) -> Change:
    """Exchange the attachment for another, rightly told and listed."""

    def change(files: dict[str, bytes]) -> None:
        digest = canonical.digest(data)
        attached(sha256=digest, size=str(len(data)), type=ending, name=name)(files)
        del files[PAPER_FILE]
        files[f"data/attachments/{digest}.{ending}"] = data

    return change


REASONS = ["uncertain-skills", "uncertain-recognition", "career-perspectives", "too-expensive", "support-awareness"]
COUNTRY = {"question": "country", "name": "x.pdf", "sha256": "0" * 64, "size": "1", "type": "pdf"}
LYING: list[tuple[str, Change, str]] = [
    ("another answer of another kind", answered(country=3), "answers"),
    ("a choice that is not there", answered(country="zz"), "answers"),
    ("a required answer missing", answered(surname=None), "answers"),
    ("an answer to a hidden question", answered(personal_capacity="no"), "answers"),
    ("a text too long", answered(anything_else="x" * 501), "answers"),
    ("an unknown question", answered(secret="x"), "answers"),
    ("an answer to an attachment question", answered(position_paper="x"), "answers"),
    ("an empty answer", answered(anything_else=""), "contribution"),
    ("choices in another order", answered(reasons=REASONS[::-1]), "contribution"),
    ("a choice twice", answered(reasons=["too-expensive", "too-expensive"]), "answers"),
    ("answers as a list", told(answers=[]), "answers"),
    ("a consent taken back", answered(data_protection=False), "answers"),
    ("a consent of text", answered(data_protection="yes"), "answers"),
    ("an unknown field", told(note="x"), "contribution"),
    ("a field missing", lambda files: files.update({CONTRIBUTION: b"{}"}), "contribution"),
    ("no object", put(CONTRIBUTION, b"[]"), "contribution"),
    ("a newer format", told(satchel_contribution="2"), "contribution"),
    ("another reference", told(reference="AAAA-AAAA-A"), "contribution"),
    ("revision 0", told(revision="0"), "contribution"),
    ("revision 01", told(revision="01"), "contribution"),
    ("a revision in other digits", told(revision="١"), "contribution"),
    ("a revision of 4,000 digits", told(revision="9" * 4000), "contribution"),
    ("a revision as a number", told(revision=1), "contribution"),
    ("revision 1 that supersedes", told(supersedes="0" * 64), "contribution"),
    ("supersedes a word", told(supersedes="yes"), "contribution"),
    ("no zone", told(finalised="2026-11-24T10:30:00"), "contribution"),
    ("a week for a date", told(finalised="2026-W48-2T10:30:00+01:00"), "contribution"),
    ("a day that is not", told(finalised="2026-11-31T10:30:00+01:00"), "contribution"),
    ("id in capitals", told(contribution="3C64D917-628E-47DB-8E38-4CABD92C1090"), "contribution"),
    ("another id", told(contribution="4c64d917-628e-47db-8e38-4cabd92c1090"), "contribution"),
    ("no id", told(contribution="x"), "contribution"),
    ("a privacy of its own", told(privacy="secret"), "privacy"),
    ("another privacy than was answered", told(privacy="anonymous"), "privacy"),
    ("a privacy answered otherwise", answered(privacy="anonymous"), "privacy"),
    ("no privacy", told(privacy=None), "privacy"),
    ("another consent text, wrong hash", consented("x", "0" * 64), "consent"),
    ("another consent text, right hash", consented("I agree to everything."), "consent"),
    ("no consent text", told(consents={}), "consent"),
    ("a consent to nothing asked", told(consents={"country": {"text": "", "sha256": canonical.digest(b"")}}), "consent"),
    ("another audience", told(audience="somebody-else"), "contribution"),
    ("another language", told(language="xx"), "contribution"),
    ("a language of another kind", told(language=["en"]), "contribution"),
    ("another questionnaire's digest", named(digest="0" * 64), "other-questionnaire"),
    ("another questionnaire's name", named(id="tax"), "other-questionnaire"),
    ("another questionnaire's version", named(version="2"), "other-questionnaire"),
    ("an attachment of no question", told(attachments=[COUNTRY]), "contribution"),
    ("an attachment told twice", lambda files: told(attachments=canonical.decode(files[CONTRIBUTION])["attachments"] * 2)(files), "answers"),
    ("an attachment that is not there", lambda files: files.pop(PAPER_FILE), "attachment"),
    ("an attachment not told of", told(attachments=[]), "attachment"),
    ("an attachment of another size", attached(size="9"), "attachment"),
    ("an attachment of size 0x9", attached(size="0x9"), "contribution"),
    ("an attachment of another hash", attached(sha256="0" * 64), "attachment"),
    ("an attachment of a hash in capitals", attached(sha256=canonical.digest(PAPER).upper()), "contribution"),
    ("an attachment with a folder", attached(name="../paper.pdf"), "contribution"),
    ("an attachment that reads backwards", attached(name="paper\u202efdp.pdf"), "contribution"),
    ("an attachment with a cursor in it", attached(name="paper\x1b[2J.pdf"), "contribution"),
    ("an attachment without a name", attached(name=""), "contribution"),
    ("an attachment of an endless name", attached(name="a" * 500 + ".pdf"), "contribution"),
    ("an attachment of another ending", attached(name="paper.txt"), "contribution"),
    ("an attachment with more to say", attached(note="x"), "contribution"),
    ("an attachment that is no pdf", put(PAPER_FILE, b"x" * len(PAPER)), "attachment"),
    ("a program named pdf", attach(b"MZ" + bytes(100), "pdf", "paper.pdf"), "attachment"),
    ("a page named pdf", attach(b"<html><script>", "pdf", "paper.pdf"), "attachment"),
    ("a script", attach(b"#!/bin/sh\n", "sh", "paper.sh"), "answers"),
    ("a file that no answer names", put(f"data/attachments/{'0' * 64}.pdf", PAPER), "attachment"),
    ("not canonical", exchanged(CONTRIBUTION, b'":"', b'": "'), "not-canonical"),
    ("a key twice", exchanged(CONTRIBUTION, b'{"answers"', b'{"privacy":"public","answers"'), "not-canonical"),
    ("half a character", exchanged(CONTRIBUTION, b"Ana", b"\\ud800"), "not-canonical"),
    ("an escape that need not be", exchanged(CONTRIBUTION, b"Ana", b"\\u0041na"), "not-canonical"),
    ("broken UTF-8", exchanged(CONTRIBUTION, b"Ana", b"\xff\xfe"), "not-canonical"),
    ("a mark before the text", exchanged(CONTRIBUTION, b"{", b"\xef\xbb\xbf{"), "not-canonical"),
    ("something after the text", lambda files: files.update({CONTRIBUTION: files[CONTRIBUTION] + b"\n"}), "not-canonical"),
    ("deep nesting", put(CONTRIBUTION, b"[" * 500 + b"]" * 500), "not-canonical"),
    ("a number without end", put(CONTRIBUTION, b"1e999"), "not-canonical"),
    ("a number of 4,000 digits", put(CONTRIBUTION, b"9" * 4000), "not-canonical"),
    ("no number", put(CONTRIBUTION, b"NaN"), "not-canonical"),
    ("nothing", put(CONTRIBUTION, b""), "not-canonical"),
    ("another word in the questionnaire", exchanged(QUESTIONNAIRE, b"Bulgaria", b"Bolgaria"), "other-questionnaire"),
    ("a broken questionnaire", put(QUESTIONNAIRE, b"{}"), "questionnaire"),
    ("a questionnaire written otherwise", exchanged(QUESTIONNAIRE, b'":"', b'": "'), "questionnaire"),
    ("a questionnaire with a mark before", exchanged(QUESTIONNAIRE, b"{", b"\xef\xbb\xbf{"), "questionnaire"),
    ("a receipt that is none", put("data/receipt.pdf", b"<html>"), "receipt"),
    ("no receipt", lambda files: files.pop("data/receipt.pdf"), "missing-file"),
    ("no contribution", lambda files: files.pop(CONTRIBUTION), "missing-file"),
    ("another name", put("data/receipt.exe", b"x"), "name"),
    ("a name upwards", put("data/../x", b"x"), "name"),
    ("a name of a device", put("data/CON", b"x"), "name"),
    ("a name in capitals", put("data/RECEIPT.PDF", RECEIPT), "name"),
    ("an attachment without its hash", put("data/attachments/x.sh", b"x"), "name"),
    ("an attachment deeper", put(f"data/attachments/x/{'0' * 64}.pdf", b"x"), "name"),
    ("fetch.txt", put("fetch.txt", b"http://example.org/x - data/x\n"), "name"),
    ("another list of hashes", put("manifest-md5.txt", b""), "name"),
    ("another signature", put("signatures/other.sshsig", b"x"), "name"),
    ("another bagit", put("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"), "bagit"),
    ("no bag-info", put("bag-info.txt", b"x\n"), "bagit"),
    ("bag-info in another encoding", put("bag-info.txt", b"\xff\n"), "bagit"),
    ("info of another contribution", exchanged("bag-info.txt", b"3c64", b"4c64"), "bagit"),
    ("info with more to say", exchanged("bag-info.txt", b"Questionnaire-Id", b"Note: x\nQuestionnaire-Id"), "bagit"),
    ("info said twice", exchanged("bag-info.txt", b"Questionnaire-Id", b"Payload-Oxum: 1.1\nQuestionnaire-Id"), "bagit"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), [one[1:] for one in LYING], ids=[one[0] for one in LYING])
def test_wrong_in_meaning(change: Change, code: str) -> None:
    """A package whose content lies is refused with its code and sentence."""
    files = members(sample()[1])
    change(files)
    with pytest.raises(PackageRefused) as refused:
        unpack(io.BytesIO(zipped(relisted(files))))

    assert refused.value.code == code, refused.value
    assert refused.value.happened.startswith(REFUSALS[code])
    assert refused.value.happened.isprintable()


def test_another_folder() -> None:
    """The folder inside bears the name of the contribution; one that leads elsewhere or a second one is refused."""
    files = relisted(members(sample()[1]))
    for folder, code in {
        "another-3c64d917": "bagit",
        "..": "name",
        "": "name",
        "A B": "name",
        "x\x1b[2J": "name",
    }.items():
        with pytest.raises(PackageRefused) as refused:
            unpack(io.BytesIO(zipped(files, folder)))
        assert refused.value.code == code
        assert refused.value.happened.isprintable()


def test_lists_altered_after_signing() -> None:
    """An altered list, and a list with its hash mended but not signed anew, are refused."""
    files = members(sample()[1])
    first = {**files, "manifest-sha256.txt": files["manifest-sha256.txt"].replace(b"a", b"b", 1)}
    lists = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    second = {**first, "tagmanifest-sha256.txt": listing(first, lists)}
    third = {name: data for name, data in files.items() if name != SIGNATURE}
    other = {**files, "data/receipt.pdf": RECEIPT.replace(b"receipt", b"RECEIPT")}
    cases = {"tag-manifest": first, "signature": second, "not-signed": third, "manifest": other}
    for code, case in cases.items():
        with pytest.raises(PackageRefused) as refused:
            unpack(io.BytesIO(zipped(case)))
        assert refused.value.code == code


def test_signatures_of_others() -> None:
    """A signature for another purpose, over other bytes, damaged, written otherwise, or none at all is refused."""
    files = members(sample()[1])
    right = files[SIGNATURE]
    listed = files["tagmanifest-sha256.txt"]
    wrong = [
        sign(listed, signature.WITHDRAWAL_NAMESPACE),
        sign(b"other", signature.NAMESPACE),
        b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
        b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
        b"x",
        b"",
        right.replace(b"\n", b"\r\n"),
        right + b"\n",
        b" " + right,
        right.replace(b"=\n---", b"\n---"),
        right.replace(b"U1NIU0lH", b"U1NIU0lI"),
    ]
    for one in wrong:
        assert one != right
        with pytest.raises(PackageRefused) as refused:
            unpack(io.BytesIO(zipped({**files, SIGNATURE: one})))
        assert refused.value.code == "signature"
