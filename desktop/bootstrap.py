"""Make or refresh `.venv` from hashed locks, then go on inside it; standard library only, and readable for old Pythons."""

import os
import shutil
import subprocess
import sys
import time
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - old Pythons read this file
VENV = os.path.join(ROOT, ".venv")  # noqa: PTH118
OLDEST = (3, 11)
WAIT_SECONDS = 600


def enter(module, locks):  # type: ignore[no-untyped-def]  # old Pythons read this file
    """Return at once inside an environment that holds `locks`; otherwise make it and run `module` there instead.

    `module` is what stands after `python -m`, `locks` the names of lock files in the checkout. Ends the process with a
    sentence where Python is too old, pip is missing or the download fails.
    """
    if sys.version_info < OLDEST:
        _stop("Satchel needs Python {}.{} or newer; this is {}.{}.".format(*(OLDEST + sys.version_info[:2])))
    if not os.path.exists(os.path.join(ROOT, locks[0])):  # noqa: PTH110, PTH118
        return  # a wheel or a frozen program: whoever installed it brought the libraries along
    inside = _is_inside()
    if _is_ready(locks):
        if inside:
            return
    else:
        if inside:
            _stop("The libraries in .venv are out of date. Please run this with the system's own Python: python3 -m " + module)
        _with_lock(lambda: _is_ready(locks) or _make(locks))
    command = [_python(), "-m", module, *sys.argv[1:]]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606
    sys.exit(subprocess.call(command))  # noqa: S603


def _python():  # type: ignore[no-untyped-def]
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")  # noqa: PTH118


def _is_inside():  # type: ignore[no-untyped-def]
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def _stamp(lock):  # type: ignore[no-untyped-def]
    return os.path.join(VENV, "made-from-" + lock)  # noqa: PTH118


def _read(path):  # type: ignore[no-untyped-def]
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return None


def _is_ready(locks):  # type: ignore[no-untyped-def]
    if _read(os.path.join(VENV, "made-by")) != sys.version.encode() and not _is_inside():  # noqa: PTH118
        return False
    return all(_read(_stamp(lock)) == _read(os.path.join(ROOT, lock)) for lock in locks)  # noqa: PTH118


def _make(locks):  # type: ignore[no-untyped-def]
    if subprocess.call([sys.executable, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):  # noqa: S603
        _stop("pip is missing. On Debian and Ubuntu: apt install python3-pip. On Fedora: dnf install python3-pip.")
    print("Satchel: making .venv with the libraries of", " and ".join(locks), "(once; some 350 MB)", flush=True)
    if _read(os.path.join(VENV, "made-by")) != sys.version.encode():  # noqa: PTH118
        shutil.rmtree(VENV, ignore_errors=True)
        venv.EnvBuilder(with_pip=False, symlinks=os.name == "posix").create(VENV)
    for lock in locks:
        if os.path.exists(_stamp(lock)):  # noqa: PTH110
            os.remove(_stamp(lock))  # noqa: PTH107
    for lock in locks:
        command = [sys.executable, "-m", "pip", "--python", _python(), "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-input", "--require-hashes", "-r", os.path.join(ROOT, lock)]  # noqa: PTH118
        if subprocess.call(command):  # noqa: S603
            _stop("The libraries could not be installed. Is there a connection to the package index? Nothing else was changed.")
    _write(os.path.join(VENV, "made-by"), sys.version.encode())  # noqa: PTH118
    for lock in locks:
        _write(_stamp(lock), _read(os.path.join(ROOT, lock)))  # noqa: PTH118


def _write(path, data):  # type: ignore[no-untyped-def]
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)


def _with_lock(work):  # type: ignore[no-untyped-def]
    """Let one process at a time make the environment; a lock left by a dead process is taken over."""
    path = VENV + ".lock"
    limit = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            if time.monotonic() > limit or not _is_alive(_read(path)):
                try:
                    os.remove(path)  # noqa: PTH107
                except FileNotFoundError:
                    pass
            else:
                time.sleep(0.2)
    try:
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        work()
    finally:
        os.remove(path)  # noqa: PTH107


def _is_alive(pid):  # type: ignore[no-untyped-def]
    if os.name != "posix" or not pid:
        return True
    try:
        os.kill(int(pid), 0)
    except ValueError:
        return True
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stop(sentence):  # type: ignore[no-untyped-def]
    sys.stderr.write(sentence + "\n")
    sys.exit(1)
