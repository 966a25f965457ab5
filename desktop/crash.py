"""The last catcher: a bug of ours keeps the draft and writes a report without a single answer."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desktop import VERSION
from forms.trouble import Trouble

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def report(fault: BaseException) -> str:
    """What happened and where, without messages, arguments or local values: these could hold answers."""
    lines = [f"Satchel {VERSION}, Python {platform.python_version()}, {platform.system()}", ""]
    chain: BaseException | None = fault
    while chain is not None:
        code = f" ({chain.code})" if isinstance(chain, Trouble) else ""
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}{code}")
        frames = traceback.extract_tb(chain.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines) + "\n"


def write(folder: Path, fault: BaseException, now: datetime) -> Path:
    """Write the report into `folder` and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(report(fault), encoding="utf-8")
    return path


def hook(folder: Path, now: Callable[[], datetime], tell: Callable[[Path], None]) -> Hook:
    """An exception hook that writes a report, tells the person where it is, and lets the program go on."""

    def caught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        tell(write(folder, fault, now()))

    return caught
