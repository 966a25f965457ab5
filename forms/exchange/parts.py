"""The parts of an exchange file: a closed list of names, each read on its own, each within its limit."""

from __future__ import annotations

from collections.abc import Collection
from typing import BinaryIO

from forms.exchange.patterns import is_hash
from forms.exchange.refusal import ExchangeRefused
from forms.package import container
from forms.trouble import Trouble

MAX_FILES = 20_000
MAX_BYTES = 500_000_000
MAX_PART = 100_000_000
HEAD = "exchange.json"
HEAD_SIGNATURE = "exchange.sshsig"
QUESTIONNAIRE = "questionnaire.json"
_RULES = container.Rules(MAX_FILES, MAX_BYTES, exact=False)
_ATTACHMENTS = "attachments/"


class Parts:
    """The parts of one file, opened and not yet read. Raises `PackageRefused` for a container that plays tricks."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._members = {one.name: one for one in container.members(file, _RULES)}

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of one part. Raises `ExchangeRefused` where it is missing, `PackageRefused` where it is damaged or too large."""
        member = self._members.get(name)
        if member is None:
            raise ExchangeRefused("missing-file", name)
        return container.read(self._file, member, limit)

    def close_list(self, segments: Collection[str]) -> None:
        """Refuse any part that does not belong beside these segments, and their own where missing. Raises `ExchangeRefused`."""
        needed = {HEAD, HEAD_SIGNATURE, QUESTIONNAIRE}
        for hashed in segments:
            needed.update(names(hashed))
        for name in self._members:
            if name not in needed and not (name.startswith(_ATTACHMENTS) and is_hash(name.removeprefix(_ATTACHMENTS))):
                raise ExchangeRefused("name", name)
        for name in sorted(needed):
            if name not in self._members:
                raise ExchangeRefused("missing-file", name)

    def attachments(self) -> list[str]:
        """The digests of the attached files."""
        return [name.removeprefix(_ATTACHMENTS) for name in self._members if name.startswith(_ATTACHMENTS)]


def names(hashed: str) -> tuple[str, str, str]:
    """The names of a segment, of its signature and of its payloads."""
    return f"segments/{hashed}.jsonl", f"segments/{hashed}.sshsig", f"payloads/{hashed}.jsonl"


def attachment(digest: str) -> str:
    """The name of an attached file."""
    return _ATTACHMENTS + digest


def packed(parts: dict[str, bytes]) -> bytes:
    """The bytes of a file with these parts. Raises `Trouble` where nobody would take it."""
    sizes = [len(data) for data in parts.values()]
    # The headers of the most parts that there can be take 4 MB.
    if len(parts) > MAX_FILES or max(sizes) > MAX_PART or sum(sizes) > MAX_BYTES - 5_000_000:
        raise Trouble(
            "exchange-too-large",
            f"The draft and its attached files are larger than a file for colleagues may be: {sum(sizes):,} bytes.",
            "Nothing was written.",
            f"Attach fewer or smaller files: all together may have {MAX_BYTES // 1_000_000} MB.",
        )
    # What people attach is mostly compressed already.
    return container.write(parts, {name for name in parts if not name.startswith(_ATTACHMENTS)})
