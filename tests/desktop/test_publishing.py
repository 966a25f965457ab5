"""Published files are whole or absent, and a failure leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.publishing import sweep, write_whole
from forms.trouble import Trouble


def test_whole(tmp_path: Path) -> None:
    """The bytes are there under the name, nothing else is, and an older file is replaced in one step."""
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that does not exist is a Trouble with its name."""
    with pytest.raises(Trouble) as refused:
        write_whole(tmp_path / "no" / "a", b"x")

    assert refused.value.code == "no-folder"


def test_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails at the last step keeps the old file and no part."""
    (tmp_path / "a").write_bytes(b"old")

    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Trouble) as full:
        write_whole(tmp_path / "a", b"new")

    assert full.value.code == "disk-full"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_sweep(tmp_path: Path) -> None:
    """Parts left by a killed run go; other files stay."""
    (tmp_path / ".satchel-part-x").write_bytes(b"x")
    (tmp_path / "mine").write_bytes(b"x")
    sweep(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
