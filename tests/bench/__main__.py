"""All benchmarks, each in a process of its own, on one page: `python -m tests.bench`. Some minutes; for figures that count, on a quiet
machine and under a virtual screen. Words after it are the benchmarks to run: `python -m tests.bench save receipt`."""

from __future__ import annotations

import subprocess
import sys

ALL = ("engine", "window", "save", "receipt", "package", "text_merge", "together")


def main(words: list[str]) -> int:
    """Run them; 1 where one of them fell over, 2 for a word that is none."""
    unknown = [word for word in words if word not in ALL]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(ALL)}.")
        return 2
    fell = []
    for name in words or ALL:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            fell.append(name)
    if fell:
        print(f"\nFell over: {', '.join(fell)}.")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
