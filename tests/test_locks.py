"""The locks: every library with its hashes and no address, the tests' lock beside the users' without a contradiction."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
USERS, TESTS = "requirements.lock", "requirements-test.lock"
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)(?P<rest>[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)*)",
    re.MULTILINE,
)


def pins(lock: str) -> dict[str, set[str]]:
    """Each library of a lock with its versions (more than one where markers tell them apart)."""
    found: dict[str, set[str]] = {}
    for entry in ENTRY.finditer((ROOT / lock).read_text()):
        found.setdefault(entry["name"], set()).add(entry["version"])
    return found


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain_name(requirement: str) -> str:
    """The library that a requirement asks for, as locks spell it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[ ;]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", [USERS, TESTS])
def test_every_line_is_a_hashed_library(lock: str) -> None:
    """Nothing but libraries with hashes stands in a lock: no address, no option, no path."""
    text = (ROOT / lock).read_text()

    assert not ENTRY.sub("", text).strip()
    assert all("--hash=sha256:" in entry["rest"] for entry in ENTRY.finditer(text))


def test_locks_hold_what_the_project_asks_for() -> None:
    """Each direct requirement of pyproject.toml is in the lock where it belongs."""
    assert {plain_name(one) for one in project()["project"]["dependencies"]} <= set(pins(USERS))
    assert {plain_name(one) for one in project()["dependency-groups"]["test"]} <= set(pins(TESTS))


def test_both_locks_agree() -> None:
    """The tests run with exactly the versions that people run."""
    users, tests = pins(USERS), pins(TESTS)

    assert {name: tests.get(name) for name in users} == users


def test_qt_stays_below_the_version_that_loses_references() -> None:
    """PySide6 6.12 aborts the interpreter on Python 3.11; see test_qt_references.py."""
    assert all(
        version.startswith("6.") and int(version.split(".")[1]) < 12 for version in pins(USERS)["pyside6-essentials"]
    )


def test_people_get_no_library_under_a_licence_that_binds_their_program() -> None:
    """PyMuPDF (AGPL) checks receipts in the tests; it is not among what people install."""
    assert "pymupdf" in pins(TESTS)
    assert not {"pymupdf", "outloud", "pdfua"} & set(pins(USERS))
