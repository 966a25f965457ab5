"""The system's parts that Qt, and journeys on a virtual screen, need on a minimal Linux: what is missing, and what brings it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

SCREENLESS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that has the system's own `gi`; a virtual environment has none."""
_SCREEN_READER = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_JOURNEYS = {
    "xvfb": ("Xvfb",),
    "dbus": ("dbus-daemon",),
    "at-spi2-core": ("/usr/share/dbus-1/services/org.a11y.Bus.service",),
    "python3-gi": (SYSTEM_PYTHON, "-c", "import gi"),
    "gir1.2-atspi-2.0": (SYSTEM_PYTHON, "-c", _SCREEN_READER),
}
_WITNESSES = {"strace": ("strace",), "unzip": ("unzip",), "openssh-client": ("ssh-keygen",)}
"""Independent programs that tests call as witnesses: of system calls, of packages and of signatures."""
# For each Debian package what tells that it is here: a program, a file, or a command that succeeds.


def missing(*, window: bool) -> tuple[str, ...]:
    """The Debian packages whose library does not load here; empty on systems other than Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = SCREENLESS | WINDOW if window else SCREENLESS
    return tuple(package for library, package in wanted.items() if not _loads(library))


def missing_for_journeys() -> tuple[str, ...]:
    """The Debian packages besides Qt's libraries without which nobody can sit at a virtual screen or listen to it."""
    return tuple(package for package, sign in _JOURNEYS.items() if not _is_here(sign))


def command(packages: tuple[str, ...]) -> list[str]:
    """The command that installs `packages` on a Debian-like system."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def install_for_tests() -> None:
    """As root on a Debian-like system install what is missing, and say so.

    Without Qt's own libraries it ends with the command to run. Journeys on a virtual screen are asked for, never insisted on.
    """
    packages = missing(window=False)
    may = os.geteuid() == 0 and bool(shutil.which("apt-get"))
    if packages:
        words = " ".join(command(packages))
        if not may:
            sys.exit(f"Qt needs system libraries that are not here. On Debian and Ubuntu, as root:\n  {words}")
        print(f"Satchel: installing Qt's system libraries: {' '.join(packages)}", flush=True)
        if not _install(packages):
            sys.exit(f"They could not be installed. Please run:\n  {words}")
    if sys.platform.startswith("linux"):
        _ask_for_journeys(may=may)


def _ask_for_journeys(*, may: bool) -> None:
    witnesses = (package for package, sign in _WITNESSES.items() if not _is_here(sign))
    packages = (*missing_for_journeys(), *witnesses, *missing(window=True))
    if not packages:
        return
    words = " ".join(command(packages))
    if not may:
        print(
            f"Satchel: the journeys on a virtual screen need more; on Debian and Ubuntu, as root: {words}", flush=True
        )
        return
    print(f"Satchel: installing what the journeys on a virtual screen need: {' '.join(packages)}", flush=True)
    if not _install(packages):
        print(f"Satchel: not installed; the journeys do without, and say so. By hand: {words}", flush=True)


def _install(packages: tuple[str, ...]) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet=2"], env=quiet, check=False)
    done = subprocess.run([*command(packages), "--quiet=2"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def offer_for_window(*, x11: bool) -> bool:
    """Print the command for what a window lacks and, in a terminal, offer to run it. Whether the window can come up.

    `x11` says whether the window will be shown by an X server, for which Qt needs some libraries more.
    """
    packages = missing(window=x11)
    if not packages:
        return True
    words = command(packages) if os.geteuid() == 0 else ["sudo", *command(packages)]
    print("Qt needs system libraries that are not here. On Debian and Ubuntu:\n  " + " ".join(words), file=sys.stderr)
    if not (sys.stdin.isatty() and shutil.which("apt-get")):
        return False
    if input("Run this command now? [y/N] ").strip().lower() not in ("y", "yes"):
        return False
    return subprocess.run(words, check=False).returncode == 0 and not missing(window=x11)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_here(sign: tuple[str, ...]) -> bool:
    first, *rest = sign
    if rest:
        if not os.access(first, os.X_OK):
            return False
        return subprocess.run(sign, capture_output=True, check=False).returncode == 0
    return os.path.exists(first) or shutil.which(first) is not None  # noqa: PTH110  # `first` may be no path at all
