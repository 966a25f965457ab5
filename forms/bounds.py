"""Bounds in a declared type, as pydantic reads them, though nothing of pydantic is loaded until it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Bound(NamedTuple):
    """One bound: `ge` of a number, `min_length` or `max_length` of a tuple, named as pydantic's core schema names them."""

    name: str
    value: int

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        """Called by pydantic alone."""
        return {**handler(source), self.name: self.value}
