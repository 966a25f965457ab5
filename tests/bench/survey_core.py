"""survey-core as a peer: found or fetched, and measured in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WANTED = "survey-core@3.1.1"
VARIABLE = "SATCHEL_SURVEY_CORE"
# 10,000 questions need more than Node's own limit.
NODE = ("node", "--expose-gc", "--stack-size=4000", "--max-old-space-size=8192")


@dataclass(frozen=True)
class SurveyCore:
    """The peer in a folder where `npm install survey-core` was run."""

    folder: Path
    versions: str

    def measure(self, task: dict[str, Any]) -> dict[str, float] | None:
        """Its figures; `None` and a printed sentence where Node gave up."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "task.json"
            file.write_text(json.dumps(task))
            script = Path(__file__).with_name("survey_core.cjs")
            done = subprocess.run(
                [*NODE, str(script), str(self.folder), str(file)], capture_output=True, text=True, check=False
            )
        if done.returncode:
            print(f"  Node gave up (code {done.returncode}): {done.stderr.strip()[:300]}")
            return None
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


def survey_core(folder: Path | None) -> SurveyCore | None:
    """The peer in `folder`, else where `SATCHEL_SURVEY_CORE` says, else fetched by npm into the system's temporary folder.
    `None` and a printed sentence where it cannot be had."""
    if folder is None and VARIABLE in os.environ:
        folder = Path(os.environ[VARIABLE])
    if shutil.which("node") is None:
        print("Node is not there: only our own figures.")
        return None
    folder = folder or _fetched()
    if folder is None:
        return None
    package = folder / "node_modules" / "survey-core" / "package.json"
    if not package.exists():
        print(f"There is no survey-core in {folder}: only our own figures.")
        return None
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return SurveyCore(folder, f"survey-core {json.loads(package.read_text())['version']} in Node {node}")


def _fetched() -> Path | None:
    folder = Path(tempfile.gettempdir()) / "satchel-bench" / WANTED.replace("@", "-")
    if (folder / "node_modules" / "survey-core").exists():
        return folder
    if shutil.which("npm") is None:
        print("npm is not there to fetch survey-core: only our own figures.")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder), WANTED]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        print(f"npm could not fetch {WANTED}: only our own figures.")
        return None
    return folder
