"""The verbs without a screen: what they write, what they refuse, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.start import main
from forms.package.package import unpack
from forms.package.withdrawal import take_withdrawal
from forms.plain import to_plain
from tests.samples import PAPER, RESOURCES, library_answers, ngo_answers, questionnaire


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Run a verb; exit code, output, errors."""
    try:
        code = main([str(word) for word in words])
    except SystemExit as end:
        code = int(end.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def answers(folder: Path, change: dict[str, Any] | None = None, name: str = "micro-credentials") -> Path:
    """An answers file; None in `change` removes."""
    sheet = ngo_answers() if name == "micro-credentials" else library_answers()
    plain = {**to_plain(questionnaire(name), sheet), **(change or {})}
    path = folder / "answers.json"
    path.write_text(json.dumps({key: value for key, value in plain.items() if value is not None}))
    return path


def test_fill(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Answers and a file become a receipt and a verified package, and nothing else; the words say that nothing was sent."""
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    code, out, _ = run(
        capsys, "fill", "micro-credentials", "--answers", answers(tmp_path), "--attach", f"position-paper={tmp_path / 'paper.pdf'}",
        "--out", tmp_path / "out", "--home", tmp_path / "home",
    )  # fmt: skip
    found = sorted(path.name.partition(".")[2] for path in (tmp_path / "out").iterdir())
    package = unpack(next((tmp_path / "out").glob("*.contribution.zip")))

    assert code == 0
    assert "NOT been sent" in out
    assert found == ["contribution.zip", "receipt.pdf"]
    assert list(package.attachments.values()) == [PAPER]
    assert package.receipt == next((tmp_path / "out").glob("*.receipt.pdf")).read_bytes()


def test_fill_every_kind_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The small questionnaire goes through in German, and --json gives one object."""
    words = ("fill", "every-kind", "--answers", answers(tmp_path, name="every-kind"), "--language", "de", "--json")
    code, out, _ = run(capsys, *words, "--out", tmp_path / "out", "--home", tmp_path / "home")
    told = json.loads(out)

    assert code == 0
    assert told["done"]
    assert unpack(Path(told["package"])).contribution.language == "de"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"aspects": {"national": "very"}}, "aspects/mobility"), ({"surname": None}, "surname"), ({"country": "zz"}, "country"),
        ({"anything-else": "x" * 501}, "anything-else"), ({"anything-else": "x" * 497 + "\n\n"}, "anything-else"), ({"nothing": 1}, "nothing"),
    ],
)  # fmt: skip
def test_fill_refuses(capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, Any], place: str) -> None:
    """One missing row, one unknown choice, one character too many: exit 1, the place named, nothing written."""
    code, _, errors = run(
        capsys,
        "fill",
        "micro-credentials",
        "--answers",
        answers(tmp_path, change),
        "--out",
        tmp_path / "out",
        "--home",
        tmp_path / "home",
    )

    assert code == 1
    assert any(line.startswith(f"{place}: ") for line in errors.splitlines())
    assert not (tmp_path / "out").exists()


def test_a_hidden_answer_is_not_sent(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An answer to a follow-up whose reason is not ticked stays out of the package, and is told."""
    change = {"reasons": ["time"]}
    code, out, _ = run(
        capsys,
        "fill",
        "micro-credentials",
        "--answers",
        answers(tmp_path, change),
        "--out",
        tmp_path / "out",
        "--home",
        tmp_path / "home",
    )
    package = unpack(next((tmp_path / "out").glob("*.zip")))

    assert code == 0
    assert "responsible-cost" in out
    assert "responsible-cost" not in package.contribution.sheet


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper.exe", b"MZ"),
        ("paper.pdf", b"MZ"),
        ("paper.pdf", b"%PDF-1.4 cut"),
        ("paper.docx", b"PK\x03\x04"),
        ("paper.txt", b"a\x00b"),
        ("paper.pdf", b""),
    ],
)
def test_wrong_files_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes) -> None:
    """A file that is not what its name says is refused with the reason, and nothing is written."""
    (tmp_path / name).write_bytes(data)
    words = (
        "fill",
        "micro-credentials",
        "--answers",
        answers(tmp_path),
        "--attach",
        f"position-paper={tmp_path / name}",
    )
    code, _, errors = run(capsys, *words, "--out", tmp_path / "out", "--home", tmp_path / "home")

    assert code == 1
    assert errors.startswith("position-paper: ")
    assert not (tmp_path / "out").exists()


def test_verify_receipt_and_withdraw(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A package verifies, prints its receipt again, and is withdrawn by its own key alone; an altered one is refused."""
    run(
        capsys,
        "fill",
        "micro-credentials",
        "--answers",
        answers(tmp_path),
        "--out",
        tmp_path / "out",
        "--home",
        tmp_path / "home",
    )
    package = next((tmp_path / "out").glob("*.zip"))
    altered = tmp_path / "altered.contribution.zip"
    altered.write_bytes(package.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6", 1))

    assert run(capsys, "verify", package)[0] == 0
    code, _, errors = run(capsys, "verify", package, altered)
    assert code == 1
    assert "[checksum]" in errors
    assert run(capsys, "receipt", package, "--out", tmp_path / "again.pdf")[0] == 0
    assert (tmp_path / "again.pdf").read_bytes() == unpack(package).receipt
    assert run(capsys, "receipt", package, "--style", "large", "--out", tmp_path / "large.pdf")[0] == 0
    assert run(capsys, "withdraw", package, "--out", tmp_path / "w", "--home", tmp_path / "stranger")[0] == 1
    assert run(capsys, "withdraw", package, "--out", tmp_path / "w", "--home", tmp_path / "home")[0] == 0
    withdrawal = next((tmp_path / "w").iterdir())
    assert take_withdrawal(withdrawal).package == unpack(package).identity
    assert run(capsys, "verify", withdrawal)[0] == 0


def test_check_and_schema(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A sound definition passes with its digest; a broken one is refused with place and remedy; schemas are JSON."""
    sound = RESOURCES / "questionnaires" / "every-kind.json"
    broken = tmp_path / "broken.json"
    broken.write_bytes(sound.read_bytes().replace(b'"gt"', b'"more"'))

    assert questionnaire("every-kind").digest in run(capsys, "check", sound)[1]
    code, _, errors = run(capsys, "check", broken)
    assert code == 1
    assert errors.startswith("sections[0].items[2].show_if: ")
    assert json.loads(run(capsys, "schema", "questionnaire")[1])
    assert json.loads(run(capsys, "schema", "answers", "every-kind")[1])["properties"]["purpose"]
    assert run(capsys, "schema", "answers")[0] == 1
    assert run(capsys, "check", tmp_path / "absent.json")[0] == 1


def test_a_huge_file_is_not_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A definition of 300 MB is refused by its size, unread."""
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(300_000_001)
    code, _, errors = run(capsys, "check", huge)

    assert code == 1
    assert "definition-too-large" in errors


def test_blank_drafts_and_key(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The empty questionnaire prints; a new home has no drafts; the key shows, is backed up, replaced and restored."""
    home = ("--home", tmp_path / "home")
    (tmp_path / "phrase").write_text("a long passphrase\n")
    phrase = ("--passphrase-file", tmp_path / "phrase")

    assert run(capsys, "blank", "every-kind", "--language", "de", "--out", tmp_path / "b.pdf")[0] == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    assert "no drafts" in run(capsys, "drafts", *home)[1]
    first = json.loads(run(capsys, "key", "--json", *home)[1])["fingerprint"]
    assert run(capsys, "key", "--back-up", tmp_path / "k.pem", *phrase, *home)[0] == 0
    assert json.loads(run(capsys, "key", "--replace", "--json", *home)[1])["fingerprint"] != first
    assert (
        json.loads(run(capsys, "key", "--restore", tmp_path / "k.pem", *phrase, "--json", *home)[1])["fingerprint"]
        == first
    )


@pytest.mark.parametrize("words", [("fill",), ("fill", "micro-credentials"), ("schema", "poem"), ("verify",)])
def test_wrong_usage(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """A wrong usage ends with 2 and says how it goes."""
    code, _, errors = run(capsys, *words)

    assert code == 2
    assert "usage" in errors
