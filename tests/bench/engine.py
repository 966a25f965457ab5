"""The engine beside survey-core on the same forms and answers: `python -m tests.bench.engine`.

survey-core is looked for in `--survey-core FOLDER`, then in the folder that `SATCHEL_SURVEY_CORE` names (one where `npm install
survey-core` was run), and else fetched by npm into the system's temporary folder; `--alone` measures without it. It runs in Node
with its defaults, evaluates on each answer, and drops hidden answers (`clearInvisibleValues: "onHidden"`) only where that is
measured. Its heap is what V8 reports, ours what tracemalloc counts. Where we check, the sentence and the remedy of each problem are
made; there, each error's text. Ours reads a definition by `reread`, as the program does at each start; that a file from outside is
searched for every fault first, which survey-core does not do, stands in a line of its own. All are medians."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from forms.answers import Value
from forms.filling import Filling
from forms.plan import Plan
from forms.problems import remedy, sentence
from forms.questionnaire import Questionnaire
from forms.reading import read, reread
from tests.bench.figures import figure, machine, repeat, table
from tests.bench.forms import SEED, Definition, Shape, answers, generated, survey_data, survey_model
from tests.bench.survey_core import SurveyCore, survey_core

WORDS = {
    "checked": "definition from outside, every fault looked for",
    "construct": "definition read, engine built",
    "load": "all answers loaded",
    "ready": "definition and answers ready",
    "leaf": "answer that nothing depends on",
    "hub": "answer that the others depend on",
    "hub_looked": "the same, then all problems and progress read",
    "cascade": "all conditional answers hidden",
    "validate": "all checked, every tenth text missing",
    "validate_empty": "all checked, nothing answered",
    "memory": "memory of one filled model (MB)",
}
Figures = dict[str, float]


class Aim(NamedTuple):
    """What is to be reached: so many times the peer's figure, on one form."""

    name: str
    form: str
    measure: str
    times: int


AIMS = (
    Aim("E1", "1,000 fan", "leaf", 1000), Aim("E1", "1,000 chain", "leaf", 1000), Aim("E2", "1,000 fan", "hub", 50),
    Aim("E3", "10,000 fan", "cascade", 500), Aim("E3", "10,000 chain", "cascade", 500),
    Aim("E4", "10,000 fan", "ready", 25), Aim("E4", "10,000 chain", "ready", 25),
    Aim("E5", "1,000 fan", "validate", 40), Aim("E5", "1,000 chain", "validate", 40),
    Aim("E6", "10,000 fan", "memory", 4), Aim("E6", "10,000 chain", "memory", 4),
)  # fmt: skip
GROWTH = 1.5


@dataclass(frozen=True)
class Form:
    """One form to measure with the questions that are answered in the measures."""

    name: str
    definition: Definition
    hub: str
    leaf: str
    on: Value
    off: Value

    def sheet(self, missing: int = 0) -> dict[str, Value]:
        """All answers, or all without every `missing`-th text; everything is shown."""
        return answers(self.definition, missing=missing) | {self.hub: self.on}

    @property
    def large(self) -> bool:
        """Whether a measure takes the peer seconds."""
        return self.name.startswith("10,000")


def forms() -> list[Form]:
    """The seed, and 100, 1,000 and 10,000 questions with every second one conditional."""
    shapes: tuple[Shape, ...] = ("fan", "chain")
    sized = [(size, shape) for size in (100, 1_000, 10_000) for shape in shapes]
    return [
        _seed(json.loads(SEED.read_bytes())),
        *(
            Form(f"{size:,} {shape}", generated(size, shape), "q0", f"q{size - 2}", "yes", "no")
            for size, shape in sized
        ),
    ]


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


def ours(form: Form, repeats: int, edits: int) -> Figures:
    """Our figures for one form, in ms and MB."""
    source = json.dumps(form.definition).encode()
    full, partial = form.sheet(), form.sheet(missing=10)
    questionnaire = reread(source)
    # Ours takes so little that it is taken more often: one hiccup of the machine must not decide.
    often = repeats * 5
    found: Figures = {}
    found["checked"] = repeat(1 if form.large else repeats, lambda _: read(source, {}))
    found["construct"] = repeat(often, lambda _: Filling(reread(source)))
    found["ready"] = repeat(often, lambda _: Filling(reread(source), full))
    found["load"] = repeat(often, lambda plan: Filling(questionnaire, full, plan=plan), lambda _: Plan(questionnaire))
    filling = Filling(questionnaire, full)
    found["leaf"] = repeat(edits * 20, lambda value: filling.answer(form.leaf, value), lambda n: f"Answer {n}")
    found["hub"] = repeat(edits, lambda value: filling.answer(form.hub, value), lambda n: _turn(form, n))
    filling = Filling(questionnaire, full)
    filling.problems()
    found["hub_looked"] = repeat(
        edits, lambda value: _answer_and_look(filling, form.hub, value), lambda n: _turn(form, n)
    )
    found["cascade"] = repeat(often, lambda one: one.answer(form.hub, form.off), lambda _: Filling(questionnaire, full))
    found["validate"] = repeat(
        often, lambda one: _say_problems(one, questionnaire), lambda _: Filling(questionnaire, partial)
    )
    found["validate_empty"] = repeat(
        often, lambda one: _say_problems(one, questionnaire), lambda _: Filling(questionnaire)
    )
    found["memory"] = _memory(source, full)
    found["shown"] = Filling(questionnaire, full).progress().shown
    return found


def _turn(form: Form, number: int) -> Value:
    return form.on if number % 2 else form.off


def _answer_and_look(filling: Filling, target: str, value: Value) -> None:
    filling.answer(target, value)
    filling.problems()
    filling.progress()


def _say_problems(filling: Filling, questionnaire: Questionnaire) -> None:
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


def theirs(form: Form, peer: SurveyCore, repeats: int, edits: int) -> Figures | None:
    """The figures of survey-core for the same form and answers; `None` where it gave up."""
    return peer.measure({
        "model": survey_model(form.definition), "data": survey_data(form.sheet()),
        "partial": survey_data(form.sheet(missing=10)), "leaf": form.leaf, "hub": form.hub, "on": form.on, "off": form.off,
        "repeats": repeats, "edits": edits,
    })  # fmt: skip


def main() -> int:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--survey-core", type=Path, metavar="FOLDER", help="where `npm install survey-core` was run")
    parser.add_argument("--alone", action="store_true", help="without survey-core")
    parser.add_argument(
        "--repeats", type=int, default=7, help="how often each measure is taken (3 times for 10,000 there)"
    )
    parser.add_argument("--only", default="", help="only forms whose name contains this")
    asked = parser.parse_args()
    peer = None if asked.alone else survey_core(asked.survey_core)
    print(f"Engine. {machine()}; {peer.versions if peer else 'without a peer'}. Medians in ms.", flush=True)
    results: dict[str, tuple[Figures, Figures | None]] = {}
    for form in forms():
        if asked.only not in form.name:
            continue
        edits = 10 if form.large else 40
        mine = ours(form, asked.repeats, edits)
        other = theirs(form, peer, min(3, asked.repeats) if form.large else asked.repeats, edits) if peer else None
        results[form.name] = (mine, other)
        _print(form.name, mine, other)
        if other and other["shown"] != mine["shown"] and form.name != "seed":
            print(f"  NOT THE SAME FORM: {mine['shown']:.0f} shown here, {other['shown']:.0f} there")
            return 1
    _print_aims(results)
    return 0


def _print(name: str, mine: Figures, other: Figures | None) -> None:
    rows = [
        (words, figure(mine[measure]), figure(other.get(measure) if other else None), _times(mine, other, measure))
        for measure, words in WORDS.items()
    ]
    print()
    table((name, "ours", "theirs", "ratio"), rows)


def _times(mine: Figures, other: Figures | None, measure: str) -> str:
    return f"{other[measure] / mine[measure]:,.0f}x" if other and measure in other else "–"


def _print_aims(results: dict[str, tuple[Figures, Figures | None]]) -> None:
    rows = []
    for aim in AIMS:
        mine, other = results.get(aim.form, ({}, None))
        if other:
            reached = other[aim.measure] / mine[aim.measure]
            rows.append((
                f"{aim.name} {WORDS[aim.measure]}", aim.form, figure(mine[aim.measure]), figure(other[aim.measure]),
                f"{reached:,.0f}x", f"{aim.times:,}x", "yes" if reached >= aim.times else "NO",
            ))  # fmt: skip
    for shape in ("fan", "chain"):
        if {f"100 {shape}", f"10,000 {shape}"} <= results.keys():
            small, large = results[f"100 {shape}"][0]["leaf"], results[f"10,000 {shape}"][0]["leaf"]
            rows.append((
                "E1 the same at 10,000 questions, beside 100", shape, figure(large), f"{figure(small)} (ours)",
                f"{large / small:.2f}", f"≤ {GROWTH}", "yes" if large / small <= GROWTH else "NO",
            ))  # fmt: skip
    if rows:
        print("\nAims")
        table(("", "form", "ours", "theirs", "ratio", "aim", "reached"), rows)


if __name__ == "__main__":
    sys.exit(main())
