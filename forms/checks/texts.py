"""Checks of text: length as the portal counts, pattern, e-mail address, characters that the portal refuses."""

from __future__ import annotations

from collections.abc import Iterator

from forms.answers import Target
from forms.checks.sight import Sight
from forms.limits import PORTAL_TEXT_LENGTH, length, refused_characters
from forms.problems import Problem
from forms.questionnaire import Email, LongText, Text

_SHOWN_CHARACTERS = 5


def check_text(question: Text, value: str | None, sight: Sight) -> tuple[Problem, ...]:
    """One line of text."""
    if value is None or value.isspace():
        if question.required:
            return (Problem("required", question.id, question.id),)
        if value is None:
            return ()
    if question.pattern is None and question.min_length is None and _surely_fits(value, question.max_length):
        return ()
    found = list(check_length(question.id, question.id, value, question.min_length, question.max_length, sight))
    if question.max_length is None:
        found.extend(_portal_length(question, value, sight))
    if question.pattern is not None and not value.isspace() and not sight.patterns.matches(question.pattern, value):
        hint = question.pattern_hint
        found.append(Problem("pattern", question.id, question.id, advice=question.pattern_advises, wording=hint))
    return tuple(found)


def check_long_text(question: LongText, value: str | None, sight: Sight) -> tuple[Problem, ...]:
    """Text of several lines."""
    if value is None or value.isspace():
        if question.required:
            return (Problem("required", question.id, question.id),)
        if value is None:
            return ()
    if question.advise_max_length is None and question.min_length is None and _surely_fits(value, question.max_length):
        return ()
    found = list(check_length(question.id, question.id, value, question.min_length, question.max_length, sight))
    advised = question.advise_max_length
    if advised is not None and not any(problem.code == "too-long" for problem in found):
        size = length(value, sight.counting)
        if size > advised:
            facts = {"n": size - advised, "length": size, "limit": advised}
            found.append(Problem("long", question.id, question.id, facts, advice=True))
    if question.max_length is None:
        found.extend(_portal_length(question, value, sight))
    return tuple(found)


def check_email(question: Email, value: str | None, sight: Sight) -> tuple[Problem, ...]:
    """An e-mail address; white space around it does no harm."""
    if value is None or value.isspace():
        return (Problem("required", question.id, question.id),) if question.required else ()
    found = list(check_length(question.id, question.id, value, None, question.max_length, sight))
    if not is_email(value.strip()):
        found.append(Problem("not-email", question.id, question.id))
    return tuple(found)


def check_length(
    question: str, target: Target, value: str, shortest: int | None, longest: int | None, sight: Sight
) -> Iterator[Problem]:
    """Too long, too short (only once something is written) and characters that the portal may refuse."""
    if longest is not None or shortest is not None:
        size = length(value, sight.counting)
        if longest is not None and size > longest:
            yield Problem("too-long", question, target, {"n": size - longest, "length": size, "limit": longest})
        elif shortest is not None and size < shortest and not value.isspace():
            yield Problem("too-short", question, target, {"n": shortest - size, "length": size, "limit": shortest})
    if sight.counting == "eusurvey" and not value.isascii():
        refused = refused_characters(value)
        if refused:
            some = " ".join(refused[:_SHOWN_CHARACTERS]) + (" …" if len(refused) > _SHOWN_CHARACTERS else "")
            many = sum(one > "\uffff" for one in value)
            yield Problem("portal-characters", question, target, {"n": many, "characters": some}, advice=True)


def is_email(text: str) -> bool:
    """Whether `text` looks like one address: a name, one `@`, a host of at least two labels. Letters of all alphabets
    may stand in it; quoted names and bare host numbers may not, though RFC 5321 admits them."""
    name, at, host = text.rpartition("@")
    labels = host.split(".")
    return (
        bool(at)
        and 0 < len(name) <= 64
        and len(text) <= 254
        and len(labels) >= 2
        and all(_is_label(label) for label in labels)
        and not labels[-1].isdigit()
        and len(labels[-1]) >= 2
        and all(part and all(one.isalnum() or one in "!#$%&'*+-/=?^_`{|}~" for one in part) for part in name.split("."))
    )


def _is_label(label: str) -> bool:
    plain = label.replace("-", "")
    return 0 < len(label) <= 63 and label[0] != "-" and label[-1] != "-" and plain.isalnum()


def _surely_fits(value: str, longest: int | None) -> bool:
    """Most answers are plain and short; no way of counting gives more than two for a character."""
    return value.isascii() and len(value) * 2 <= (PORTAL_TEXT_LENGTH if longest is None else longest)


def _portal_length(question: Text | LongText, value: str, sight: Sight) -> Iterator[Problem]:
    size = length(value, sight.counting)
    if sight.counting == "eusurvey" and size > PORTAL_TEXT_LENGTH:
        facts = {"n": size - PORTAL_TEXT_LENGTH, "length": size, "limit": PORTAL_TEXT_LENGTH}
        yield Problem("portal-length", question.id, question.id, facts, advice=True)
