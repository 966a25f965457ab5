"""The last catcher: a bug of ours keeps the draft and writes a report without a single answer."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop import VERSION
from forms.trouble import Trouble

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
MOST_REPORTS = 20


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


def write(folder: Path, fault: BaseException, now: datetime) -> Path | None:
    """Write the report into `folder` and say where it is; None where nothing can be written. Old reports make room."""
    path = folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(folder.glob("report-*.txt"))[: -(MOST_REPORTS - 1)]:
            old.unlink(missing_ok=True)
        path.write_text(report(fault), encoding="utf-8")
        return path
    return None


def hook(folder: Path, now: Callable[[], datetime], tell: Callable[[Path | None], None]) -> Hook:
    """An exception hook that writes a report, has the person told where it is, and lets the program go on."""

    def caught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if sys.stderr is not None:
            print(report(fault), file=sys.stderr)
        tell(write(folder, fault, now()))

    return caught


def thread_hook(caught: Hook) -> Callable[[threading.ExceptHookArgs], None]:
    """The same for a thread of ours: a saver that ends by a bug must not end in silence."""

    def caught_in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            caught(told.exc_type, told.exc_value, told.exc_traceback)

    return caught_in_thread


class Told(QObject):
    """Has the person told of a bug from the event loop of the screen thread, whichever thread it struck; one telling at a time."""

    _told = Signal(object)

    def __init__(self, telling: Callable[[Path | None], None]) -> None:
        super().__init__()
        self._telling, self._busy = telling, False
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def tell(self, report: Path | None) -> None:
        """Tell soon; returns at once."""
        self._told.emit(report)

    @Slot(object)
    def _tell(self, report: Path | None) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self._telling(report)
        finally:
            self._busy = False
