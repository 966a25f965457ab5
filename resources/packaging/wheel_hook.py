"""A build hook: the wheel holds one import name, `satchel`, with the five folders under it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("desktop", "ui", "forms", "db", "resources")
LEFT_OUT = ("__pycache__", "packaging")


class WheelHook(BuildHookInterface[Any]):
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
                if path.is_file() and not set(LEFT_OUT) & set(path.relative_to(root).parts):
                    included[str(path)] = f"satchel/{path.relative_to(root).as_posix()}"
