"""A place to write to, with the ending that other programs know it by."""

from __future__ import annotations

from pathlib import Path

from ui.parts.ask import Ask
from ui.words import tr


def place_to_save(ask: Ask, title: str, name: str, ending: str, kinds: str) -> Path | None:
    """Where the person wants it; a name typed without `ending` gets it, and nothing there is replaced unasked."""
    chosen = ask.save_file(title, name, kinds)
    if chosen is None:
        return None
    path = with_ending(chosen, ending)
    if path == chosen or not path.exists():
        return path
    told = tr("Save", "{path} is there already. Its old content would be gone.", path=path)
    agreed = ask.confirm(tr("Save", "Replace this file?"), told, tr("Save", "Replace"), danger=True)
    return path if agreed else None


def with_ending(path: Path, ending: str) -> Path:
    """`path`, its name completed to one that ends in `ending`."""
    if path.name.lower().endswith(ending):
        return path
    last = ending[ending.rindex(".") :]
    stem = path.name[: -len(last)] if path.name.lower().endswith(last) else path.name
    return path.with_name(stem + ending)
