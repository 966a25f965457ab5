"""Satchel as an installed program: its folders lie beside this file."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the program as `python3 -m desktop` does in a checkout; returns the exit code."""
    here = Path(__file__).parent
    if (here / "desktop").is_dir():
        sys.path.insert(0, str(here))
    from desktop.start import main as start  # found only now

    return start(sys.argv[1:])
