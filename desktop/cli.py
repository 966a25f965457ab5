"""The same verbs without a screen: each prints what it did; exit 0 done, 1 refused with reasons, 2 wrong usage."""

from __future__ import annotations

import argparse
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop import NAME, VERSION
from desktop.paths import Paths, default_home
from desktop.work import (
    deciding_verbs,
    drafting_verbs,
    keeping,
    people_verbs,
    preparing,
    printing,
    responding,
    sharing_verbs,
    signing_verbs,
    talking_verbs,
)
from desktop.work.reply import Refusal, Reply
from forms.trouble import Trouble

Verb = Callable[[argparse.Namespace, Paths], Reply]


def main(arguments: Sequence[str]) -> int:
    """Run one verb. Returns the exit code; a wrong usage ends the process with 2 and the usage on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name that this terminal cannot write must not end a verb
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(list(arguments))
    if not chosen.verb:
        parser().print_help()
        return 2
    verb: Verb = chosen.run
    try:
        reply = verb(chosen, Paths(chosen.home or default_home()))
    except Refusal as refusal:
        return _refused(refusal.lines, refusal.facts, as_json=chosen.json, sound=refusal.sound)
    except Trouble as trouble:
        return _refused((f"{trouble.code}: {trouble}",), {"code": trouble.code}, as_json=chosen.json)
    if chosen.json:
        print(json.dumps({"done": True, **reply.facts}, ensure_ascii=False, indent=2))
    else:
        for line in reply.lines:
            print(visible(line))
    return 0


def _refused(lines: Sequence[str], facts: dict[str, Any], *, as_json: bool, sound: Sequence[str] = ()) -> int:
    if as_json:
        print(json.dumps({"done": False, "reasons": list(lines), **facts}, ensure_ascii=False, indent=2))
    else:
        for line in sound:
            print(visible(line), flush=True)
        for line in lines:
            print(visible(line), file=sys.stderr)
    return 1


def visible(line: str) -> str:
    """`line` with what steers a terminal or turns the direction of writing made visible: names come from other people."""
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one for one in line
    )


def _attached(word: str) -> str:
    name, _, file = word.partition("=")
    if not name or not file:
        raise argparse.ArgumentTypeError(f"“{word}” does not say to which question the file belongs: QUESTION=FILE")
    return word


def parser() -> argparse.ArgumentParser:
    """The command line as `--help` shows it."""
    top = argparse.ArgumentParser(
        prog="python3 -m desktop",
        description=f"{NAME} {VERSION}: answer public consultations offline. Without a verb the window opens.",
    )
    top.add_argument("--version", action="version", version=f"{NAME} {VERSION}")
    top.add_argument("--home", type=Path, metavar="DIR", help="keep all state in DIR instead of the usual folder")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object")
    common.add_argument("--home", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    verbs = top.add_subparsers(dest="verb", metavar="VERB")

    def add(name: str, run: Verb, words: str) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, parents=[common], help=words, description=words)
        one.set_defaults(run=run)
        return one

    fill = add("fill", responding.fill, "answer a questionnaire from a file and write receipt and package")
    fill.add_argument("questionnaire", help="the id of a bundled questionnaire, or a definition file")
    fill.add_argument("--answers", type=Path, required=True, metavar="FILE.json", help="the answers (docs/answers.md)")
    fill.add_argument(
        "--attach", type=_attached, action="append", default=[], metavar="QUESTION=FILE", help="a file as an answer"
    )
    fill.add_argument(
        "--language", metavar="TAG", help="the language of the receipt, where the questionnaire has several"
    )
    fill.add_argument("--out", type=Path, required=True, metavar="DIR", help="where receipt and package go")

    check = add("check", preparing.check, "name every fault of a definition file")
    check.add_argument("file", type=Path)

    schema = add("schema", preparing.schema, "print a JSON Schema")
    schema.add_argument("of", choices=["questionnaire", "answers"])
    schema.add_argument("questionnaire", nargs="?", help="for answers: which questionnaire")

    blank = add("blank", printing.blank, "print the empty questionnaire as PDF")
    blank.add_argument("questionnaire")
    blank.add_argument("--language", metavar="TAG")
    blank.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")

    receipt = add("receipt", printing.receipt, "print the receipt of a package again")
    receipt.add_argument("package", type=Path)
    receipt.add_argument("--style", choices=["full", "answers", "large"], default="full")
    receipt.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")

    verify = add("verify", responding.verify, "say whether packages are whole, unaltered, and by whom")
    verify.add_argument("packages", type=Path, nargs="+", metavar="PACKAGE")

    withdraw = add("withdraw", responding.withdraw, "write a signed withdrawal of a contribution")
    withdraw.add_argument("package", type=Path)
    withdraw.add_argument("--out", type=Path, required=True, metavar="DIR")

    add("drafts", keeping.drafts, "list the drafts of this home folder")

    key = add("key", keeping.key, "show, back up, restore or replace the device key")
    deed = key.add_mutually_exclusive_group()
    deed.add_argument("--back-up", type=Path, metavar="FILE")
    deed.add_argument("--restore", type=Path, metavar="FILE")
    deed.add_argument("--replace", action="store_true")
    key.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="the passphrase is its first line; otherwise you are asked"
    )
    _add_drafting(add)
    _add_together(add)
    return top


Add = Callable[[str, Verb, str], argparse.ArgumentParser]
DRAFT = "its id, the beginning of the id, or its name"


def _add_drafting(add: Add) -> None:
    """The verbs over the answers of one draft."""
    begin = add("begin", drafting_verbs.begin, "begin a draft without the window")
    begin.add_argument("questionnaire", help="the id of a bundled questionnaire, or a definition file")
    begin.add_argument("--name", required=True, help="what the draft is called")
    begin.add_argument("--answers", type=Path, metavar="FILE.json", help="answers to begin with (docs/answers.md)")

    answer = add("answer", drafting_verbs.answer, "give one answer in a draft")
    answer.add_argument("draft", help=DRAFT)
    answer.add_argument("question", help="the id of a question, or one place in it: QUESTION/ROW")
    answer.add_argument(
        "value", help="""the answer as JSON: '"a-choice"', '["two", "choices"]'; null clears it (docs/answers.md)"""
    )
    answer.add_argument("--mine", action="store_true", help="where answers differ, go on with my own version")

    finalise = add("finalise", signing_verbs.finalise, "make a draft a contribution and write receipt and package")
    finalise.add_argument("draft", help=DRAFT)
    finalise.add_argument("--out", type=Path, required=True, metavar="DIR", help="where receipt and package go")


def _add_together(add: Add) -> None:
    """The verbs for drafting together."""
    share = add("share", sharing_verbs.share, "write the file for colleagues; the first time, begin to share the draft")
    share.add_argument("draft", help=DRAFT)
    share.add_argument(
        "--as", dest="name", metavar="NAME", help="the name your colleagues know you by (the first time)"
    )
    share.add_argument("--out", type=Path, required=True, metavar="FILE", help="the new file (….exchange.zip)")
    share.add_argument("--passphrase-file", type=Path, metavar="FILE", help="lock it; the passphrase is its first line")

    reconcile = add(
        "reconcile", sharing_verbs.reconcile, "take colleagues' files in; a draft that is new here is joined"
    )
    reconcile.add_argument("files", type=Path, nargs="*", metavar="FILE")
    reconcile.add_argument("--dry-run", action="store_true", help="only say what would change")
    reconcile.add_argument("--as", dest="name", metavar="NAME", help="your name, where a draft is joined")
    reconcile.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the passphrase is its first line")
    reconcile.add_argument("--undo", metavar="DRAFT", help="put aside again what was taken in last")

    people = add(
        "people", people_verbs.people, "who takes part in a shared draft; let somebody in, or take somebody out"
    )
    people.add_argument("draft", help=DRAFT)
    people.add_argument("--admit", metavar="WHO", help="let in, or give other parts: a key or its fingerprint")
    people.add_argument("--roles", metavar="ROLE,…", help="of coordinator, editor, commenter, approver, signer")
    people.add_argument("--remove", metavar="WHO", help="take out: a key or its fingerprint")

    history = add("history", deciding_verbs.history, "who said what about each answer")
    history.add_argument("draft", help=DRAFT)
    history.add_argument("question", nargs="?")
    history.add_argument(
        "--erase", metavar="STEP", help="erase the words of one step everywhere, named by what stands in []"
    )

    decide = add("decide", deciding_verbs.decide, "list the answers that differ, or decide one for everybody")
    decide.add_argument("draft", help=DRAFT)
    decide.add_argument("question", nargs="?", help="the id of a question, or one place in it: QUESTION/ROW")
    decide.add_argument("--use", type=int, metavar="N", help="the version of this number")
    decide.add_argument("--value", metavar="JSON", help="another answer, as JSON")
    decide.add_argument("--both", action="store_true", help="everything that anybody wrote, or ticked")

    comments = add("comments", talking_verbs.comments, "what colleagues say to each other")
    comments.add_argument("draft", help=DRAFT)
    comments.add_argument("question", nargs="?")
    comments.add_argument("--add", metavar="TEXT", help="say something")
    comments.add_argument("--reply", nargs=2, metavar=("ID", "TEXT"), help="reply to what somebody said")
    comments.add_argument("--resolve", metavar="ID", help="nothing is left to say about this")

    approve = add("approve", talking_verbs.approve, "say that an answer is good as it is now")
    approve.add_argument("draft", help=DRAFT)
    approve.add_argument("question")
    approve.add_argument("--changes", metavar="NOTE", help="or what should change")

    sign_off = add("sign-off", signing_verbs.sign_off, "sign all answers as they are now, or say what is still open")
    sign_off.add_argument("draft", help=DRAFT)
    sign_off.add_argument("--dry-run", action="store_true", help="only say what is still open")
