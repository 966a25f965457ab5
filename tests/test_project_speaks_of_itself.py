"""The project speaks of the project alone: no address of an index, no path of a machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = (
    "pypi." + "org",
    "python" + "hosted",
    "registry." + "npmjs",
    "deb.debian" + ".org",
    "index-" + "url",
    "/ro" + "ot/.",
)
MACHINE = re.compile(r"(?<![\w./-])/(?:ro{2}t|w[o]rk|h[o]me|us[e]rs)/\w", re.IGNORECASE)
NEVER_WORDS = (
    "chat" + "gpt",
    "clau" + "de",
    "anthro" + "pic",
    "language " + "model",
    "copi" + "lot",
    "co-authored" + "-by",
)


def test_no_address_and_no_machine() -> None:
    """No file that is or would be kept names an index host, a machine's path, or how it was written."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in kept_files()}

    assert "pyproject.toml" in texts
    assert not {name: found for name, text in texts.items() if (found := foreign_words(text))}


@pytest.mark.parametrize(
    "text",
    [
        "see https://" + NEVER[0] + "/simple",
        "in '" + "/wo" + "rk/main/x'",
        "at " + "/ho" + "me/ana",
        NEVER_WORDS[0].title(),
    ],
)
def test_the_check_finds_them(text: str) -> None:
    """An address, a machine's path and a foreign word are found; paths inside the project are not taken for a machine's."""
    assert foreign_words(text)
    assert not foreign_words("desktop/work/drafting.py, ui/home/desk.py, ./home/x, the root of the tree")


def foreign_words(text: str) -> list[str]:
    """What in `text` speaks of something other than the project."""
    low = text.lower()
    return [word for word in (*NEVER, *NEVER_WORDS) if word in low] + MACHINE.findall(low)


def kept_files() -> list[Path]:
    """Every file that is or would be kept; in a checkout without its history, every file but those of the environment."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if (ROOT / ".git").exists() and shutil.which("git"):
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    own = [path for path in ROOT.iterdir() if not path.name.startswith(".")]
    inner = [inner for path in own for inner in (path.rglob("*") if path.is_dir() else [path])]
    return [path for path in inner if path.is_file() and "__pycache__" not in path.parts]
