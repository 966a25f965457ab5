"""The program's own words, translatable: `{}` placeholders, and plural forms by count."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(context: str, text: str, **facts: object) -> str:
    """`text` in the program's language, its placeholders filled with `facts`."""
    told = QCoreApplication.translate(context, text)
    return told.format(**facts) if facts else told


def trn(context: str, one: str, many: str, count: int, **facts: object) -> str:
    """The form for `count`, which fills `{n}`. English has two forms; a translation brings its own number of them."""
    told = QCoreApplication.translate(context, one if count == 1 else many, None, count)
    return told.format(n=count, **facts)
