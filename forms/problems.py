"""Problems: what stands between a draft and finalising, each with a code, a place, a sentence and a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from forms.answers import Target
from forms.problem_catalogue import CATALOGUE
from forms.questionnaire import Questionnaire, Wording
from forms.wording import plain, say

Facts = Mapping[str, str | int]
NO_FACTS: Facts = MappingProxyType({})
Translate = Callable[[str], str]


def _no_facts() -> Facts:
    return NO_FACTS


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `code` names it for ever (`required`, `too-long` …); `question` is the id of its question; `target` the
    exact place; `facts` fill the `{}` of the sentence; an advice does not block finalising. `wording` is the definition's own
    text, where it has one for this case."""

    code: str
    question: str
    target: Target
    facts: Facts = field(default_factory=_no_facts, hash=False)
    advice: bool = False
    wording: Wording | None = field(default=None, hash=False)


def sentence(problem: Problem, questionnaire: Questionnaire, language: str, translate: Translate | None = None) -> str:
    """What is wrong, as one plain sentence. The definition's own words, where it has some, are in `language`; `translate`
    turns our English template into the language of the program."""
    entry = CATALOGUE[problem.code]
    if problem.wording is not None and entry.own_words == "sentence":
        return plain(say(problem.wording, language, questionnaire.language))
    return _filled(entry.sentence, entry.sentence_for_one, problem, translate)


def remedy(problem: Problem, questionnaire: Questionnaire, language: str, translate: Translate | None = None) -> str:
    """What to do about it, as one plain sentence; `""` where the sentence says it all."""
    entry = CATALOGUE[problem.code]
    if problem.wording is not None and entry.own_words == "remedy":
        return plain(say(problem.wording, language, questionnaire.language))
    return _filled(entry.remedy, entry.remedy_for_one, problem, translate)


def _filled(many: str, one: str, problem: Problem, translate: Translate | None) -> str:
    template = one if one and problem.facts.get("n") == 1 else many
    if translate is not None:
        template = translate(template)
    return template.format_map(problem.facts) if "{" in template else template
