"""Patterns of a definition, run on a regular-expression engine that takes linear time whatever the pattern."""

from __future__ import annotations

from collections.abc import Callable


def compile_pattern(pattern: str) -> Callable[[str], bool]:
    """A test whether a whole text matches `pattern` (syntax of the Rust crate `regex`: no look-around, no back
    references). Raises `ValueError` when the pattern is not understood or compiles to something too large."""
    # Imported here so that a questionnaire without patterns does not pay for the library.
    from pydantic_core import SchemaError, SchemaValidator
    from pydantic_core.core_schema import str_schema

    whole = rf"\A(?:{pattern})\z"
    try:
        # Alone first: `a)(b` is no pattern, though it becomes one between our brackets.
        SchemaValidator(str_schema(pattern=pattern, regex_engine="rust-regex"))
        matcher = SchemaValidator(str_schema(pattern=whole, regex_engine="rust-regex", strict=True))
    except SchemaError as fault:
        raise ValueError(f"the pattern {pattern!r} is not understood") from fault
    return matcher.isinstance_python


class Patterns:
    """The patterns of one questionnaire, each compiled when first needed."""

    __slots__ = ("_compiled", "_refused")

    def __init__(self) -> None:
        self._compiled: dict[str, Callable[[str], bool]] = {}
        self._refused: dict[str, ValueError] = {}

    def matches(self, pattern: str, text: str) -> bool:
        """Whether the whole of `text` matches `pattern`; raises `ValueError` as `compile_pattern` does."""
        test = self._compiled.get(pattern)
        if test is None:
            # To find that a pattern is too large takes longest, so that is remembered too.
            if pattern in self._refused:
                raise self._refused[pattern]
            try:
                test = self._compiled[pattern] = compile_pattern(pattern)
            except ValueError as fault:
                self._refused[pattern] = fault
                raise
        return test(text)
