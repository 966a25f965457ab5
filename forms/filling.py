"""Filling: the live state over a draft: what is shown, what is wrong, how far; an answer costs what depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms import condition_words
from forms.answers import Sheet, Target, Value
from forms.change import Change
from forms.checks import CHECKS, Problems
from forms.limits import length
from forms.places import Special
from forms.plan import NONE, Plan
from forms.problems import Problem
from forms.progress import NOTHING, Progress, Standing, Tally, standing, tally, total
from forms.questionnaire import Counting, Item, Matrix, Note, Questionnaire, Table
from forms.shapes import kept
from forms.uncollected import uncollected
from forms.visibility import Visibility

_COUNTED = frozenset({"text", "long_text", "email"})
_ANNOUNCED = frozenset({"item", "section"})


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What a view needs to draw one item. `values` are the answers as kept; `hidden` the places of rows and choices that
    are hidden; `counts` the lengths of its texts as the portal counts; `because` says why it is shown, or is `""`."""

    item: str
    shown: bool
    values: Mapping[Target, Value]
    hidden: frozenset[str]
    problems: tuple[Problem, ...]
    counts: Mapping[Target, int]
    required: bool
    because: str


class Filling:
    """A questionnaire being answered. Holds the answers, all derived state, and nothing of the world around."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        sheet: Sheet | None = None,
        language: str | None = None,
        *,
        plan: Plan | None = None,
    ) -> None:
        """Start from the answers of `sheet`; `plan` saves compiling the same questionnaire again. Raises `KeyError` and
        `ValueError` like `answer`, and `ValueError` for conditions that cannot be compiled."""
        self.questionnaire = questionnaire
        self.language = language or questionnaire.language
        self._problems: dict[int, Problems] = {}
        self._sections = [Tally() for _ in questionnaire.sections]
        self._section_numbers = {section.id: number for number, section in enumerate(questionnaire.sections)}
        self._blocking = 0
        self._stale: set[int] | None = None
        self._ordered: tuple[Problem, ...] | None = None
        self._held: dict[Target, Value | None] = {}
        with uncollected():
            self._plan = plan or Plan(questionnaire)
            self._places = self._plan.places
            self._visibility = Visibility(self._plan, self._kept(sheet or {}))
            self._standings: list[Standing] = [NOTHING] * len(self._places.items)
        self.counting: Counting = questionnaire.counting
        self.patterns = self._plan.patterns
        self.specials: Mapping[str, Special] = self._places.specials

    def _kept(self, sheet: Sheet) -> dict[Target, Value]:
        places = self._places
        answers: dict[Target, Value] = {}
        for target, value in sheet.items():
            number, kind = places.kind_at(target)
            now = kept(value, kind, places.items[number], places)
            if now is not None:
                answers[target] = now
        return answers

    # What checks may see (forms.checks.sight), beside `counting`, `patterns` and `specials`

    def seen(self, target: Target) -> Value | None:
        """The answer as it would be sent: `None` when hidden, without hidden choices."""
        return self._visibility.effective(target)

    def shown(self, place: str) -> bool:
        """Whether a section, an item, a row `question/row` or a choice `question/choice` is shown. An item goes before a
        section of the same id. Raises `KeyError` for an unknown section or item."""
        number = self._places.numbers.get(place)
        if number is not None:
            return self._visibility.item_shown(number)
        question, slash, one = place.partition("/")
        if not slash:
            rank = self._plan.section_switch.get(self._section_numbers[place])
            return rank is None or self._visibility.switched_on(rank)
        rank = self._plan.row_switch.get(place)
        if rank is None:
            rank = self._plan.optional.get(question, {}).get(one)
        if rank is None:
            return self._visibility.item_shown(self._places.numbers[question])
        return self._visibility.switched_on(rank)

    # One edit

    def answer(self, target: Target, value: Value | None) -> Change:
        """Keep `value` under `target`, or clear it with `None`; says what has to be drawn again. Raises `KeyError` on an
        unknown target and `ValueError` on a value of a wrong shape; then nothing is altered."""
        number, kind = self._places.kind_at(target)
        item = self._places.items[number]
        now = kept(value, kind, item, self._places)
        sheet = self._visibility.sheet
        if target in self._held:
            self._held[target] = now
            return Change((item.id,))
        if sheet.get(target) == now:
            return Change((item.id,))
        if now is None:
            del sheet[target]
        else:
            sheet[target] = now
        return self._after(number, self._visibility.update(self._touched(target)))

    def hold(self, target: Target, value: Value | None) -> Change:
        """Several people answered differently: from now on `value` is this person's own version, shown and edited here, while
        conditions and checks read no answer, until it is released. Raises like `answer`."""
        number, kind = self._places.kind_at(target)
        own = kept(value, kind, self._places.items[number], self._places)
        self._held.pop(target, None)
        change = self.answer(target, None)
        self._held[target] = own
        self._check_later({number})
        return change

    def release(self, target: Target, value: Value | None) -> Change:
        """The people agreed, or the parts were combined: `value` counts. Raises like `answer`."""
        number, kind = self._places.kind_at(target)
        now = kept(value, kind, self._places.items[number], self._places)
        self._held.pop(target, None)
        change = self.answer(target, now)
        self._check_later({number})
        return change

    @property
    def held(self) -> Mapping[Target, Value | None]:
        """The targets to which several people gave different answers, each with this person's own version."""
        return self._held

    def _touched(self, target: Target) -> tuple[Target, ...]:
        special = self._places.specials.get(target)
        if special is None:
            return (target,)
        # Ticking a choice brings its own text box in or out.
        return (target, *(f"{target}/{choice.id}/text" for choice in special.others))

    def _check_later(self, items: set[int]) -> None:
        """What is wrong with these items is found out again at the next look."""
        if self._stale is not None:
            self._stale |= items
        self._ordered = None

    def _after(self, answered: int, flipped: list[int]) -> Change:
        items = {answered}
        sections = set()
        appeared: list[str] = []
        vanished: list[str] = []
        switches, switched_on = self._plan.switches, self._visibility.switched_on
        for rank in self._plan.in_order(flipped):
            place, item, section, _, _, kind = switches[rank]
            if item == NONE:
                sections.add(section)
            else:
                items.add(item)
            if kind in _ANNOUNCED:
                (appeared if switched_on(rank) else vanished).append(place)
        self._check_later(items)
        all_items, section_of = self._places.items, self._places.section_of
        ordered = sorted(items) if len(items) > 1 else [answered]
        sections.update([section_of[number] for number in ordered])
        numbered = self.questionnaire.sections
        return Change(
            tuple([all_items[number].id for number in ordered]),
            tuple([numbered[number].id for number in sorted(sections)]),
            tuple(appeared),
            tuple(vanished),
        )

    # What is kept, what counts

    def value(self, target: Target) -> Value | None:
        """The answer as kept, hidden or not; of one that is held, this person's version."""
        return self._held[target] if target in self._held else self._visibility.sheet.get(target)

    def sheet(self) -> dict[Target, Value]:
        """All answers as kept, without those that are held."""
        return dict(self._visibility.sheet)

    def effective(self) -> dict[Target, Value]:
        """What a contribution would hold: answers that are shown, without hidden choices, in the order of the
        questionnaire."""
        found: dict[Target, Value] = {}
        for number in range(len(self._places.items)):
            if self._visibility.item_shown(number):
                for target in self._places.targets(number):
                    value = self._visibility.effective(target)
                    if value is not None:
                        found[target] = value
        return found

    def hidden_answers(self) -> tuple[Target, ...]:
        """The targets whose kept answer is hidden now, wholly or in part (a ticked choice that is hidden), in the order of
        the questionnaire: what would not be sent."""
        sheet = self._visibility.sheet
        hidden = {target for target, value in sheet.items() if self._visibility.effective(target) != value}
        if not hidden:
            return ()
        numbers = sorted({self._places.find(target).item for target in hidden})
        return tuple(target for number in numbers for target in self._places.targets(number) if target in hidden)

    # What is wrong, how far

    def problems(self) -> tuple[Problem, ...]:
        """All problems of what is shown, blocking and advice, in the order of the questionnaire."""
        self._refresh()
        if self._ordered is None:
            self._ordered = tuple([one for number in sorted(self._problems) for one in self._problems[number]])
        return self._ordered

    def complete(self) -> bool:
        """Whether nothing blocks finalising."""
        self._refresh()
        return self._blocking == 0

    def progress(self, section: str | None = None) -> Progress:
        """How far the draft, or one section of it, is. Raises `KeyError` for an unknown section."""
        self._refresh()
        if section is not None:
            return self._sections[self._section_numbers[section]].progress()
        return total(self._sections)

    def state(self, item: str) -> QuestionState:
        """Everything to draw one question or note. Raises `KeyError` for an unknown id."""
        self._refresh()
        number = self._places.numbers[item]
        one = self._places.items[number]
        values = {target: value for target in self._places.targets(number) if (value := self.value(target)) is not None}
        return QuestionState(
            item=item,
            shown=self._visibility.item_shown(number),
            values=values,
            hidden=frozenset(self._hidden_places(one)),
            problems=self._problems.get(number, ()),
            counts={
                target: length(value, self.counting)
                for target, value in values.items()
                if isinstance(value, str) and self._is_text(one, target)
            },
            required=not isinstance(one, Note) and one.required,
            because=self._because(one),
        )

    def _is_text(self, item: Item, target: Target) -> bool:
        return item.kind in _COUNTED or isinstance(item, Table) or (target != item.id and not isinstance(item, Matrix))

    def _hidden_places(self, item: Item) -> Iterator[str]:
        for choice in self._plan.optional.get(item.id, ()):
            if not self.shown(f"{item.id}/{choice}"):
                yield f"{item.id}/{choice}"
        if isinstance(item, (Matrix, Table)):
            for row in item.rows:
                if row.show_if is not None and not self.shown(f"{item.id}/{row.id}"):
                    yield f"{item.id}/{row.id}"

    def _because(self, item: Item) -> str:
        if item.show_if is None:
            return ""
        words = condition_words.sentence(item.show_if, self.questionnaire, self.language, self._places)
        return f"Shown because {words}."

    def _refresh(self) -> None:
        """Check again what was touched since the last look; everything at the first."""
        if self._stale is None:
            self._check(range(len(self._places.items)))
            self._sections = tally(self._standings, self._places.section_of, len(self._sections))
            self._blocking = sum([one.problems for one in self._sections])
        elif self._stale:
            before = {number: self._standings[number] for number in self._stale}
            self._check(self._stale)
            for number, old in before.items():
                now = self._standings[number]
                if now is not old:
                    self._sections[self._places.section_of[number]].turn(old, now)
                    self._blocking += now[4] - old[4]
        else:
            return
        self._stale = set()
        self._ordered = None

    def _check(self, numbers: Iterable[int]) -> None:
        """Find the problems and the standing of these items."""
        found, standings, advice_of = self._problems, self._standings, self._plan.advice_of
        for number, item, value in self._visibility.look(numbers):
            if item is None:
                found.pop(number, None)
                standings[number] = NOTHING
                continue
            problems = CHECKS[item.kind](item, value, self)
            if self._held:
                problems = self._with_differences(number, item.id, problems)
            if number in advice_of:
                problems = (*problems, *self._advice(number))
            if problems:
                found[number] = problems
            elif number in found:
                del found[number]
            standings[number] = standing(item, value, problems, self)

    def _with_differences(self, number: int, question: str, problems: Problems) -> Problems:
        """Where people answered differently, that is what is wrong, and not that there is no answer."""
        differing = [target for target in self._places.targets(number) if target in self._held]
        told = [Problem("two-answers", question, target) for target in differing]
        return (*told, *(one for one in problems if one.target not in differing)) if told else problems

    def _advice(self, number: int) -> Iterator[Problem]:
        item = self._places.items[number]
        if not isinstance(item, Note):
            for advice, rank in zip(item.advise, self._plan.advice_of[number], strict=True):
                if self._visibility.switched_on(rank):
                    yield Problem("advice", item.id, item.id, advice=True, wording=advice.text)
