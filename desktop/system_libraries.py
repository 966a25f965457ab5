"""The system libraries that Qt needs on a minimal Linux: what is missing, and the command that brings it."""

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


def missing(*, window: bool) -> tuple[str, ...]:
    """The Debian packages whose library does not load here; empty on systems other than Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = SCREENLESS | WINDOW if window else SCREENLESS
    return tuple(package for library, package in wanted.items() if not _loads(library))


def command(packages: tuple[str, ...]) -> list[str]:
    """The command that installs `packages` on a Debian-like system."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def install_for_tests() -> None:
    """As root on a Debian-like system install what is missing, and say so; otherwise end with the command to run."""
    packages = missing(window=False)
    if not packages:
        return
    words = " ".join(command(packages))
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Qt needs system libraries that are not here. On Debian and Ubuntu, as root:\n  {words}")
    print(f"Satchel: installing Qt's system libraries: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet=2"], env=quiet, check=False)
    done = subprocess.run([*command(packages), "--quiet=2"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"They could not be installed. Please run:\n  {words}")


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
