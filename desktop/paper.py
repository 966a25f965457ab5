"""Paper: a PDF goes to a printer that the person chooses, through the print system of Linux and macOS (CUPS)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from forms.trouble import Trouble
from ui.words import tr

SECONDS = 30


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose: the printer by its name, and how many copies."""

    printer: str
    copies: int


Choose = Callable[[], Chosen | None]
Run = Callable[[Sequence[str], bytes], int]


def print_pdf(pdf: bytes, title: str, choose: Choose, run: Run | None = None) -> bool:
    """Print `pdf`; False where the person thought better of it. Raises `Trouble` where there is no printer or it refused."""
    command = shutil.which("lp")
    if command is None:
        raise _nowhere()
    chosen = choose()
    if chosen is None:
        return False
    words = [command, "-d", chosen.printer, "-n", str(chosen.copies), "-t", title]
    if (run or _run)(words, pdf):
        raise Trouble(
            "printer-refused",
            tr("Shell", "The printer “{name}” did not take it.", name=chosen.printer),
            tr("Shell", "Nothing was printed."),
            tr("Shell", "Look at the receipt and print it from there."),
        )
    return True


def asking(window: QWidget) -> Choose:
    """Asks by the system's own print dialog over `window`. Raises `Trouble` where there is no printer."""

    def choose() -> Chosen | None:
        from PySide6.QtPrintSupport import (  # brings libraries that start-up can do without
            QPrintDialog,
            QPrinter,
            QPrinterInfo,
        )

        if not QPrinterInfo.availablePrinterNames():
            raise _nowhere()
        printer = QPrinter()
        dialog = QPrintDialog(printer, window)
        dialog.setOptions(QPrintDialog.PrintDialogOption.PrintCollateCopies)
        agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return Chosen(printer.printerName(), printer.copyCount()) if agreed else None

    return choose


def _run(words: Sequence[str], data: bytes) -> int:
    try:
        return subprocess.run(words, input=data, capture_output=True, timeout=SECONDS, check=False).returncode
    except (OSError, subprocess.TimeoutExpired):
        return 1


def _nowhere() -> Trouble:
    return Trouble(
        "no-printer",
        tr("Shell", "No printer was found on this computer."),
        "",
        tr("Shell", "Look at the receipt and print it from there, or save it and print it elsewhere."),
    )
