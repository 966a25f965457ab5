"""Assignments: who answers what; a section's people have its questions, unless a question has people of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.questionnaire import Note, Questionnaire
from forms.reconcile.latest import latest
from forms.reconcile.ledger import Ledger

PREFIX = "@assign/"


def assign_value(people: Iterable[str]) -> list[str]:
    """The value of an `assign` event: nobody gives a question back to the people of its section."""
    return sorted(set(people))


def assigned_to(ledger: Ledger, place: str) -> tuple[str, ...]:
    """The people named for one question or section itself, sorted: all that were named side by side. Who has left is out."""
    people = ledger.people
    events = ledger.of(PREFIX + place)
    by_editors = [one for one in events if one.kind == "assign" and ledger.by_editor(one)]
    named: set[str] = set()
    for one in latest(events, by_editors):
        value = ledger.value(one)
        if isinstance(value, list):
            named.update(people.person(str(key)) for key in value)
    if not named:
        return ()
    there = {one.person for one in people.members.values() if one.state != "removed"}
    gone = {one.person for one in people.members.values()} - there
    return tuple(sorted(named - gone))


def assigned(ledger: Ledger, questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    """For each question that somebody is to answer, in the order of the questionnaire, the people."""
    items = {item.id for item in questionnaire.items()}
    found: dict[str, tuple[str, ...]] = {}
    for section in questionnaire.sections:
        of_section = () if section.id in items else assigned_to(ledger, section.id)  # an item goes before a section
        for item in section.items:
            people = assigned_to(ledger, item.id) or of_section
            if people and not isinstance(item, Note):
                found[item.id] = people
    return found


def mine(ledger: Ledger, questionnaire: Questionnaire, person: str) -> tuple[str, ...]:
    """The questions that a person, named by any of their keys, is to answer."""
    wanted = ledger.people.person(person)
    return tuple(question for question, people in assigned(ledger, questionnaire).items() if wanted in people)
