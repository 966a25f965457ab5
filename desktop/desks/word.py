"""The desk for Word files: what goes out to colleagues without Satchel, and what came back in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.work import word_copies
from desktop.work.drafting import OpenDraft
from forms.change import Change
from forms.package.file_names import clean_name
from forms.word.taking import WordAnswers
from ui.parts.place_words import PlaceWords
from ui.parts.voice import Voice
from ui.word.desk import WordPreview, Written
from ui.words import tr, trn


class DraftWordDesk:
    """Implements `ui.word.desk.WordDesk` over one shared draft; `redraw` hears which questions have suggestions now."""

    def __init__(self, draft: OpenDraft, name: str, redraw: Callable[[Change], None]) -> None:
        self._draft, self._name, self._redraw = draft, name, redraw
        self._found: WordAnswers | None = None

    @property
    def name(self) -> str:
        """What the person calls this draft."""
        return self._name

    def _voice(self) -> Voice:
        return Voice(self._draft.filling.questionnaire, self._draft.filling.language)

    def sections(self) -> tuple[tuple[str, str], ...]:
        """The sections: id and title."""
        voice = self._voice()
        return tuple((one.id, voice.plain(one.title)) for one in self._draft.filling.questionnaire.sections)

    def file_name(self) -> str:
        """The name of the draft, as a file."""
        return clean_name(f"{self._name}.docx")

    def give(self, path: Path, section: str) -> None:
        """Write the file."""
        self._draft.rest()
        word_copies.give(self._draft, path, [section] if section else None)

    def look_at(self, path: Path) -> WordPreview:
        """What came back."""
        found = self._found = word_copies.look(self._draft, path)
        words = PlaceWords(self._voice())
        answers = []
        for target, value in found.answers.items():
            now = self._draft.filling.value(target)
            answers.append(Written(words.whole(target), words.answer(target, now), words.answer(target, value)))
        unread = (
            f"{words.whole(one.place)}: {one.reason} “{one.words}”" if one.place else f"{one.reason} “{one.words}”"
            for one in found.unread
        )
        return WordPreview(found.person, tuple(answers), (*unread, *found.notes))

    def take_back(self, person: str) -> str:
        """Take in what was looked at last."""
        assert self._found is not None
        done = word_copies.take_back(self._draft, self._found, person)
        if done.again:
            return tr("Word", "All of this was taken in before.")
        self._redraw(Change(tuple(dict.fromkeys(one.partition("/")[0] for one in done.suggested))))
        return ". ".join(
            one
            for one in (
                trn("Word", "{n} suggestion", "{n} suggestions", len(done.suggested)) if done.suggested else "",
                trn("Word", "{n} remark", "{n} remarks", len(done.remarks)) if done.remarks else "",
                tr("Word", "In the name of {name}", name=done.person),
            )
            if one
        )
