"""The voice of one questionnaire: its wording in the language chosen, and its problems as sentences."""

from __future__ import annotations

from dataclasses import dataclass

from forms import problems
from forms.problems import Problem
from forms.questionnaire import Questionnaire, Wording
from forms.wording import plain, say
from ui.words import tr


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the questionnaire's words in `language`, with its own language as the fallback."""

    questionnaire: Questionnaire
    language: str

    def say(self, wording: Wording | None) -> str:
        """The wording as it stands, marks and all; for `ui.parts.rich`."""
        return say(wording, self.language, self.questionnaire.language)

    def plain(self, wording: Wording | None) -> str:
        """The wording as plain text."""
        return plain(self.say(wording)) if wording else ""

    def problem(self, problem: Problem) -> str:
        """What is wrong and what to do about it, in one line; where the sentence says it all, alone."""
        told = problems.sentence(problem, self.questionnaire, self.language, _translate)
        if problem.code in ("required", "row-required", "too-long"):
            return told
        remedy = problems.remedy(problem, self.questionnaire, self.language, _translate)
        return f"{told} {remedy}".strip()


def _translate(text: str) -> str:
    return tr("Problem", text)
