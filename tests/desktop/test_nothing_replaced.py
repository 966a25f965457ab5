"""No verb replaces a file that is there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.work.reply import Refusal
from desktop.work.responding import _both
from tests.desktop.test_cli import answers, run

TAKEN = "there is a file of that name already"


def test_what_stands_there_stays(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`receipt` onto its own package, `receipt` and `blank` onto other files, and a withdrawal onto another are refused with
    a sentence, and every byte stays; where the very same bytes stand already, nothing is lost and the verb is done."""
    home, sheet = ("--home", tmp_path / "home"), answers(tmp_path, name="every-kind")
    assert run(capsys, "fill", "every-kind", "--answers", sheet, "--out", tmp_path / "out", *home)[0] == 0
    package = next((tmp_path / "out").glob("*.zip"))
    withdraw = ("withdraw", package, "--out", tmp_path / "w", *home)
    assert run(capsys, *withdraw)[0] == 0
    withdrawal = next((tmp_path / "w").iterdir())
    withdrawal.write_bytes(b"another")
    for words, taken in (
        (("receipt", package, "--out", package), package),
        (("receipt", package, "--out", sheet), sheet),
        (("blank", "every-kind", "--out", sheet), sheet),
        (withdraw, withdrawal),
    ):
        before = taken.read_bytes()
        code, _, errors = run(capsys, *words)
        assert (code, TAKEN in errors, taken.read_bytes()) == (1, True, before), words
    for _ in range(2):
        assert run(capsys, "receipt", package, "--out", tmp_path / "again.pdf")[0] == 0


@pytest.mark.parametrize("taken", ["a.contribution.zip", "a.receipt.pdf"])
def test_fill_replaces_neither_file(tmp_path: Path, taken: str) -> None:
    """Where one of the two names of `fill` is taken, that file stays and the other is not written."""
    (tmp_path / taken).write_bytes(b"another")
    with pytest.raises(Refusal, match=TAKEN):
        _both(tmp_path, "a.contribution.zip", b"package", b"receipt")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(taken, b"another")]
