"""A build hook: the wheel holds one import name, `satchel`, with the five folders under it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("desktop", "ui", "forms", "db", "resources")


class WheelHook(BuildHookInterface):  # type: ignore[misc]  # hatchling ships no types
    """Puts each folder under `satchel/` and the start file in front of them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell the builder what goes where; an editable install sees the checkout itself."""
        root = Path(self.root)
        included = build_data["force_include"]
        included[str(root / "resources" / "packaging" / "start.py")] = "satchel/__init__.py"
        if version == "editable":
            return
        for folder in FOLDERS:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    included[str(path)] = f"satchel/{path.relative_to(root).as_posix()}"
