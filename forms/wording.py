"""Wording: what the questionnaire says, in the language asked for, and the one small Markdown that it may use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from forms.questionnaire import Wording

# No branch may run past the next mark of its own sort: so the time is in proportion to the text, whatever stands in it.
_INLINE = re.compile(
    r"(?P<both>\*\*\*(?=\S)(?P<b3>(?:[^*]|\*{1,2}(?!\*))+)(?<=\S)\*\*\*)"
    r"|(?P<bold>\*\*(?=\S)(?P<b2>(?:[^*]|\*(?!\*))+)(?<=\S)\*\*)"
    r"|(?<!\w)(?P<italic>\*(?=\S)(?P<b1>[^*]+)(?<=\S)\*)(?!\w)"
    r"|\[(?P<words>[^\[\]\n]+)\]\((?P<link>(?:https://|mailto:)[^\s()\[\]]+)\)"
)
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner; `link` is an https or mailto address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line of runs), or bullets (one line each)."""

    kind: Literal["paragraph", "bullets"]
    lines: tuple[tuple[Run, ...], ...]


def say(wording: Wording | None, language: str, fallback: str) -> str:
    """The text in `language`, else in `fallback`, else in any; `""` for `None`."""
    if wording is None or isinstance(wording, str):
        return wording or ""
    return wording.get(language) or wording.get(fallback) or next(iter(wording.values()), "")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The small Markdown: paragraphs apart by an empty line, `- ` bullets, `**bold**`, `*italic*`, `[words](https://…)` and
    `mailto:`. Everything else is text as it stands."""
    found: list[Block] = []
    for part in _BREAK.split(markdown.strip("\n")):
        lines = part.split("\n")
        bullets = [line[2:] for line in lines if line.startswith("- ")]
        if bullets and len(bullets) == len(lines):
            found.append(Block("bullets", tuple(runs(line) for line in bullets)))
        elif part.strip():
            found.append(Block("paragraph", (runs(part),)))
    return tuple(found)


def runs(line: str) -> tuple[Run, ...]:
    """One line, or paragraph, as runs."""
    found: list[Run] = []
    at = 0
    for match in _INLINE.finditer(line):
        if match.start() > at:
            found.append(Run(line[at : match.start()]))
        if match["link"]:
            found.append(Run(match["words"], link=match["link"]))
        else:
            inner = match["b3"] or match["b2"] or match["b1"]
            found.append(Run(inner, bold=not match["italic"], italic=bool(match["both"] or match["italic"])))
        at = match.end()
    if at < len(line):
        found.append(Run(line[at:]))
    return tuple(found)


def plain(markdown: str) -> str:
    """The same words without marks: paragraphs apart by an empty line, bullets with a leading dash."""
    told = []
    for block in blocks(markdown):
        lead = "- " if block.kind == "bullets" else ""
        told.append("\n".join(lead + "".join(run.text for run in line) for line in block.lines))
    return "\n\n".join(told)
