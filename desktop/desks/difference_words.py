"""What people say about one answer, as the screens for deciding show it: names, moments, ticks, passages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desktop.work.together import Together
from forms.answers import Attachment, Target, Value
from forms.places import Places, choices
from forms.questionnaire import AttachmentQuestion, LongText, MultipleChoice, Question
from forms.reconcile.manners import manner_of
from forms.reconcile.people import short_fingerprint
from forms.reconcile.standing import Standing
from forms.reconcile.standing import Version as Held
from forms.reconcile.text_merge import Differing, TextMerge
from forms.reconcile.word_changes import word_changes
from ui.parts.place_words import PlaceWords
from ui.reconcile.saying import listed, when_words
from ui.reconcile.sheets import Difference, Line, Member, Option, Passage, Version
from ui.words import tr

SHOWN_WHOLE = 20
"""Of a longer list of choices only those are shown that anybody ticked."""


class DifferenceWords:
    """Says things about answers of one shared draft."""

    def __init__(self, together: Together, words: PlaceWords) -> None:
        self._together, self._words = together, words

    @property
    def _places(self) -> Places:
        return self._words.places

    def persons(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The first keys of the people behind some keys, each once, without this person; by name."""
        people, mine = self._together.ledger.people, self._together.person
        found = {people.person(key) for key in keys} - {mine}
        return tuple(sorted(found, key=lambda one: (people.name(one).casefold(), one)))

    def is_mine(self, keys: Iterable[str]) -> bool:
        """Whether this person is among some keys."""
        people = self._together.ledger.people
        return any(key == self._together.me or people.person(key) == self._together.person for key in keys)

    def people(self, keys: Iterable[str]) -> str:
        """Who is behind some keys: "you and Ben". Two people of one name are told apart."""
        keys = tuple(keys)
        you = [tr("Decide", "you")] if self.is_mine(keys) else []
        return listed([*you, *map(self.name, self.persons(keys))])

    def name(self, person: str) -> str:
        """What a person is called; with a part of their fingerprint where another goes by the same name."""
        people = self._together.ledger.people
        name = people.name(person)
        others = {one.person for one in people.members.values() if people.name(one.key) == name}
        return f"{name} ({short_fingerprint(person)[:4]})" if len(others) > 1 else name

    def ordered(self, versions: Iterable[Held]) -> list[Held]:
        """Versions in the order in which people read them: this person's first, then by name."""
        return sorted(versions, key=lambda one: self._rank(one.authors))

    def _rank(self, keys: Iterable[str]) -> tuple[bool, list[tuple[str, str]]]:
        keys = tuple(keys)
        return not self.is_mine(keys), [(self.name(one).casefold(), one) for one in self.persons(keys)]

    def difference(self, target: Target, standing: Standing, now: datetime) -> Difference:
        """One answer that people gave differently."""
        ledger = self._together.ledger
        versions = []
        ordered = self.ordered(standing.versions)
        for one in ordered:
            times = [ledger.entry(head).time for head in one.heads]
            versions.append(
                Version(
                    one.value,
                    self.people(one.authors),
                    self.persons(one.authors),
                    self.is_mine(one.authors),
                    when_words(max(times), now),
                    self._words.answer(target, one.value),
                )
            )
        question = self._places.find(target).question
        manner = manner_of(target, self._places).kind
        special = self._places.specials.get(question.id)
        return Difference(
            target,
            self._words.question(target),
            self._words.part(target),
            manner,
            tuple(versions),
            self._words.answer(target, standing.before),
            lines=tuple(self._lines(target, question, ordered, standing.before)) if manner == "set" else (),
            most=_most(question),
            alone=special.exclusive if special is not None else frozenset(),
            passages=self.passages(standing.merge, standing) if standing.merge is not None else (),
            limit=question.max_length if isinstance(question, LongText) else None,
            can_write=not isinstance(question, AttachmentQuestion),
        )

    def passages(self, merge: TextMerge, standing: Standing) -> tuple[Passage, ...]:
        """A text piece by piece, with who wrote what."""

        def authors(by: tuple[int, ...]) -> list[str]:
            return [key for index in by for key in standing.versions[index].authors]

        return tuple(
            Passage(
                one.before,
                options=tuple(
                    Option(self.people(authors(variant.by)), variant.text, word_changes(one.before, variant.text))
                    for variant in sorted(one.variants, key=lambda variant: self._rank(authors(variant.by)))
                ),
            )
            if isinstance(one, Differing)
            else Passage(one.text, self.people(authors(one.by)))
            for one in merge.pieces
        )

    def _lines(self, target: Target, question: Question, versions: list[Held], was: Value | None) -> Iterable[Line]:
        given = [_members(one.value) for one in versions]
        before = _members(was)
        used = {one for members in (*given, before) for one in members}
        listed_whole: list[Member] = [one.id for one in choices(question)]
        if isinstance(question, AttachmentQuestion):
            files = [one for one in used if isinstance(one, Attachment)]
            listed_whole = [*sorted(files, key=lambda one: (one.name, one.digest))]
        for member in listed_whole:
            if member in used or len(listed_whole) <= SHOWN_WHOLE:
                words = member.name if isinstance(member, Attachment) else self._words.answer(target, (member,))
                yield Line(member, words, member in before, tuple(member in one for one in given))


def _members(value: Value | None) -> tuple[Member, ...]:
    return value if isinstance(value, tuple) else ()


def _most(question: Question) -> int | None:
    if isinstance(question, MultipleChoice):
        return question.max_choices
    return question.max_files if isinstance(question, AttachmentQuestion) else None


def in_order(targets: Iterable[Target], words: PlaceWords) -> list[Target]:
    """Targets in the order of the questionnaire."""
    places = words.places
    numbers = {one: places.numbers.get(one.partition("/")[0], 0) for one in targets}
    ranks = {number: {one: at for at, one in enumerate(places.targets(number))} for number in set(numbers.values())}
    return sorted(numbers, key=lambda one: (numbers[one], ranks[numbers[one]].get(one, 0), one))
