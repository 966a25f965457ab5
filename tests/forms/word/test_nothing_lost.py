"""What was written in another way than asked for is read where it is clear, and told where it is not; nothing is lost."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from forms.word.taking import WordAnswers, take
from forms.word.writing import write
from tests.forms.word.editing import W, added, control, edited, flat, line_of, paragraph, run, ticked, typed
from tests.samples import library_answers, questionnaire

KIND = "every-kind"
COMMENTS = (
    f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" w:author="Ben Example"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p>'
    "</w:comment></w:comments>"
).encode()


def back(*changes: Callable[[Any], object], sheet: Any = None, **more: bytes) -> WordAnswers:
    """What comes back after these changes."""

    def change(root: Any) -> None:
        for one in changes:
            one(root)

    answers = library_answers() if sheet is None else sheet
    data = write(questionnaire(KIND), answers, None, language="en", draft="d", name="Ours")
    return take(edited(data, change, **more), questionnaire(KIND))


def told(found: WordAnswers) -> list[tuple[str, str, str]]:
    """What was not read."""
    return [(one.place, one.words, one.reason) for one in found.unread]


def test_words_typed_below_a_text_belong_to_it() -> None:
    """Paragraphs typed after the control, before the end mark, are a part of the answer, line ends kept."""

    def change(root: Any) -> None:
        control(root, "ideas").getparent().addnext(paragraph("Second.\nThird."))

    assert back(change).answers == {"ideas": "Warm rooms in winter.\nSecond.\nThird."}


def test_a_control_around_several_paragraphs() -> None:
    """Programs that put the control around paragraphs lose no line end."""

    def change(root: Any) -> None:
        one = control(root, "ideas")
        holder, content = one.getparent(), one.find(f"{W}sdtContent")
        holder.addnext(one)
        for child in list(content):
            content.remove(child)
        content.extend([paragraph("One."), paragraph(""), paragraph("Two.")])

    assert back(change).answers == {"ideas": "One.\n\nTwo."}


def test_tracked_changes_count_as_made() -> None:
    """What was put in counts, what was struck out does not; a note says so, with the words that were struck out."""

    def change(root: Any) -> None:
        content = control(root, "ideas").find(f"{W}sdtContent")
        struck, put = etree.Element(f"{W}del"), etree.Element(f"{W}ins")
        for old in list(content):
            struck.append(old)
        for text in struck.iter(f"{W}t"):
            text.tag = f"{W}delText"
        put.append(run("Cool rooms."))
        content.extend([struck, put])

    found = back(change)

    assert found.answers == {"ideas": "Cool rooms."}
    (note,) = found.notes
    assert note.endswith("what was put in counts, what was struck out does not. Struck out: “Warm rooms in winter.”.")


def test_choices_typed_as_words() -> None:
    """Words that are a choice's own, whatever their case, white space and quotation marks, count like a tick."""
    found = back(added("purpose", "BOOKS, a quiet  place to study"), added("branch", "harbour"))

    assert found.answers == {"purpose": ("books", "study", "other"), "branch": "harbour"}
    assert found.unread == ()


def test_words_that_are_no_choice_are_told_with_the_nearest() -> None:
    """A slip is never guessed at: it is told, with what comes nearest."""
    found = back(added("branch", "Harbor"), added("purpose", "Boooks"), typed("satisfied", "quite"))

    assert found.answers == {}
    assert told(found)[:1] == [("satisfied", "quite", "This is none of the choices.")]
    assert ("branch", "Harbor", "This is none of the choices. The nearest is “Harbour”.") in told(found)
    assert ("purpose", "Boooks", "This is none of the choices. The nearest is “Books”.") in told(found)


def test_two_choices_where_one_is_allowed() -> None:
    """Both are told, none is taken."""
    found = back(added("branch", "Harbour", "Town centre"), added("satisfied", "4"))

    assert found.answers == {}
    assert told(found) == [
        ("satisfied", "3; 4", "Here stand two answers where one is allowed."),
        ("branch", "Harbour; Town centre", "Here stand two answers where one is allowed."),
    ]


def test_double_brackets_in_an_answer() -> None:
    """Somebody's own double brackets are a part of the answer, in a control and in plain text."""
    assert back(typed("ideas", "See [[annex]] and [[/]]")).answers == {"ideas": "See [[annex]] and [[/]]"}
    assert back(flat, added("ideas", "See [[annex]]."), sheet={}).answers == {"ideas": "See [[annex]]."}


def test_a_choice_that_was_deleted() -> None:
    """Where a line with its box is gone, nobody knows whether it was chosen: what is left is told, not taken."""

    def change(root: Any) -> None:
        gone = control(root, "purpose#study").getparent()
        gone.getparent().remove(gone)

    found = back(change, ticked("purpose#books"))

    assert found.answers == {}
    assert [(one.place, one.words) for one in found.unread] == [("purpose", "Books; Other")]


def test_a_remark_beside_a_choice() -> None:
    """Words written behind a box to tick are told; the tick counts."""

    def change(root: Any) -> None:
        ticked("purpose#books")(root)
        control(root, "purpose#books").getparent().append(run(" on Sundays"))

    found = back(change)

    assert found.answers == {"purpose": ("books", "study", "other")}
    assert told(found) == [("purpose", "on Sundays", "It stands beside “Books”.")]


@pytest.mark.parametrize(("ranks", "reason"), [({"longer": "1"}, "Two of these have the same rank."), ({"longer": "first"}, "A rank is a whole number from 1 on."), ({"longer": "0"}, "A rank is a whole number from 1 on.")])  # fmt: skip
def test_ranks_that_are_not_clear(ranks: dict[str, str], reason: str) -> None:
    """Two first ranks, and ranks that are no numbers, are told; the ranking stays as it was."""
    found = back(*(typed(f"priorities#{one}", rank) for one, rank in ranks.items()))

    assert found.answers == {}
    assert [(one.place, one.reason) for one in found.unread] == [("priorities", reason)]


def test_a_box_that_says_two_things() -> None:
    """A box that is ticked for the program and empty for the eye is told."""

    def change(root: Any) -> None:
        ticked("purpose#books")(root)
        next(control(root, "purpose#books").iter(f"{W}t")).text = "☐"

    found = back(change)

    assert found.answers == {}
    assert told(found) == [("purpose", "☐ Books", "It is not clear whether this is ticked.")]


def test_places_that_stand_twice() -> None:
    """A copied place with another answer is told with both; with the same answer it does no harm."""

    def twice(text: str) -> Callable[[Any], None]:
        def change(root: Any) -> None:
            holder = control(root, "ideas").getparent()
            holder.addnext(copy.deepcopy(holder))
            typed("ideas", text)(holder)

        return change

    same, other = back(twice("Warm rooms in winter.")), back(twice("Cold"))

    assert (same.answers, same.unread) == ({}, ())
    assert other.answers == {}
    assert [(one.place, one.words) for one in other.unread] == [("ideas", "Cold | Warm rooms in winter.")]


def test_marked_places_that_stand_twice() -> None:
    """Where controls are gone, a copied place with another answer is told with both and taken from neither."""

    def change(root: Any) -> None:
        flat(root)
        body = root.find(f"{W}body")
        for text in ("[[/]]", "Cold", "[[ideas]]"):
            body.insert(len(body) - 1, paragraph(text))
            body.insert(0, body[len(body) - 2])

    found = back(change)

    assert found.answers == {}
    assert [(one.place, one.words) for one in found.unread] == [("ideas", "Cold"), ("ideas", "Warm rooms in winter.")]


def test_fields_of_another_questionnaire() -> None:
    """A field, or a marked place, that the questionnaire does not have is told with its words."""

    def change(root: Any) -> None:
        tag = control(root, "ideas").find(f"{W}sdtPr/{W}tag")
        tag.set(f"{W}val", "satchel:nowhere")
        root.find(f"{W}body").insert(0, paragraph("[[elsewhere]]\nlost?\n[[/]]"))

    found = back(change)

    assert ("", "Warm rooms in winter.", "This stands in a field that the questionnaire does not have.") in told(found)
    assert ("", "lost?", "This stands in a place that the questionnaire does not have.") in told(found)


def test_a_place_that_was_deleted_keeps_its_answer() -> None:
    """A question cut out of the file is told, and is no wish to clear the answer."""

    def change(root: Any) -> None:
        holder = control(root, "ideas").getparent()
        mark, end = holder.getprevious(), holder.getnext()
        for one in (mark, holder, end):
            one.getparent().remove(one)

    found = back(change)

    assert found.answers == {}
    assert told(found) == [("ideas", "", "This place is missing in the file; its answer stays as it was.")]


def test_an_end_mark_that_is_gone() -> None:
    """Without its end mark a place has no end: a control still tells the answer, plain text is told and not taken."""

    def severed(root: Any) -> None:
        mark = next(one for one in root.iter(f"{W}p") if "".join(one.itertext()).startswith("[[ideas"))
        end = mark.getnext().getnext()
        end.getparent().remove(end)

    assert back(severed).answers == {}
    assert back(severed).unread == ()
    assert back(severed, typed("ideas", "New")).answers == {"ideas": "New"}
    flattened = back(severed, flat, added("ideas", "New"))
    assert flattened.answers == {}
    assert [(one.place, one.words) for one in flattened.unread] == [("ideas", "New\nWarm rooms in winter.")]


def test_words_beside_the_places_are_notes() -> None:
    """New paragraphs, words put into ours, comments with their author and place, and pictures are told word for word."""

    def change(root: Any) -> None:
        body = root.find(f"{W}body")
        body.insert(3, paragraph("Dear all, good luck!"))
        line_of(root, "Your name").append(run(" here"))
        start = etree.Element(f"{W}commentRangeStart")
        start.set(f"{W}id", "7")
        control(root, "ideas").getparent().insert(1, start)
        etree.SubElement(etree.SubElement(body[3], f"{W}r"), f"{W}drawing")

    found = back(change, comments=COMMENTS)

    assert (found.answers, found.unread) == ({}, ())
    assert found.notes[:2] == ("Dear all, good luck!", "Your name here")
    assert "There is a picture at “Dear all, good luck!”. Satchel reads only text." in found.notes
    assert any(
        one.startswith("Ben Example in the margin at “") and one.endswith("”: Is this so?") for one in found.notes
    )
    assert len(found.notes) == 4


def test_a_comment_without_a_place_is_kept() -> None:
    """A comment whose place in the text is gone is told all the same."""
    assert back(lambda root: root, comments=COMMENTS).notes == ("Ben Example in the margin: Is this so?",)


def test_a_list_with_one_stranger_is_not_taken_in_part() -> None:
    """Several choices in one line count only where each of them is a choice."""
    found = back(added("purpose", "Books, chess"))

    assert found.answers == {}
    assert [(one.place, one.words) for one in found.unread] == [("purpose", "Books, chess")]


def test_footnotes_are_notes() -> None:
    """What stands at the foot of a page is told."""
    foot = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote><w:p><w:r><w:t>See our paper.</w:t></w:r></w:p></w:footnote></w:footnotes>'

    assert back(lambda root: root, footnotes=foot.encode()).notes == ("See our paper.",)


def test_text_that_a_control_calls_empty_is_read() -> None:
    """A program that leaves the sign of emptiness behind does not make an answer vanish."""

    def change(root: Any) -> None:
        content = control(root, "first-visit").find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)
        content.append(run("2001-01-01"))

    assert back(change, sheet={}).answers == {"first-visit": "2001-01-01"}


def test_another_version_of_the_questionnaire_is_noted() -> None:
    """A file made from another questionnaire of the same places says so."""
    data = write(questionnaire(KIND), {}, None, language="en", draft="d", name="Ours")

    found = take(data, questionnaire("micro-credentials"))

    assert "This file was made from another version of the questionnaire." in found.notes
    assert found.answers == {}
