"""The engine beside survey-core on the same forms, medians with ratios: `python -m tests.bench.engine`.

survey-core comes from npm into a folder of the system's temporary directory; it is never part of this repository.
Where Node or npm is missing, only our own figures are printed."""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from forms.answers import Value
from forms.filling import Filling
from forms.problems import remedy, sentence
from forms.questionnaire import Questionnaire
from forms.reading import reread
from tests.bench.forms import SEED, Definition, answers, generated, survey_data, survey_model

PEER = "survey-core@3.1.1"
MEASURES = ("construct", "load", "ready", "leaf", "hub", "cascade", "validate", "validate_empty", "memory")
WORDS = {
    "construct": "definition read, engine built (ms)",
    "load": "all answers loaded (ms)",
    "ready": "definition and answers ready (ms)",
    "leaf": "answer that nothing depends on (ms)",
    "hub": "answer that the others depend on (ms)",
    "hub_looked": "the same, then all problems and progress read (ms)",
    "cascade": "all conditional answers hidden (ms)",
    "validate": "all checked, every tenth text missing (ms)",
    "validate_empty": "all checked, nothing answered (ms)",
    "memory": "memory of one filled model (MB)",
}
AIMS = (
    ("E1", "1,000 fan", "leaf", 1000), ("E2", "1,000 fan", "hub", 50), ("E3", "10,000 fan", "cascade", 500),
    ("E3", "10,000 chain", "cascade", 500), ("E4", "10,000 fan", "ready", 25), ("E4", "10,000 chain", "ready", 25),
    ("E5", "1,000 fan", "validate", 40), ("E5", "1,000 chain", "validate", 40), ("E6", "10,000 fan", "memory", 4),
    ("E6", "10,000 chain", "memory", 4),
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One form to measure with the questions that are answered in the measures."""

    name: str
    definition: Definition
    hub: str
    leaf: str
    on: Value
    off: Value


def forms() -> list[Form]:
    """The seed where it is there, and the generated forms."""
    found = []
    if SEED.exists():
        seed = json.loads(SEED.read_bytes())
        found.append(_seed(seed))
    for size in (100, 1_000, 10_000):
        for shape in ("fan", "chain"):
            definition = generated(size, "fan" if shape == "fan" else "chain")
            found.append(Form(f"{size:,} {shape}", definition, "q0", f"q{size - 2}", "yes", "no"))
    return found


def _seed(definition: Definition) -> Form:
    """The seed, its lists expanded as reading does; the hub is the respondent's kind, the leaf its first long text."""
    for section in definition["sections"]:
        for item in section["items"]:
            if isinstance(item.get("choices"), dict):
                source = SEED.parents[1] / "lists" / f"{item['choices']['list']}.json"
                item["choices"] = json.loads(source.read_bytes())["choices"]
    items = [item for section in definition["sections"] for item in section["items"]]
    hub = next(item for item in items if item.get("role") == "respondent_type")
    leaf = next(item for item in items if item["kind"] == "long_text")
    return Form("seed", definition, hub["id"], leaf["id"], hub["choices"][0]["id"], hub["choices"][-1]["id"])


def ours(form: Form, repeats: int, edits: int) -> dict[str, float]:
    """Our figures for one form."""
    source = json.dumps(form.definition).encode()
    full, partial = answers(form.definition), answers(form.definition, missing=10)
    full[form.hub] = partial[form.hub] = form.on
    questionnaire = reread(source)
    found: dict[str, float] = {}
    found["construct"] = _repeat(repeats, lambda _: source, lambda one: Filling(reread(one)))
    empty = found["construct"]
    found["ready"] = _repeat(repeats, lambda _: source, lambda one: Filling(reread(one), full))
    found["load"] = max(found["ready"] - empty, 0.0)
    filling = Filling(questionnaire, full)
    found["leaf"] = _repeat(edits * 20, lambda n: f"Answer {n}", lambda one: filling.answer(form.leaf, one))
    found["hub"] = _repeat(edits, lambda n: form.on if n % 2 else form.off, lambda one: filling.answer(form.hub, one))
    filling = Filling(questionnaire, full)
    filling.problems()

    def answer_and_look(value: Value) -> None:
        filling.answer(form.hub, value)
        filling.problems()
        filling.progress()

    found["hub_looked"] = _repeat(edits, lambda n: form.on if n % 2 else form.off, answer_and_look)
    found["cascade"] = _repeat(
        repeats, lambda _: Filling(questionnaire, full), lambda one: one.answer(form.hub, form.off)
    )
    found["validate"] = _repeat(
        repeats, lambda _: Filling(questionnaire, partial), lambda one: _words(one, questionnaire)
    )
    found["validate_empty"] = _repeat(repeats, lambda _: Filling(questionnaire), lambda one: _words(one, questionnaire))
    found["memory"] = _memory(source, full)
    found["shown"] = Filling(questionnaire, full).progress().shown
    return found


def _words(filling: Filling, questionnaire: Questionnaire) -> None:
    for problem in filling.problems():
        sentence(problem, questionnaire, "en")
        remedy(problem, questionnaire, "en")


def _memory(source: bytes, full: dict[str, Value]) -> float:
    """What a questionnaire, its engine, its answers and its problems take together."""
    reread(source)  # what is loaded once for all questionnaires is not counted
    gc.collect()
    tracemalloc.start()
    try:
        filling = Filling(reread(bytes(bytearray(source))), dict(full))
        filling.problems()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()


def _repeat(times: int, prepare: Callable[[int], Any], work: Callable[[Any], object]) -> float:
    found = []
    for number in range(times):
        ready = prepare(number)
        start = perf_counter()
        work(ready)
        found.append((perf_counter() - start) * 1000)
    return median(found)


def peer(form: Form, folder: Path, repeats: int, edits: int) -> dict[str, float]:
    """The figures of survey-core for one form."""
    full, partial = answers(form.definition), answers(form.definition, missing=10)
    full[form.hub] = partial[form.hub] = form.on
    task = {
        "model": survey_model(form.definition), "data": survey_data(full), "partial": survey_data(partial),
        "leaf": form.leaf, "hub": form.hub, "on": form.on, "off": form.off, "repeats": repeats, "edits": edits,
    }  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(task, file)
        file.flush()
        script = Path(__file__).with_name("survey_core.cjs")
        command = ["node", "--expose-gc", "--stack-size=4000", str(script), str(folder), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def installed() -> Path | None:
    """The folder that holds survey-core, fetched by npm when it is not there yet; `None` with a sentence otherwise."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("Node or npm is missing: only our own figures.")
        return None
    folder = Path(tempfile.gettempdir()) / "satchel-bench" / PEER.replace("@", "-")
    if not (folder / "node_modules" / "survey-core").exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder), PEER],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(f"npm could not fetch {PEER}: only our own figures.")
            return None
    return folder


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="how often each measure is taken (median)")
    parser.add_argument("--only", help="only forms whose name contains this")
    asked = parser.parse_args()
    folder = installed()
    results: dict[str, tuple[dict[str, float], dict[str, float] | None]] = {}
    for form in forms():
        if asked.only and asked.only not in form.name:
            continue
        edits = 10 if form.name.startswith("10,000") else 40
        mine = ours(form, asked.repeats, edits)
        other = peer(form, folder, asked.repeats, edits) if folder else None
        results[form.name] = (mine, other)
        _print(form.name, mine, other)
        if other and other["shown"] != mine["shown"] and form.name != "seed":
            print(f"  NOT THE SAME FORM: {mine['shown']:.0f} shown here, {other['shown']:.0f} there")
            return 1
    _print_aims(results)
    return 0


def _print(name: str, mine: dict[str, float], other: dict[str, float] | None) -> None:
    print(f"\n{name}\n  {'':<52}{'ours':>12}{PEER:>20}{'ratio':>10}")
    for measure, words in WORDS.items():
        line = f"  {words:<52}{mine[measure]:>12.4f}"
        if other and measure in other:
            line += f"{other[measure]:>20.3f}{_ratio(mine[measure], other[measure]):>9,.0f}x"
        print(line, flush=True)


def _ratio(mine: float, other: float) -> float:
    return other / mine if mine else float("inf")


def _print_aims(results: dict[str, tuple[dict[str, float], dict[str, float] | None]]) -> None:
    print("\nAims")
    for aim, name, measure, wanted in AIMS:
        mine, other = results.get(name, ({}, None))
        if other:
            reached = _ratio(mine[measure], other[measure])
            verdict = "reached" if reached >= wanted else "NOT REACHED"
            print(f"  {aim}  {name:<13} {WORDS[measure]:<52} {reached:>9,.0f}x of {wanted:>5,}x  {verdict}")
    for shape in ("fan", "chain"):
        if {f"100 {shape}", f"10,000 {shape}"} <= results.keys():
            growth = results[f"10,000 {shape}"][0]["leaf"] / results[f"100 {shape}"][0]["leaf"]
            verdict = "reached" if growth <= 1.5 else "NOT REACHED"
            print(f"  E1  {shape:<13} answer at 10,000 questions against 100: {growth:.2f} of at most 1.50  {verdict}")


if __name__ == "__main__":
    sys.exit(main())
