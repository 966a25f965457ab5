"""Published files are whole or absent, and a failure leaves nothing behind."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
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


def failing(number: int) -> Callable[..., int]:
    """A system call that fails with an error."""

    def fail(*_given: object, **_named: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("call", "number", "code"),
    [
        ("open", errno.EROFS, "read-only"),
        ("open", errno.EACCES, "read-only"),
        ("open", errno.ENOSPC, "disk-full"),
        ("open", errno.ENAMETOOLONG, "disk-error"),
        ("fsync", errno.EDQUOT, "disk-full"),
        ("fsync", errno.EIO, "disk-error"),
    ],
)
def test_every_failure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    """Read-only, full, over quota, failing: a Trouble with its own code; the old file stays and no part is left."""
    (tmp_path / "a").write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        with pytest.raises(Trouble) as told:
            write_whole(tmp_path / "a", b"new")

    assert told.value.code == code
    assert told.value.safe
    assert told.value.remedy
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program holds the file, as on Windows, replacing it fails: told, nothing changed, no part left."""
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    with pytest.raises(Trouble) as told:
        write_whole(tmp_path / "a", b"new")

    assert told.value.code == "read-only"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_a_disk_that_gives_back_other_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read again and differs is not put in place."""
    (tmp_path / "a").write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _path: b"other")
        with pytest.raises(Trouble) as told:
            write_whole(tmp_path / "a", b"new")

    assert told.value.code == "disk-error"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_that_cannot_be_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems cannot flush a folder: the file is whole all the same, and that is no Trouble. A disk that fails there is one,
    and it does not say that nothing was changed."""
    flush = os.fsync
    for number, code in ((errno.EINVAL, ""), (errno.EIO, "disk-error")):

        def fail(handle: int, number: int = number) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            flush(handle)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            try:
                write_whole(tmp_path / "a", b"new")
                told = ""
            except Trouble as trouble:
                told = trouble.code
                unchanged = "Nothing was changed" in str(trouble)
                if unchanged:
                    pytest.fail(str(trouble))
        assert told == code
        assert (tmp_path / "a").read_bytes() == b"new"


def test_nobody_else_may_read_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private file is private from its first byte on; a public one follows the person's own mask."""
    modes = []
    flush = os.fsync

    def note(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        flush(handle)

    monkeypatch.setattr(os, "fsync", note)
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "private", b"x", mode=0o600)
        write_whole(tmp_path / "public", b"x")
    finally:
        os.umask(mask)

    assert (modes[0], modes[2]) == (0o600, 0o640)
    assert stat.S_IMODE((tmp_path / "public").stat().st_mode) == 0o640
