"""The official languages of the European Union by their own names, for paper."""

from __future__ import annotations

_NAMES = {
    "bg": "български", "cs": "čeština", "da": "dansk", "de": "Deutsch", "el": "ελληνικά", "en": "English", "es": "español",
    "et": "eesti", "fi": "suomi", "fr": "français", "ga": "Gaeilge", "hr": "hrvatski", "hu": "magyar", "it": "italiano",
    "lt": "lietuvių", "lv": "latviešu", "mt": "Malti", "nl": "Nederlands", "pl": "polski", "pt": "português", "ro": "română",
    "sk": "slovenčina", "sl": "slovenščina", "sv": "svenska",
}  # fmt: skip


def language_name(tag: str) -> str:
    """`de` → Deutsch; another tag stays as it is."""
    return _NAMES.get(tag, tag)
