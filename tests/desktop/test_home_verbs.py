"""The verbs over a home folder, `key`, `drafts` and `withdraw`, for those who mistype and for those who mean harm."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.keys import FILE, DeviceKey
from desktop.start import main
from desktop.work import drafting
from forms.package.package import unpack
from forms.package.withdrawal import take_withdrawal
from tests.desktop.sitting import Sitting
from tests.samples import library_answers, questionnaire

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Run:
    """Run a verb over the home folder; exit code, output, errors."""

    def verb(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return verb


@pytest.fixture
def phrase(tmp_path: Path) -> Path:
    """A file with a passphrase."""
    path = tmp_path / "phrase"
    path.write_text("a long passphrase\n")
    return path


def finalised(home: Path, folder: Path) -> Path:
    """Finalise a contribution in the window and save its package; the window is closed again."""
    with Sitting(home) as sitting:
        office = sitting.program._office
        sheet = library_answers()
        draft = drafting.begin(office, questionnaire("every-kind"), "Mine", sheet=sheet)
        sitting.program._open_draft(lambda: sitting.program._home_desk.open(draft))
        identity = sitting.desk.finalise()
        sitting.program._finalised(identity)
        sitting.program._home_desk.save_package(identity, folder / "mine.contribution.zip")
    return folder / "mine.contribution.zip"


def test_a_backup_replaces_no_file(run: Run, tmp_path: Path, phrase: Path) -> None:
    """A file that is there, maybe the only backup of another key, is not written over."""
    there = tmp_path / "there.pem"
    there.write_text("the backup of another key")
    code, _, errors = run("key", "--back-up", there, "--passphrase-file", phrase)

    assert code == 1
    assert "already" in errors
    assert there.read_text() == "the backup of another key"


@pytest.mark.parametrize(
    "data", [b"a long passphrase", b"\xef\xbb\xbfa long passphrase\r\nmore", b"a long passphrase\n\n"]
)
def test_the_passphrase_is_the_first_line(run: Run, tmp_path: Path, phrase: Path, data: bytes) -> None:
    """However an editor ends the line or begins the file, it is the same passphrase."""
    assert run("key", "--back-up", tmp_path / "k.pem", "--passphrase-file", phrase)[0] == 0
    (tmp_path / "other").write_bytes(data)
    assert run("key", "--restore", tmp_path / "k.pem", "--passphrase-file", tmp_path / "other")[0] == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\xfea\x00", "no text"), (b"short\n", "at least 8"), (b"", "at least 8"), (None, "cannot be read")],
)
def test_a_passphrase_file_that_is_none(run: Run, tmp_path: Path, data: bytes | None, words: str) -> None:
    """It is refused in words, and nothing is written."""
    if data is not None:
        (tmp_path / "other").write_bytes(data)
    code, _, errors = run("key", "--back-up", tmp_path / "k.pem", "--passphrase-file", tmp_path / "other")

    assert code == 1
    assert words in errors
    assert not (tmp_path / "k.pem").exists()


def test_a_typed_passphrase(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a backup it is typed twice, since a slip would lock it for ever; where nobody can type, the verb says what to do."""
    code, _, errors = run("key", "--back-up", tmp_path / "k.pem")
    assert code == 1
    assert "--passphrase-file" in errors
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    typed = ["a long passphrase", "a long pasphrase", "a long passphrase", "a long passphrase", "a long passphrase"]
    monkeypatch.setattr(getpass, "getpass", lambda _words: typed.pop(0))
    code, _, errors = run("key", "--back-up", tmp_path / "k.pem")
    assert code == 1
    assert "not the same" in errors
    assert not (tmp_path / "k.pem").exists()
    assert run("key", "--back-up", tmp_path / "k.pem")[0] == 0
    assert run("key", "--restore", tmp_path / "k.pem")[0] == 0
    assert typed == []


def test_a_damaged_key_can_be_replaced_or_restored(run: Run, home: Path, tmp_path: Path, phrase: Path) -> None:
    """What the trouble of a damaged key advises can be done by the verb too; the damaged file is kept."""
    run("key", "--back-up", tmp_path / "k.pem", "--passphrase-file", phrase)
    (home / "keys" / FILE).write_text("damaged")
    assert run("key")[0] == 1
    code, out, _ = run("key", "--replace")
    assert code == 0
    assert "cannot change or withdraw" in out
    (home / "keys" / FILE).write_text("damaged")
    assert run("key", "--restore", tmp_path / "k.pem", "--passphrase-file", phrase)[0] == 0
    assert len([one for one in (home / "keys").iterdir() if one.read_text() == "damaged"]) == 2


@pytest.mark.parametrize("words", [("key",), ("key", "--back-up", "k.pem"), ("fill",)])
def test_a_lost_key_is_not_replaced_in_silence(
    run: Run, home: Path, tmp_path: Path, phrase: Path, words: tuple[str, ...]
) -> None:
    """Where contributions were signed and the key is gone, no verb makes a new one unasked; `--replace` does."""
    finalised(home, tmp_path)
    (home / "keys" / FILE).unlink()
    answers = tmp_path / "answers.json"
    answers.write_text("{}")
    more = ("every-kind", "--answers", answers, "--out", tmp_path) if words == ("fill",) else ()
    if words == ("fill",):
        from forms.plain import to_plain

        answers.write_text(json.dumps(to_plain(questionnaire("every-kind"), library_answers())))
    code, _, errors = run(*words, *more)

    assert code == 1
    assert errors.startswith("key-missing: ")
    assert not (home / "keys" / FILE).exists()
    assert run("key", "--replace")[0] == 0


def test_withdraw(run: Run, home: Path, tmp_path: Path) -> None:
    """A withdrawal by the verb is noted in the archive, so that the window shows it; while the window is open it says that it is not.
    A home folder without a key gets none."""
    package = finalised(home, tmp_path)
    stranger = tmp_path / "stranger"
    assert main(["withdraw", str(package), "--out", str(tmp_path / "w"), "--home", str(stranger)]) == 1
    assert not stranger.exists()
    code, out, _ = run("withdraw", package, "--out", tmp_path / "w")
    assert (code, "NOT been sent" in out, "does not show" in out) == (0, True, False)
    assert take_withdrawal(next((tmp_path / "w").iterdir())).takes_back(unpack(package))
    with Sitting(home) as sitting:
        (card,) = sitting.program._home_desk.contributions()
        assert card.withdrawn
        code, out, _ = run("withdraw", package, "--out", tmp_path / "again")
        assert (code, "does not show" in out) == (0, True)


def test_names_do_not_steer_the_terminal(run: Run, home: Path) -> None:
    """A draft's name may come from a stranger's file: escapes, line breaks and turned writing are shown, not obeyed; a name that the
    terminal cannot write does not end the verb."""
    with Sitting(home) as sitting:
        drafting.begin(sitting.program._office, questionnaire("every-kind"), "a\x1b[2J\nb\u202ec\x07 é")
    code, out, _ = run("drafts")

    assert code == 0
    assert len(out.splitlines()) == 1
    assert "a\\u001b[2J\\u000ab\\u202ec\\u0007 é" in out
    code, _, errors = run("verify", os.fsdecode(b"\xff.contribution.zip"))
    assert code == 1
    assert "\\udcff.contribution.zip" in errors


@pytest.mark.parametrize("words", [("key",), ("drafts",)])
def test_a_folder_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """A home folder below a file is refused in words; looking for drafts there makes nothing."""
    (tmp_path / "file").write_text("")
    code = main([*words, "--home", str(tmp_path / "file" / "home")])
    told = capsys.readouterr()

    assert code == (1 if words == ("key",) else 0)
    assert "cannot be made" in told.err or "no drafts" in told.out


def test_drafts_makes_nothing(run: Run, home: Path) -> None:
    """A mistyped folder is not made."""
    assert "no drafts" in run("drafts")[1]
    assert not home.exists()


def test_a_new_home_gets_a_key(run: Run, home: Path) -> None:
    """Where nothing was signed, the first look makes the key; a window that was opened and closed before changes nothing of that."""
    with Sitting(home):
        pass
    assert run("key")[0] == 0
    assert DeviceKey.at(home / "keys", expected=True).fingerprint in run("key")[1]
