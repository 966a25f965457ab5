"""The wheel: one import name, one command, nothing but the program, and the same bytes when it is built again."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from desktop import VERSION

ROOT = Path(__file__).parent.parent.parent


def _build(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without a network, by the builder that the lock names."""
    return _build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its libraries are those of the environment of these tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.EnvBuilder(with_pip=False, symlinks=os.name == "posix").create(folder)
    python = folder / "bin" / "python"
    base = str(vars(sys)["_base_executable"])
    pip = [base, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(pip, check=True)
    where = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        text=True,
        capture_output=True,
    )
    (Path(where.stdout.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def _satchel(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("PATH", "LC_ALL") if name in os.environ}
    clean["HOME"] = str(folder)
    command = [str(installed / "bin" / "satchel"), *words]
    return subprocess.run(command, cwd=folder, env=clean, text=True, capture_output=True, check=False)


def test_one_import_name_and_nothing_of_the_workshop(wheel: Path) -> None:
    """Everything stands under `satchel/`; tests, build hooks and compiled files stay at home; what the program reads is in."""
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0] for name in names} == {"satchel", f"satchel-{VERSION}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name or "/packaging/" in name]
    kept = [
        path.relative_to(ROOT).as_posix()
        for folder in ("desktop", "ui", "forms", "db", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "packaging" not in path.parts
    ]
    assert sorted(f"satchel/{name}" for name in kept) == sorted(
        name for name in names if name.startswith("satchel/") and name != "satchel/__init__.py"
    )


def test_the_licence_travels_along(wheel: Path) -> None:
    """The licence's text is in the wheel, and the metadata says which one it is."""
    with zipfile.ZipFile(wheel) as archive:
        info = f"satchel-{VERSION}.dist-info"
        assert "License-Expression: Apache-2.0" in archive.read(f"{info}/METADATA").decode()
        assert archive.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_built_twice_it_is_the_same(wheel: Path, tmp_path: Path) -> None:
    """The same sources give the same bytes."""
    assert _build(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_command_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """`satchel --help` and a verb on a bundled questionnaire work far from the checkout, which plays no part."""
    told = _satchel(installed, tmp_path, "--help")
    assert told.returncode == 0, told.stderr
    assert "check" in told.stdout

    printed = _satchel(installed, tmp_path, "schema", "questionnaire")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.lstrip().startswith("{")
    assert not (tmp_path / ".venv").exists()


def test_without_a_display_the_command_says_so(installed: Path, tmp_path: Path) -> None:
    """The window's way in is there too: with no display it answers in one sentence."""
    told = _satchel(installed, tmp_path)

    assert told.returncode == 1
    assert told.stderr.startswith("There is no display here")
