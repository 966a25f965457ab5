"""Scenarios: one small language for what a person does and then finds, with a driver for the engine and one for the window.

scenario("micro-credentials").answer("respondent-type", "eu-citizen").expect_hidden("organisation")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from forms.answers import Target, Value
from forms.filling import Filling
from forms.problems import sentence
from forms.questionnaire import Questionnaire

RESOURCES = Path(__file__).parents[1] / "resources"


@dataclass(frozen=True)
class Found:
    """A problem as a person meets it: where, by which code, in which words, and whether it blocks."""

    target: Target
    code: str
    words: str
    advice: bool


class Driver(Protocol):
    """What a scenario needs from the thing it drives: the engine, or the window."""

    def answer(self, target: Target, value: Value | None) -> None:
        """Give an answer, or clear it with `None`."""

    def shown(self, place: str) -> bool:
        """Whether a section, item, row or choice is shown."""

    def kept(self, target: Target) -> Value | None:
        """The answer in the draft, hidden or not."""

    def sent(self) -> Mapping[Target, Value]:
        """What a contribution would hold now."""

    def problems(self) -> tuple[Found, ...]:
        """All problems, in order."""


class EngineDriver:
    """Drives a Filling without a screen."""

    def __init__(self, questionnaire: Questionnaire, language: str | None = None) -> None:
        self.filling = Filling(questionnaire, language=language)

    def answer(self, target: Target, value: Value | None) -> None:
        """Answer the filling."""
        self.filling.answer(target, value)

    def shown(self, place: str) -> bool:
        """Ask the filling."""
        return self.filling.shown(place)

    def kept(self, target: Target) -> Value | None:
        """The filling's own sheet."""
        return self.filling.value(target)

    def sent(self) -> Mapping[Target, Value]:
        """The filling's effective answers."""
        return self.filling.effective()

    def problems(self) -> tuple[Found, ...]:
        """The filling's problems, said in its language."""
        asked, language = self.filling.questionnaire, self.filling.language
        return tuple(
            Found(one.target, one.code, sentence(one, asked, language), one.advice) for one in self.filling.problems()
        )


class Scenario:
    """A run of steps and expectations; each returns the scenario, so that they read as one story."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def answer(self, target: Target, value: Value) -> Self:
        """Give an answer."""
        self.driver.answer(target, value)
        return self

    def answers(self, sheet: Mapping[Target, Value]) -> Self:
        """Give several answers, one after the other."""
        for target, value in sheet.items():
            self.driver.answer(target, value)
        return self

    def clear(self, target: Target) -> Self:
        """Take an answer away."""
        self.driver.answer(target, None)
        return self

    def expect_shown(self, *places: str) -> Self:
        """All of these are on screen."""
        assert [place for place in places if not self.driver.shown(place)] == []
        return self

    def expect_hidden(self, *places: str) -> Self:
        """None of these is on screen, and none of them is missed or complained about."""
        assert [place for place in places if self.driver.shown(place)] == []
        assert [one for one in self.driver.problems() if one.target in places] == []
        return self

    def expect_problem(self, target: Target, code: str, words: str | None = None, *, advice: bool = False) -> Self:
        """There is this problem at this place."""
        here = [one for one in self.driver.problems() if one.target == target]
        assert code in [one.code for one in here]
        (found,) = [one for one in here if one.code == code]
        assert found.advice == advice
        if words is not None:
            assert found.words == words
        return self

    def expect_no_problem(self, *targets: Target) -> Self:
        """There is no problem at these places; with no place named, none that blocks anywhere."""
        problems = self.driver.problems()
        if targets:
            assert [one for one in problems if one.target in targets] == []
        else:
            assert [one for one in problems if not one.advice] == []
        return self

    def expect_missing(self, *targets: Target) -> Self:
        """Exactly these places still need an answer."""
        assert [one.target for one in self.driver.problems() if one.code.endswith("required")] == list(targets)
        return self

    def expect_kept(self, target: Target, value: Value | None) -> Self:
        """The draft holds this, shown or hidden."""
        assert self.driver.kept(target) == value
        return self

    def expect_sent(self, target: Target, value: Value) -> Self:
        """A contribution would hold this."""
        assert self.driver.sent().get(target) == value
        return self

    def expect_not_sent(self, *targets: Target) -> Self:
        """A contribution would hold nothing for these."""
        assert [target for target in targets if target in self.driver.sent()] == []
        return self


def scenario(asked: Questionnaire | str, driver: Callable[[Questionnaire], Driver] = EngineDriver) -> Scenario:
    """Begin with a questionnaire, or with the bundled one of that name, in a new draft."""
    return Scenario(driver(bundled(asked) if isinstance(asked, str) else asked))


def bundled(name: str) -> Questionnaire:
    """A questionnaire of resources/questionnaires, read as the program reads it."""
    from forms.reading import read

    lists = {path.stem: path.read_bytes() for path in (RESOURCES / "lists").glob("*.json")}
    return read((RESOURCES / "questionnaires" / f"{name}.json").read_bytes(), lists)
