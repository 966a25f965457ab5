"""Verbs for those who write questionnaires: `check` and `schema`."""

from __future__ import annotations

import argparse
import json

from desktop.paths import Paths
from desktop.work.reply import Refusal, Reply
from desktop.work.shelf import Lists, definition_bytes, find
from forms.reading import Unreadable, advices, read
from forms.schema import answers_schema, json_schema


def check(chosen: argparse.Namespace, _paths: Paths) -> Reply:
    """Name every fault of a definition, with place, the question's words, reason and remedy. Raises `Refusal`."""
    data = definition_bytes(chosen.file)
    try:
        questionnaire = read(data, Lists())
    except Unreadable as unreadable:
        faults = [
            {"place": one.place, "words": one.words, "reason": one.reason, "remedy": one.remedy}
            for one in unreadable.faults
        ]
        lines = [
            f"{one.place}: {f'“{one.words}”: ' if one.words else ''}{one.reason} {one.remedy}".rstrip()
            for one in unreadable.faults
        ]
        raise Refusal(lines, {"faults": faults}) from unreadable
    advised = advices(questionnaire)
    questions = sum(1 for _ in questionnaire.questions())
    lines = [
        f"{chosen.file}: a questionnaire of {questions} questions, version {questionnaire.version}, without faults."
    ]
    lines += [f"advice: {one.place}: {one.reason} {one.remedy}".rstrip() for one in advised]
    lines.append(f"digest: {questionnaire.digest}")
    facts = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "questions": questions,
        "digest": questionnaire.digest,
        "advices": [{"place": one.place, "reason": one.reason, "remedy": one.remedy} for one in advised],
    }
    return Reply(lines, facts)


def schema(chosen: argparse.Namespace, _paths: Paths) -> Reply:
    """The JSON Schema of definition files, or of the answers to one questionnaire."""
    if chosen.of == "questionnaire":
        found = json_schema()
    elif chosen.questionnaire:
        found = answers_schema(find(chosen.questionnaire))
    else:
        raise Refusal(["questionnaire: say which questionnaire the answers belong to"])
    return Reply(json.dumps(found, ensure_ascii=False, indent=2).split("\n"), {"schema": found})
