"""Who may import whom, how long a file may be, and who owns our names."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("desktop", "ui", "forms", "db")
MAY_IMPORT = {
    "desktop": {"desktop", "ui", "db", "forms", "resources"},
    "ui": {"ui", "forms"},
    "db": {"db", "forms"},
    "forms": {"forms"},
}
CLOCKS = {"time", "random", "secrets", "socket", "urllib", "http", "ssl", "sqlite3", "sqlite_utils", "PySide6"}
FORBIDDEN = {"forms": CLOCKS, "db": {"PySide6"}, "ui": {"sqlite3", "sqlite_utils", "reportlab", "cryptography"}}
ONLY_IN = {"reportlab": ("forms/receipt/pdf",), "cryptography": ("forms/package/signature", "desktop/keys")}
LONGEST = 400
MEANINGLESS = {"utils", "util", "common", "manager", "base", "misc", "helpers"}
NOW = {"now", "today", "utcnow", "uuid1", "uuid4", "urandom"}


def files() -> list[Path]:
    """Every source file of the four folders."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_bytes())


def imports(path: Path) -> set[str]:
    """The dotted names that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_the_law(path: Path) -> None:
    """A file imports only what its folder may, says what it is for, and is short enough to be read."""
    place = path.relative_to(ROOT).as_posix()
    folder = place.split("/")[0]
    names = imports(path)
    tops = {name.split(".")[0] for name in names}

    assert not tops & set(FOLDERS) - MAY_IMPORT[folder]
    assert not tops & FORBIDDEN.get(folder, set())
    for library, home in ONLY_IN.items():
        assert library not in tops or place.startswith(home)
    if place.startswith(("desktop/work/", "desktop/cli")):
        assert not tops & {"PySide6", "ui"}
    assert path.stem not in MEANINGLESS


@pytest.mark.parametrize(
    "path", [*files(), *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: str(path.relative_to(ROOT))
)
def test_file_can_be_read(path: Path) -> None:
    """A file says in its first sentence what it is for, and is short enough to be read. This holds for tests too."""
    text = path.read_text(encoding="utf-8")

    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("path", sorted((ROOT / "forms").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_engine_asks_no_clock_and_no_chance(path: Path) -> None:
    """In `forms` the time, new ids and random bytes are arguments: nothing there calls for them."""
    called = {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}

    assert not called & NOW


def test_import_contracts() -> None:
    """import-linter, which sees chains of imports too, keeps every contract of pyproject.toml."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_engine_and_archive_run_without_qt() -> None:
    """Importing every module of forms, db, the verbs and the command line brings no PySide6 into the process."""
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        for path in files()
        if path.relative_to(ROOT).as_posix().startswith(("forms/", "db/", "desktop/work/", "desktop/cli"))
    ]
    code = (
        f"import sys, importlib\nfor m in {modules!r}: importlib.import_module(m)\nassert 'PySide6' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_nobody_else_owns_our_names() -> None:
    """No installed distribution brings a top-level package with the name of one of our folders."""
    owners = importlib.metadata.packages_distributions()

    assert not {name for name in (*FOLDERS, "resources", "tests") if name in owners and owners[name] != ["satchel"]}


def test_only_the_last_catchers_catch_everything() -> None:
    """`except Exception` and bare `except` stand in desktop/crash.py and desktop/tasks.py alone."""
    catchers = {
        path.relative_to(ROOT).as_posix() for path in files() if any(map(catches_everything, ast.walk(parsed(path))))
    }

    assert catchers <= {"desktop/crash.py", "desktop/tasks.py"}


def catches_everything(node: ast.AST) -> bool:
    """Whether `node` swallows every failure; one that raises it again is tidying up, not catching."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    everything = any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")) for kind in kinds
    )
    return everything and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
