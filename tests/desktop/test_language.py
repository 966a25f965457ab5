"""The language of a questionnaire: chosen in the window, kept with the draft, and no answer changes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from desktop.work import drafting, finalising
from tests.desktop.sitting import Sitting
from tests.samples import library_answers, questionnaire

pytestmark = pytest.mark.usefixtures("qapp")


def offered(sitting: Sitting) -> QComboBox:
    """The list of languages in the bar."""
    shell = sitting.program.shell
    return next(
        one
        for one in shell.findChildren(QComboBox)
        if one.accessibleName() == "Language of the questionnaire" and one.isVisibleTo(shell)
    )


def choose(sitting: Sitting, name: str) -> None:
    """Choose a language as a person does."""
    names = offered(sitting)
    at = names.findText(name)
    names.setCurrentIndex(at)
    names.activated.emit(at)
    QTest.qWait(20)


def words(sitting: Sitting) -> str:
    """What the questions on screen say."""
    return "\n".join(one.text() for one in sitting.fill.findChildren(QLabel) if one.isVisibleTo(sitting.fill))


def test_another_language_in_the_middle(tmp_path: Path) -> None:
    """The words change where the person is, the answers do not; the choice is there after a restart, and in the receipt."""
    with Sitting(tmp_path) as sitting:
        office = sitting.program._office
        draft = drafting.begin(office, questionnaire("every-kind"), "Library", sheet=library_answers(), language="en")
        sitting.program._open_draft(lambda: sitting.program._home_desk.open(draft))
        sections = questionnaire("every-kind").sections
        sitting.fill.go_to_section(sections[1].id)
        before = sitting.desk.filling.sheet()
        assert offered(sitting).currentText() == "English"
        choose(sitting, "Deutsch")
        assert sitting.fill.current_section == sections[1].id
        assert "Welche Zeiten passen Ihnen?" in words(sitting)
        assert sitting.desk.filling.sheet() == before
    with Sitting(tmp_path) as sitting:
        assert offered(sitting).currentText() == "Deutsch"
        identity = sitting.desk.finalise()
        package = finalising.package_of(sitting.program._office, identity)
        assert package.contribution.language == "de"
        assert dict(package.contribution.sheet) == {
            target: value for target, value in before.items() if target in package.contribution.sheet
        }


def test_one_language_needs_no_choice(tmp_path: Path) -> None:
    """Where there is one language there is no list to look at."""
    with Sitting(tmp_path) as sitting:
        sitting.press("Begin: Micro-credentials")
        assert not [
            one
            for one in sitting.fill.findChildren(QComboBox)
            if one.accessibleName() == "Language of the questionnaire" and one.isVisibleTo(sitting.fill)
        ]
