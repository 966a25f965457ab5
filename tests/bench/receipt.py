"""Printing the filled seed: `python -m tests.bench.receipt`. For each way of printing, in a process of its own: the import, the first
document, each further one (median), pages, kB and the peak of memory.

Ours in its three styles, and the empty questionnaire; beside them a floor (the same words through plain platypus, without tags) and
peers where they are: WeasyPrint (`pdf/ua-1`) under the interpreter that `--weasyprint PYTHON` or `SATCHEL_WEASYPRINT` names, jsPDF
from the folder that `--jspdf FOLDER` or `SATCHEL_JSPDF` names (`npm install jspdf jspdf-autotable` there). All set the same words
in the same two faces on A4."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from tests.bench.figures import each, figure, machine, table
from tests.bench.same_words import parts

OURS = {
    "full": "ours, full, tagged",
    "answers": "ours, answers only",
    "large": "ours, large type",
    "blank": "ours, empty questionnaire",
    "platypus": "floor: platypus, no tags",
}
FACTS = {"program": "Satchel", "contribution_digest": "ab" * 32, "signer": "SHA256:abc"}
Told = dict[str, Any]


class Aim(NamedTuple):
    """What is to be reached by the full receipt: at most so much of another's figure, or of a number."""

    name: str
    words: str
    of: str
    most: float


AIMS = (
    Aim("", "each, ms", "", 150), Aim("", "pages", "", 8), Aim("P1", "each, beside WeasyPrint", "weasyprint", 0.25),
    Aim("P2", "each, beside jsPDF", "jspdf", 1.25), Aim("P4", "memory, beside WeasyPrint", "weasyprint", 0.6),
)  # fmt: skip


def child(style: str, folder: Path, repeats: int) -> None:
    """Print one way what lies in `folder`, and tell the figures as JSON."""
    from forms.contribution import from_json
    from forms.reading import reread
    from forms.receipt.content import Facts, blank, receipt

    asked = reread((folder / "questionnaire.json").read_bytes())
    made = from_json((folder / "contribution.json").read_bytes(), asked)
    start = perf_counter()
    from forms.receipt import pdf

    told: Told = {"import": (perf_counter() - start) * 1e3}
    data: list[bytes] = []

    def work(_number: int) -> None:
        if style == "platypus":
            from tests.bench.receipt_platypus import floor

            data[:] = [floor(parts(receipt(made, asked, Facts(**FACTS))))]
        else:
            document = blank(asked, "en") if style == "blank" else receipt(made, asked, Facts(**FACTS), style)
            data[:] = [pdf.render(document, "full" if style == "blank" else style)]

    told["each"] = each(repeats + 1, work)
    told["rss"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    told |= {"bytes": len(data[-1]), "pages": data[-1].count(b"/Type /Page\n")}
    print(json.dumps(told))


def lay_out(folder: Path, repeats: int) -> None:
    """Put what is printed into `folder`: the contribution and its questionnaire for us, the words and the faces for others."""
    import pymupdf_fonts

    from forms.contribution import to_json
    from forms.receipt.content import Facts, receipt
    from tests.samples import contribution, questionnaire

    (folder / "questionnaire.json").write_bytes(questionnaire().source)
    (folder / "contribution.json").write_bytes(to_json(contribution(), questionnaire()))
    for file, face in (("regular.ttf", "notos"), ("bold.ttf", "notosbo")):
        (folder / file).write_bytes(pymupdf_fonts.myfont(face))
    document = receipt(contribution(), questionnaire(), Facts(**FACTS))
    task = {
        "parts": parts(document), "title": document.title, "language": document.language, "repeats": repeats,
        "regular": str(folder / "regular.ttf"), "bold": str(folder / "bold.ttf"),
    }  # fmt: skip
    (folder / "task.json").write_text(json.dumps(task))


def peers(weasyprint: str | None, jspdf: str | None, folder: Path) -> dict[str, Told]:
    """The figures of those that are there."""
    here, task = Path(__file__).parent, str(folder / "task.json")
    commands = {
        "weasyprint": [weasyprint, str(here / "receipt_weasyprint.py"), task] if weasyprint else None,
        "jspdf": ["node", str(here / "receipt_jspdf.cjs"), jspdf, task] if jspdf else None,
    }
    found: dict[str, Told] = {}
    for peer, command in commands.items():
        told = _run(command) if command else None
        if told:
            found[peer] = told
        else:
            print(f"{peer} is not there; the docstring says how to name it.")
    return found


def _run(command: list[str]) -> Told | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"{command[0]}: {fault} {getattr(fault, 'stderr', '') or ''}"[:600])
        return None
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weasyprint", default=os.environ.get("SATCHEL_WEASYPRINT"), metavar="PYTHON")
    parser.add_argument("--jspdf", default=os.environ.get("SATCHEL_JSPDF"), metavar="FOLDER")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child[0], Path(asked.child[1]), asked.repeats)
        return 0
    print(f"Printing the filled seed. {machine()}; medians of {asked.repeats}.")
    own = [sys.executable, "-m", "tests.bench.receipt", "--repeats", str(asked.repeats), "--child"]
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder), asked.repeats)
        found = {style: told for style in OURS if (told := _run([*own, style, folder]))}
        found |= peers(asked.weasyprint, asked.jspdf, Path(folder))
    rows = [
        (
            OURS.get(name) or told["version"], figure(told["import"]), figure(told["each"][0]), figure(median(told["each"][1:])),
            str(told["pages"]), figure(told["bytes"] / 1e3), figure(told["rss"]),
        )
        for name, told in found.items()
    ]  # fmt: skip
    table(("", "import ms", "first ms", "each ms", "pages", "kB", "peak MB"), rows)
    _print_aims(found)
    return 0


def _print_aims(found: dict[str, Told]) -> None:
    full = found["full"]
    rows = []
    for name, words, of, most in AIMS:
        if of and of not in found:
            continue
        key = "rss" if "memory" in words else "pages" if words == "pages" else "each"
        mine, other = _middle(full, key), _middle(found[of], key) if of else 1.0
        reached = "yes" if mine / other <= most else "NO"
        rows.append(
            (
                f"{name} {words}".strip(),
                figure(mine),
                figure(other) if of else "–",
                figure(mine / other),
                f"≤ {most}",
                reached,
            )
        )
    print("\nAims, full receipt")
    table(("", "ours", "theirs", "ratio", "aim", "reached"), rows)


def _middle(told: Told, key: str) -> float:
    return median(told["each"][1:]) if key == "each" else float(told[key])


if __name__ == "__main__":
    sys.exit(main())
