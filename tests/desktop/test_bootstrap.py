"""The two commands on a fresh machine: a small checkout with a local library goes through `desktop.bootstrap` for real."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from desktop import bootstrap

ROOT = Path(__file__).parent.parent.parent
RUNS = 4
PROGRAM = """
import sys
from pathlib import Path
from desktop import bootstrap
bootstrap.enter("program", sys.argv[1].split(","), Path({root!r}))
import tiny
print(tiny.VALUE, sys.argv[2:])
sys.exit(7)
"""


def _system_python() -> str:
    # The Python that made the environment of these tests: it has pip, as on a person's machine.
    return str(vars(sys)["_base_executable"])


def _wheel(folder: Path, name: str, value: int) -> str:
    """Write a wheel by hand and return the line of a lock that asks for it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{value}-py3-none-any.whl"
    info = f"{name}-{value}.dist-info"
    files = {
        f"{name}.py": f"VALUE = {value}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {value}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{one},,\n" for one in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"--no-index\n--find-links {folder.as_uri()}\n{name}=={value} --hash=sha256:{digest}\n"


class Checkout:
    """A checkout with nothing but the bootstrap, a program that enters through it, and locks of local libraries."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "desktop").mkdir(parents=True)
        shutil.copy(ROOT / "desktop" / "bootstrap.py", root / "desktop")
        (root / "program.py").write_text(PROGRAM.format(root=str(root)))
        self.lock("requirements.lock", "tiny", 1)

    def lock(self, file: str, name: str, value: int) -> None:
        """Let the lock `file` ask for one version of one library."""
        (self.root / file).write_text(_wheel(self.root / "wheels", name, value))

    def start(self, *words: str, locks: str = "requirements.lock", python: str = "") -> subprocess.Popen[str]:
        """Start the program as a person would."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.Popen(
            [python or _system_python(), "-m", "program", locks, *words],
            cwd=self.root, env=kept, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, locks: str = "requirements.lock", python: str = "") -> tuple[int, str, str]:
        """Exit code and what was printed."""
        process = self.start(*words, locks=locks, python=python)
        out, faults = process.communicate()
        return process.returncode, out, faults

    def has(self, name: str) -> bool:
        """Whether a library stands in the environment."""
        return any((self.root / ".venv").rglob(f"{name}.py"))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh one."""
    return Checkout(tmp_path / "a checkout")


def test_first_start_makes_it_once_and_passes_words_and_exit_code(checkout: Checkout) -> None:
    """The first start says one line and makes the environment; the second says nothing; both hand everything through."""
    code, out, _ = checkout.run("a word", "ü")
    said, answer = out.splitlines()
    assert said.startswith("Satchel: making .venv")
    assert (code, answer) == (7, "1 ['a word', 'ü']")

    assert checkout.run("again") == (7, "1 ['again']\n", "")


def test_a_second_lock_is_added_and_a_changed_lock_begins_anew(checkout: Checkout) -> None:
    """The tests' libraries join the users'; a changed lock leaves nothing of the old environment behind."""
    checkout.run()
    checkout.lock("requirements-test.lock", "extra", 5)
    both = "requirements.lock,requirements-test.lock"
    assert checkout.run(locks=both)[0] == 7
    assert checkout.has("extra")
    assert checkout.run() == (7, "1 []\n", "")

    checkout.lock("requirements.lock", "tiny", 2)
    code, out, _ = checkout.run()
    assert (code, out.splitlines()[-1]) == (7, "2 []")
    assert not checkout.has("extra")
    assert not (checkout.root / ".venv.old").exists()


@pytest.mark.parametrize("what", ["made-from-python", "bin/python"])
def test_a_half_made_environment_is_made_again(checkout: Checkout, what: str) -> None:
    """Whichever of its parts an interruption left out, the next start begins anew and runs."""
    checkout.run()
    (checkout.root / ".venv" / what).unlink()
    for rest in (checkout.root / ".venv").rglob("tiny.py"):
        rest.write_text("torn")

    code, out, _ = checkout.run()
    assert out.startswith("Satchel: making")
    assert (code, out.splitlines()[-1]) == (7, "1 []")


def test_an_interrupted_addition_is_known(checkout: Checkout) -> None:
    """The tests' lock was being added when the power went: the program still runs, the tests begin anew."""
    checkout.run()
    checkout.lock("requirements-test.lock", "extra", 5)
    (checkout.root / ".venv" / "made-from-requirements-test.lock").write_bytes(b"")
    assert checkout.run() == (7, "1 []\n", "")

    code, out, _ = checkout.run(locks="requirements.lock,requirements-test.lock")
    assert (code, out.splitlines()[-1]) == (7, "1 []")
    assert checkout.has("extra")


def test_a_wrong_hash_is_refused_and_what_ran_before_still_runs(checkout: Checkout) -> None:
    """Bytes other than the lock's are never installed, and the old environment is back in its place."""
    checkout.run()
    good = (checkout.root / "requirements.lock").read_text()
    bad = good[:-5] + ("0000\n" if good[-5:] != "0000\n" else "1111\n")
    (checkout.root / "requirements.lock").write_text(bad)
    code, _, faults = checkout.run()
    assert code == 1
    assert "could not be installed" in faults

    (checkout.root / "requirements.lock").write_text(good)
    assert checkout.run() == (7, "1 []\n", "")


def test_several_at_once_make_it_once(checkout: Checkout) -> None:
    """Processes that start together all run, and one of them alone made the environment."""
    started = [checkout.start(str(number)) for number in range(RUNS)]
    said = [process.communicate()[0] for process in started]

    assert [process.returncode for process in started] == [7] * RUNS
    assert sum("making .venv" in one for one in said) == 1


def test_inside_a_stale_environment_it_asks_for_the_system_python(checkout: Checkout) -> None:
    """It does not remove the ground it stands on."""
    checkout.run()
    checkout.lock("requirements.lock", "tiny", 2)
    code, out, faults = checkout.run(python=str(checkout.root / ".venv" / "bin" / "python"))

    assert (code, out) == (1, "")
    assert "out of date" in faults
    assert "python3 -m program" in faults


def test_without_pip_it_names_the_package(checkout: Checkout, tmp_path: Path) -> None:
    """A Python without pip gets the name of the package to install, and nothing is made."""
    venv.EnvBuilder(with_pip=False, symlinks=True).create(tmp_path / "bare")
    code, _, faults = checkout.run(python=str(tmp_path / "bare" / "bin" / "python"))

    assert code == 1
    assert "python3-pip" in faults
    assert not (checkout.root / ".venv").exists()


def test_an_installed_program_has_no_lock_and_nothing_is_made(tmp_path: Path) -> None:
    """In a wheel or a frozen program the bootstrap returns at once."""
    bootstrap.enter("desktop", ["requirements.lock"], tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_an_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python 3.10 is told what is needed; what it reads before that is written in words that Python 3.6 knows."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    with pytest.raises(SystemExit):
        bootstrap.enter("desktop", ["requirements.lock"])

    assert capsys.readouterr().err == "Satchel needs Python 3.11 or newer; this is 3.10.\n"
    for name in ("desktop/__init__.py", "desktop/__main__.py", "desktop/bootstrap.py", "tests/__main__.py"):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(("version", "told"), [("22.2.1", "too old"), ("22.3", ""), ("26.3", ""), ("9.0.1", "too old")])
def test_an_old_pip_gets_a_sentence(
    version: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip before 22.3 cannot install into an environment without pip; the sentence says which one can."""
    answer = subprocess.CompletedProcess([], 0, f"pip {version} from somewhere (python 3.11)".encode())
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    if told:
        with pytest.raises(SystemExit):
            bootstrap._check_pip()
    else:
        bootstrap._check_pip()

    assert told in capsys.readouterr().err
