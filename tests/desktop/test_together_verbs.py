"""Drafting together by verbs alone: two home folders, files between them, and what each verb says back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.paths import Paths
from desktop.start import main
from desktop.work.opening import open_archive
from forms.package.package import unpack
from tests.desktop.colleagues import BEGINNING
from tests.samples import library_answers, questionnaire

Run = Callable[..., tuple[int, str, str]]
NAME = "Our reply"
BEFORE = "Rooms should be warm. Tea should be free. Chess should be allowed."


class Desk:
    """Two people who only type verbs."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys, self._files = folder, capsys, 0

    def run(self, who: str, *words: str | Path) -> tuple[int, str, str]:
        """A verb in the home folder of `who`: exit code, output, errors."""
        self._capsys.readouterr()
        code = main([*map(str, words), "--home", str(self.folder / who)])
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def done(self, who: str, *words: str | Path) -> str:
        """A verb that succeeds: what it said."""
        code, out, err = self.run(who, *words)
        assert code == 0, err
        return out

    def refused(self, who: str, *words: str | Path) -> str:
        """A verb that is refused: why."""
        code, out, err = self.run(who, *words)
        assert (code, out) == (1, ""), out
        return err

    def facts(self, who: str, *words: str | Path) -> dict[str, Any]:
        """A verb that succeeds: its facts."""
        found: dict[str, Any] = json.loads(self.done(who, *words, "--json"))
        return found

    def file(self, who: str, *more: str | Path) -> Path:
        """Share: a new file."""
        self._files += 1
        path = self.folder / f"{who}-{self._files}.exchange.zip"
        self.done(who, "share", NAME, "--out", path, *more)
        return path

    def pass_on(self, sender: str, to: str) -> str:
        """One file from one to the other."""
        return self.done(to, "reconcile", self.file(sender))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder without any home yet."""
    return Desk(tmp_path, capsys)


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Anna shares a draft, and Ben is in it with all parts."""
    answers = desk.folder / "answers.json"
    answers.write_text(json.dumps({"ideas": BEFORE, "visits-a-month": 4}), encoding="utf-8")
    desk.done("anna", "begin", "every-kind", "--name", NAME, "--answers", answers)
    desk.done("ben", "reconcile", desk.file("anna", "--as", "Anna"), "--as", "Ben")
    desk.pass_on("ben", "anna")
    assert "Ben: asks to be let in" in desk.done("anna", "people", NAME)
    desk.done("anna", "people", NAME, "--admit", fingerprint(desk, "Ben"))
    desk.pass_on("anna", "ben")
    return desk


def fingerprint(desk: Desk, name: str) -> str:
    """By what Anna's list knows somebody."""
    people = desk.facts("anna", "people", NAME)["people"]
    return str(next(one["fingerprint"] for one in people if one["name"] == name))


def test_a_draft_begins_and_is_answered_without_a_window(desk: Desk) -> None:
    """`begin` and `answer` give what `drafts` lists; a draft is found by its name, its id and the beginning of that."""
    begun = desk.facts("anna", "begin", "every-kind", "--name", NAME)["draft"]
    assert begun in desk.done("anna", "drafts")
    for words in (NAME, begun, begun[:8]):
        assert desk.facts("anna", "answer", words, "visits-a-month", "4")["answers"] == {"visits-a-month": "4"}
    told = desk.facts("anna", "answer", NAME, "purpose", '["study", {"choice": "other", "text": "Tea"}]')
    assert told["answers"] == {"purpose": ["study", "other"], "purpose/other/text": "Tea"}
    assert desk.facts("anna", "answer", NAME, "good-times/sunday", '["evening"]')["answers"] == {
        "good-times/sunday": ["evening"]
    }
    assert desk.facts("anna", "answer", NAME, "purpose/other/text", '"Chess"')["answers"] == {
        "purpose/other/text": "Chess"
    }
    cleared = desk.facts("anna", "answer", NAME, "purpose", "null")["answers"]
    assert cleared == {"purpose": None, "purpose/other/text": None}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("answer", "Another", "ideas", '"x"'), "there is no such draft"),
        (("answer", NAME, "nothing", '"x"'), "there is no such question"),
        (("answer", NAME, "purpose", '["nowhere"]'), "purpose"),
        (("answer", NAME, "ideas", "not json"), "json"),
        (("share", NAME, "--out", "x.exchange.zip"), "give yours: --as"),
        (("history", NAME), "yours alone"),
        (("decide", NAME), "yours alone"),
        (("sign-off", NAME), "yours alone"),
        (("finalise", NAME, "--out", "there"), "visits-a-month"),
        (("reconcile", "nothing.zip"), "cannot be read"),
        (("reconcile",), "at least one file"),
        (("begin", "nowhere", "--name", "x"), "no questionnaire"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(desk: Desk, words: tuple[str, ...], sentence: str) -> None:
    """Exit code 1, a sentence, and the draft is what it was."""
    desk.done("anna", "begin", "every-kind", "--name", NAME)
    before = desk.facts("anna", "drafts")["drafts"]
    assert sentence.lower() in desk.refused("anna", *words).lower()
    assert desk.facts("anna", "drafts")["drafts"] == before


def test_two_drafts_of_one_name_are_told_apart(desk: Desk) -> None:
    """A name that two drafts have is refused with both ids."""
    ids = [desk.facts("anna", "begin", "every-kind", "--name", NAME)["draft"] for _ in range(2)]
    told = desk.refused("anna", "answer", NAME, "ideas", '"x"')
    assert all(one in told for one in ids)
    desk.done("anna", "answer", ids[0], "ideas", '"x"')


def test_a_verb_waits_for_no_window(two: Desk) -> None:
    """While a window has the archive open, each verb says so, and nothing is changed."""
    file = two.file("anna")
    archive = open_archive(Paths(two.folder / "ben"), BEGINNING)
    try:
        for words in (
            ("answer", NAME, "ideas", '"x"'),
            ("reconcile", file),
            ("share", NAME, "--out", two.folder / "no.zip"),
            ("decide", NAME),
        ):
            assert two.refused("ben", *words).startswith("locked:")
    finally:
        archive.close()
    assert not (two.folder / "no.zip").exists()


def test_work_goes_there_and_back(two: Desk) -> None:
    """What one answers, the other has after a file; texts come together; the same file again is nothing new."""
    two.done("anna", "answer", NAME, "ideas", json.dumps(BEFORE.replace("warm", "very warm")))
    two.done("ben", "answer", NAME, "ideas", json.dumps(BEFORE.replace("allowed", "always allowed")))
    two.done("ben", "answer", NAME, "name", '"Ana Example"')
    file = two.file("ben")
    looked = two.done("anna", "reconcile", file, "--dry-run")
    assert "Nothing was changed." in looked
    told = two.done("anna", "reconcile", file)
    assert "from Ben: 1 new, 1 combined" in told
    assert told.strip() in looked
    assert "nothing new" in two.done("anna", "reconcile", file, file)
    assert "Ana Example" in two.done("anna", "history", NAME, "name")


def test_different_answers_are_listed_and_decided(two: Desk) -> None:
    """A plain edit is refused where answers differ; `--mine` goes on; `decide` lists, takes one by number, and settles for both."""
    two.done("anna", "answer", NAME, "visits-a-month", "5")
    two.done("ben", "answer", NAME, "visits-a-month", "6")
    two.pass_on("ben", "anna")
    two.pass_on("anna", "ben")

    assert "different answers" in two.refused("anna", "answer", NAME, "visits-a-month", "7")
    assert "your own version" in two.done("anna", "answer", NAME, "visits-a-month", "8", "--mine")
    listed = two.facts("anna", "decide", NAME)["differing"]["visits-a-month"]
    assert listed == {
        "before": "4",
        "versions": [{"value": "6", "people": ["Ben"]}, {"value": "8", "people": ["Anna"]}],
    }
    assert "1  Ben: 6" in two.done("anna", "decide", NAME, "visits-a-month")
    assert "versions 1 to 2" in two.refused("anna", "decide", NAME, "visits-a-month", "--use", "3")
    assert "both cannot" in two.refused("anna", "decide", NAME, "visits-a-month", "--both")
    two.done("anna", "decide", NAME, "visits-a-month", "--use", "1")
    two.pass_on("anna", "ben")
    assert two.facts("ben", "decide", NAME)["differing"] == {}
    assert "6  (counts now)" in two.done("ben", "history", NAME, "visits-a-month")


def test_both_keeps_every_word(two: Desk) -> None:
    """`--both` on a text keeps what agrees once, and both of what differs."""
    for who, word in (("anna", "hot"), ("ben", "cool")):
        two.done(who, "answer", NAME, "ideas", json.dumps(BEFORE.replace("warm", word)))
    two.pass_on("ben", "anna")
    told = two.facts("anna", "decide", NAME, "ideas", "--both")["value"]
    assert "hot" in told
    assert "cool" in told
    assert told.count("Tea should be free.") == 1


def test_the_newest_file_is_put_aside_again(two: Desk) -> None:
    """`--undo` takes back what a file brought; taking it in again brings it back."""
    two.done("ben", "answer", NAME, "name", '"Ana Example"')
    file = two.file("ben")
    two.done("anna", "reconcile", file)
    assert two.facts("anna", "reconcile", "--undo", NAME)["touched"] == ["name"]
    assert "Nothing was answered" in two.done("anna", "history", NAME, "name")
    two.done("anna", "reconcile", file)
    assert "Ana Example" in two.done("anna", "history", NAME, "name")


def test_one_bad_file_among_good_ones_changes_nothing(two: Desk) -> None:
    """Every file is checked before the first is taken in, and each fault is named."""
    two.done("ben", "answer", NAME, "name", '"Ana Example"')
    good = two.file("ben")
    bad = two.folder / "bad.exchange.zip"
    bad.write_bytes(good.read_bytes()[:-100])
    assert str(bad) in two.refused("anna", "reconcile", good, bad)
    assert "Nothing was answered" in two.done("anna", "history", NAME, "name")


def test_a_locked_file_asks_for_its_passphrase(two: Desk) -> None:
    """Without the passphrase it is refused; with it the file is taken in. A file is never written over."""
    phrase = two.folder / "phrase"
    phrase.write_text("a long passphrase\n", encoding="utf-8")
    two.done("ben", "answer", NAME, "name", '"Ana Example"')
    file = two.file("ben", "--passphrase-file", phrase)
    assert "passphrase" in two.refused("anna", "reconcile", file)
    two.done("anna", "reconcile", file, "--passphrase-file", phrase)
    assert "already" in two.refused("ben", "share", NAME, "--out", file)


def test_people_talk_and_approve(two: Desk) -> None:
    """A comment, a reply and its resolving travel; an approval is refused to nobody who may, and says what should change."""
    two.done("anna", "comments", NAME, "ideas", "--add", "Is tea free?")
    two.pass_on("anna", "ben")
    (thread,) = two.facts("ben", "comments", NAME, "ideas")["threads"]
    two.done("ben", "comments", NAME, "--reply", thread["id"][:8], "It is.")
    two.done("ben", "comments", NAME, "--resolve", thread["id"][:8])
    two.pass_on("ben", "anna")
    told = two.done("anna", "comments", NAME)
    assert "Ben: It is." in told
    assert "(resolved)" in told
    assert two.facts("ben", "approve", NAME, "ideas")["state"] == "approved"
    assert two.facts("ben", "approve", NAME, "ideas", "--changes", "Shorter.")["state"] == "changes"
    assert "ideas" in two.refused("ben", "sign-off", NAME)
    assert "no such comment" in two.refused("ben", "comments", NAME, "--resolve", "ffff")


def test_who_takes_part(two: Desk) -> None:
    """Other parts are given and taken; an answer of who may not edit counts as a suggestion; nobody is let in by a mere name."""
    ben = fingerprint(two, "Ben")
    for words, sentence in (
        (("--admit", "Ben"), "nobody here"),
        (("--roles", "editor"), "say who"),
        (("--admit", ben, "--roles", "king"), "no part"),
    ):
        assert sentence in two.refused("anna", "people", NAME, *words)
    assert "Only a coordinator" in two.refused("ben", "people", NAME, "--remove", ben)
    two.done("anna", "people", NAME, "--admit", ben.lower(), "--roles", "commenter")
    two.pass_on("anna", "ben")
    assert "is a suggestion" in two.done("ben", "answer", NAME, "name", '"Ana Example"')
    assert "approves" in two.refused("ben", "approve", NAME, "ideas")
    assert "1 suggestion" in two.pass_on("ben", "anna")
    assert "no longer takes part" in two.done("anna", "people", NAME, "--remove", ben)


def test_signed_off_and_finalised(desk: Desk) -> None:
    """A whole draft is signed off and becomes a package that verifies; what is missing is told before."""
    desk.done("anna", "begin", "every-kind", "--name", NAME)
    desk.file("anna", "--as", "Anna")
    told = desk.done("anna", "sign-off", NAME, "--dry-run")
    assert "required answers are missing" in told
    assert "required answers are missing" in desk.refused("anna", "sign-off", NAME)
    for target, value in library_answers().items():
        plain = value if isinstance(value, bool) else list(value) if isinstance(value, tuple) else value
        desk.done("anna", "answer", NAME, target, json.dumps(plain))
    assert "can be signed" in desk.done("anna", "sign-off", NAME, "--dry-run")
    assert "Signed off" in desk.done("anna", "sign-off", NAME)
    out = desk.folder / "out"
    facts = desk.facts("anna", "finalise", NAME, "--out", out)
    package = unpack(Path(facts["package"]))
    assert package.identity == facts["identity"]
    assert package.contribution.questionnaire_id == questionnaire("every-kind").id
    assert Path(facts["receipt"]).read_bytes() == package.receipt
