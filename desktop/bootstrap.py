"""Make or refresh `.venv` from hashed locks, then go on inside it: standard library only, and readable for old Pythons."""

import contextlib
import os
import shutil
import subprocess
import sys
import typing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
OLDEST_PIP = (22, 3)  # the first whose `--python` installs into an environment that has no pip of its own


def enter(module: str, locks: "typing.Sequence[str]", root: Path = ROOT) -> None:
    """Return at once inside an environment that holds `locks`; otherwise make it and run `module` there instead.

    `module` is what stands after `python -m`, `locks` the names of lock files in the checkout `root`, the one that users
    need first. Ends the process with a sentence where Python is too old, pip is missing or the download fails.
    """
    if sys.version_info[:2] < OLDEST:
        _stop(f"Satchel needs Python {_dotted(OLDEST)} or newer; this is {_dotted(sys.version_info[:2])}.")
    if not (root / locks[0]).exists():
        return  # a wheel or a frozen program: whoever installed it brought the libraries along
    place = Environment(root)
    if place.is_current():
        if place.holds(locks):
            return
        _stop(f"The libraries in .venv are out of date. Please use the system's own Python: python3 -m {module}")
    if not place.is_ready(locks):
        with _alone(root / ".venv.lock") as handle:
            if not place.is_ready(locks):  # another process may have made it while this one waited
                place.make(locks, handle)
    command = [str(place.python), "-m", module, *sys.argv[1:]]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))


class Environment:
    """The folder `.venv` of one checkout. What it was made from is written into it last, so a half-made one is known."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.aside = root / ".venv.old"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def is_current(self) -> bool:
        """Whether this process runs inside."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def holds(self, locks: "typing.Iterable[str]") -> bool:
        """Whether the environment was made from exactly the bytes of `locks`."""
        return all(_read(self._stamp(lock)) == _read(self.root / lock) for lock in locks)

    def is_ready(self, locks: "typing.Iterable[str]") -> bool:
        """Whether it is whole, of this Python, and holds `locks`."""
        return self._is_whole() and self.holds(locks)

    def make(self, locks: "typing.Sequence[str]", handle: int) -> None:
        """Bring the environment to `locks`: add what is missing, or replace it by a new one where a lock has changed.

        pip inherits `handle`, the lock on the environment, and so keeps others out even when this process is killed.
        """
        _check_pip()
        names = " and ".join(locks)
        print(f"Satchel: making .venv with the libraries of {names} (once; some 350 MB)", flush=True)
        if self._is_whole() and self.holds(self._stamped()):
            missing = [lock for lock in locks if not self.holds([lock])]
            for lock in missing:
                self._stamp(lock).write_bytes(b"")  # were this interrupted, the next start would know, and begin anew
            done = self._fill(missing, handle)
        else:
            self._set_aside()
            import venv  # Debian's Python has this module without its venv package too; only ensurepip is missing there

            venv.EnvBuilder(with_pip=False, symlinks=os.name == "posix").create(self.folder)
            done = self._fill(locks, handle)
            if done:
                self._stamp("python").write_bytes(_tag())
            else:
                self._put_back()
            shutil.rmtree(self.aside, ignore_errors=True)
        if not done:
            _stop("The libraries could not be installed; pip says why above. Whatever ran before still runs.")

    def _fill(self, locks: "typing.Iterable[str]", handle: int) -> bool:
        for lock in locks:
            if not self._install(lock, handle):
                return False
            self._stamp(lock).write_bytes((self.root / lock).read_bytes())
        return True

    def _install(self, lock: str, handle: int) -> bool:
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--require-hashes", "-r", str(self.root / lock)]
        # A person's own settings say where to fetch from, but not where to put these.
        elsewhere = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX")
        settings = {name: value for name, value in os.environ.items() if name not in elsewhere}
        return subprocess.call(command, env=settings, pass_fds=[handle] if os.name == "posix" else []) == 0

    def _is_whole(self) -> bool:
        return _read(self._stamp("python")) == _tag() and self.python.exists()

    def _stamp(self, name: str) -> Path:
        return self.folder / f"made-from-{name}"

    def _stamped(self) -> "list[str]":
        return [path.name[len("made-from-") :] for path in self.folder.glob("made-from-*.lock")]

    def _set_aside(self) -> None:
        if self._is_whole():
            shutil.rmtree(self.aside, ignore_errors=True)
            self.folder.rename(self.aside)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _put_back(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.aside.is_dir():
            self.aside.rename(self.folder)


def _tag() -> bytes:
    """What an environment is bound to: an upgrade of Python's minor version leaves its libraries behind."""
    return (sys.implementation.cache_tag or "").encode()


def _check_pip() -> None:
    command = [sys.executable, "-m", "pip", "--version"]
    asked = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if asked.returncode:
        _stop("pip is missing. On Debian and Ubuntu: apt install python3-pip. On Fedora: dnf install python3-pip.")
    version = asked.stdout.decode().split()[1]
    if tuple(int(part) for part in version.split(".")[:2] if part.isdigit()) < OLDEST_PIP:
        _stop(f"pip {version} is too old; please bring it to {_dotted(OLDEST_PIP)} or newer.")


@contextlib.contextmanager
def _alone(path: Path) -> "typing.Iterator[int]":
    """Let one process at a time in. The system lets go of the lock by itself when a process dies."""
    with path.open("a") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _read(path: Path) -> "bytes | None":
    try:
        return path.read_bytes()
    except OSError:
        return None


def _dotted(version: "typing.Iterable[int]") -> str:
    return ".".join(map(str, version))


def _stop(sentence: str) -> "typing.NoReturn":
    sys.stderr.write(sentence + "\n")
    sys.exit(1)
