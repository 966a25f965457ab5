"""One view for each kind of question."""

from __future__ import annotations

from forms.questionnaire import Question, SingleChoice
from ui.fill.answers.attachment import AttachmentView
from ui.fill.answers.consent import ConsentView
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.dropdown import DropdownView
from ui.fill.answers.long_text import LongTextView
from ui.fill.answers.matrix import MatrixView
from ui.fill.answers.multiple_choice import MultipleChoiceView
from ui.fill.answers.ranking import RankingView
from ui.fill.answers.single_choice import SingleChoiceView
from ui.fill.answers.table import TableView
from ui.fill.answers.text import LineView
from ui.parts.voice import Voice

VIEWS: dict[str, type[AnswerView]] = {
    "text": LineView,
    "email": LineView,
    "number": LineView,
    "date": LineView,
    "time": LineView,
    "long_text": LongTextView,
    "single_choice": SingleChoiceView,
    "multiple_choice": MultipleChoiceView,
    "matrix": MatrixView,
    "ranking": RankingView,
    "table": TableView,
    "attachment": AttachmentView,
    "consent": ConsentView,
}


def view_of(question: Question, voice: Voice) -> AnswerView:
    """The view for a question."""
    if isinstance(question, SingleChoice) and question.style == "dropdown":
        return DropdownView(question, voice)
    return VIEWS[question.kind](question, voice)
