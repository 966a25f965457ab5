"""Trouble: an expected failure of the world, told in three sentences."""

from __future__ import annotations


class Trouble(Exception):
    """What happened, what is safe, what to do; `code` names the case for tests, scripts and the log."""

    def __init__(self, code: str, happened: str, safe: str = "", remedy: str = "") -> None:
        super().__init__(happened)
        self.code = code
        self.happened = happened
        self.safe = safe
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.remedy) if part)
