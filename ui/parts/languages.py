"""Languages by the names that their speakers use."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def language_name(tag: str) -> str:
    """`de` → Deutsch; the tag itself where Qt does not know it."""
    name = QLocale(tag).nativeLanguageName()
    language = QLocale(tag).language()
    if language in (QLocale.Language.C, QLocale.Language.AnyLanguage) or not name:
        return tag
    return name if language != QLocale.Language.English else "English"
