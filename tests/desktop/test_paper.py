"""Printing: what goes to the print system, and what is said where there is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desktop.paper import Chosen, print_pdf
from forms.trouble import Trouble

LP = """#!/bin/sh
printf '%s\\n' "$@" > "{folder}/words"
cat > "{folder}/paper"
exit {code}
"""


def lp(folder: Path, code: int) -> None:
    """A print system that keeps what it is given."""
    path = folder / "lp"
    path.write_text(LP.format(folder=folder, code=code))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in front of the search path, for `lp`."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_printed(printer: Path) -> None:
    """The very bytes go to the chosen printer, as many times as asked."""
    lp(printer, 0)
    assert print_pdf(b"%PDF-1.7 paper", "Receipt", lambda: Chosen("Hall", 2))
    assert (printer / "paper").read_bytes() == b"%PDF-1.7 paper"
    assert (printer / "words").read_text().split() == ["-d", "Hall", "-n", "2", "-t", "Receipt"]


def test_thought_better_of_it(printer: Path) -> None:
    """Nothing is printed when the dialog is put away."""
    lp(printer, 0)
    assert not print_pdf(b"%PDF", "Receipt", lambda: None)
    assert not (printer / "paper").exists()


def test_refused(printer: Path) -> None:
    """A printer that refuses is a Trouble that names it."""
    lp(printer, 1)
    with pytest.raises(Trouble, match="Hall") as refused:
        print_pdf(b"%PDF", "Receipt", lambda: Chosen("Hall", 1))
    assert refused.value.code == "printer-refused"


def test_no_print_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a print system the sentence says what else can be done."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble) as none:
        print_pdf(b"%PDF", "Receipt", lambda: Chosen("Hall", 1))
    assert none.value.code == "no-printer"
    assert "print it from there" in str(none.value)
