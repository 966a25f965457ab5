"""docs/exchange-format.md tells the truth: a reader written from it alone reads our files, and its tables are those of the program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from forms import canonical
from forms.events import fold, payload_value
from forms.exchange import envelope, parts, patterns, payloads, segment
from forms.exchange.exchange_file import MAX_EVENTS, take
from forms.exchange.kinds import ANSWERS, KINDS
from forms.exchange.refusal import REFUSALS
from tests.forms.exchange.sharing import joined, known, parts_of, shared, written

PAGE = (Path(__file__).parent.parent.parent.parent / "docs" / "exchange-format.md").read_text(encoding="utf-8")
READER = Path(__file__).parent / "independent_reader.py"


def independently(tmp_path: Path, data: bytes) -> subprocess.CompletedProcess[str]:
    """What the independent reader makes of a file."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("not on this machine: ssh-keygen")
    path = tmp_path / "reply.exchange.zip"
    path.write_bytes(data)
    return subprocess.run([sys.executable, "-I", READER, path], capture_output=True, text=True, check=False)


def ours() -> dict[str, list[Any]]:
    """The same from our own reader."""
    found = take(written(), questionnaire_known=known)
    answers = {
        identity: event
        for one in found.segments
        for identity, event in zip(one.ids, one.events, strict=True)
        if event.kind == "answer"
    }
    return {
        target: [payload_value(found.payloads[answers[one].payload]) for one in heads]
        for target, heads in fold(answers.values()).items()
    }


def test_independent_reader(tmp_path: Path) -> None:
    """Who follows the page finds the answers that we find, with two where two colleagues answered differently."""
    done = independently(tmp_path, written())

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ours()
    assert sorted(ours()["organisation"]) == ["Another Society", "Example Society Ltd"]
    assert ours()["surname"] == [None]


def test_independent_reader_trusts_nothing(tmp_path: Path) -> None:
    """The same reader refuses a file in which an answer was altered: it does check."""
    done = independently(tmp_path, written().replace(b"segments", b"segmentz"))
    altered = {
        name: data.replace(b"Example Society Ltd", b"Example Society Inc") for name, data in parts_of(written()).items()
    }
    assert done.returncode != 0
    assert "another payload" in independently(tmp_path, joined(altered)).stderr


def test_reader_is_independent() -> None:
    """It imports nothing of ours, and stays short enough to be read in one go."""
    text = READER.read_text(encoding="utf-8")

    assert "forms" not in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)
    assert len(text.splitlines()) < 90


def test_kinds() -> None:
    """The kinds of the page are those of the program, and every kind is in the draft of these tests."""
    table = PAGE.partition("## Events by kind")[2].partition("Keys with")[0]
    told = {
        kind
        for row in table.splitlines()
        if row.startswith("|")
        for kind in re.findall(r"`([a-z-]+)`", row.split("|")[2])
    }
    used = {event.kind for one in shared().segments for event in one.events}

    assert told == KINDS.keys() | ANSWERS
    assert told - used == {"reply", "edit", "delete", "reopen"}


def test_codes() -> None:
    """The table of codes is that of the program, sentence by sentence."""
    assert (
        dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", PAGE.partition("## Reading")[2], re.MULTILINE)) == REFUSALS
    )


def test_limits() -> None:
    """The limits of the page are those of the program."""
    told = PAGE.partition("## Reading")[2]

    assert f"{parts.MAX_FILES:,} entries" in told
    assert f"Larger than {parts.MAX_BYTES // 1_000_000} MB" in told
    assert f"above {parts.MAX_PART // 1_000_000} MB unpacked" in told
    assert MAX_EVENTS == 1_000_000
    assert segment.MAX_BYTES == parts.MAX_PART
    assert f"at most {payloads.MAX_BYTES // 1_000_000} MB and nests at most {canonical.MAX_DEPTH} levels" in told
    assert f'`"{patterns.LARGEST_SEQ}"`' in PAGE
    assert f"A work factor above {envelope.HARDEST} is refused" in PAGE


def test_names() -> None:
    """The files of a real file are those of the page."""
    table = PAGE.partition("## The zip")[2].partition("`exchange.json`: ")[0]
    told = set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))

    assert {re.sub(r"[0-9a-f]{64}", "<sha256>", name) for name in parts_of(written())} == told
