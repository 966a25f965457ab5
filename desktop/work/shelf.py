"""Questionnaires at hand: the bundled ones, and reading any other definition file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from desktop.work.office import Office
from desktop.work.reply import Refusal
from forms.questionnaire import Questionnaire
from forms.reading import read, reread
from forms.trouble import Trouble

MAX_READ_BYTES = 10_000_000
EXAMPLE = "every-kind.json"
"""Shows what a questionnaire can ask; it stands behind those that are asked in earnest."""


class Lists(Mapping[str, bytes]):
    """The named lists that definitions refer to, read when asked for."""

    def __init__(self) -> None:
        self._folder = files("resources") / "lists"

    def __getitem__(self, name: str) -> bytes:
        entry = self._folder / f"{name}.json"
        if not entry.is_file():
            raise KeyError(name)
        return entry.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return (entry.name.removesuffix(".json") for entry in self._folder.iterdir() if entry.name.endswith(".json"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def bundled() -> dict[str, bytes]:
    """The definition files that come with the program, by file name without ending."""
    folder = files("resources") / "questionnaires"
    entries = sorted(folder.iterdir(), key=lambda entry: (entry.name == EXAMPLE, entry.name))
    return {entry.name.removesuffix(".json"): entry.read_bytes() for entry in entries if entry.name.endswith(".json")}


def definition_bytes(path: Path) -> bytes:
    """The bytes of a definition file. Raises `Trouble` where it is missing or too large; a huge file is not read."""
    try:
        size = path.stat().st_size
        if size > MAX_READ_BYTES:
            raise Trouble(
                "definition-too-large",
                f"“{path.name}” has {size:,} bytes. A questionnaire has at most {MAX_READ_BYTES:,}.",
                remedy="Check that this is the right file.",
            )
        return path.read_bytes()
    except OSError as fault:
        raise Trouble(
            "cannot-read", f"“{path.name}” cannot be read: {fault.strerror}.", remedy="Check the name and the folder."
        ) from fault


def find(name_or_path: str) -> Questionnaire:
    """A questionnaire by the id of a bundled one or by file. Raises `Trouble` (`Unreadable` with every fault)."""
    known = bundled()
    if name_or_path in known:
        return read(known[name_or_path], Lists())
    path = Path(name_or_path)
    if not path.exists() and path.suffix != ".json":
        names = ", ".join(known)
        raise Trouble(
            "unknown-questionnaire",
            f"There is no questionnaire “{name_or_path}”.",
            remedy=f"Give a file, or one of: {names}.",
        )
    return read(definition_bytes(path), Lists())


def offered(questionnaire: Questionnaire, tag: str | None) -> str:
    """The language asked for, its own where none is. Raises `Refusal` for one that the questionnaire does not offer."""
    languages = list(dict.fromkeys((questionnaire.language, *questionnaire.languages)))
    if tag is not None and tag not in languages:
        raise Refusal([f"--language: there is no “{tag}” in this questionnaire. It offers: {', '.join(languages)}."])
    return tag or questionnaire.language


def at_hand(office: Office) -> Iterator[tuple[Questionnaire, bool]]:
    """Every questionnaire that can be begun, and whether it is bundled. A bundled file is read and checked once; from then on
    the archive knows it by the digest of the file."""
    kept = office.questionnaires.all()
    known = {one.origin: one.digest for one in kept}
    lists = Lists()
    shared = hashlib.sha256(b"".join(lists[name] for name in sorted(lists))).digest()
    shown = set()
    for data in bundled().values():
        origin = "bundled:" + hashlib.sha256(shared + data).hexdigest()
        questionnaire = _intact(office, known.get(origin, ""))
        if questionnaire is None:
            questionnaire = read(data, lists)
            office.questionnaires.keep(questionnaire, origin=origin, now=office.stamp())
        shown.add(questionnaire.digest)
        yield questionnaire, True
    for one in kept:
        if one.origin == "file" and one.digest not in shown:
            found = _intact(office, one.digest)
            if found is not None:
                yield found, False


def _intact(office: Office, digest: str) -> Questionnaire | None:
    """A kept questionnaire; None where its bytes were damaged: a bundled one is then kept anew, another is told when a draft of it
    is opened."""
    try:
        return reread(office.questionnaires.source(digest))
    except Trouble as trouble:
        if trouble.code != "questionnaire-damaged":
            raise
        return None
