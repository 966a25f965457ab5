"""One finalised contribution: said plainly that nothing was sent, with receipt, package, revision and withdrawal at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.trouble import Trouble
from ui import theme
from ui.home.desk import ContributionFacts, HomeDesk
from ui.parts.ask import Ask
from ui.parts.copying import copy_button
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.trouble import TroubleBanner, announce
from ui.words import tr, trn

CONTRIBUTION, WITHDRAWAL = ".contribution.zip", ".withdrawal.zip"


class ContributionScreen(QWidget):
    """Shows `ContributionFacts`. `revise_asked` and `home_asked` lead elsewhere; `preview_asked(bytes)` shows a PDF,
    `print_asked(bytes, title)` prints one."""

    revise_asked = Signal(str)
    home_asked = Signal()
    preview_asked = Signal(object)
    print_asked = Signal(object, str)

    def __init__(self, identity: str, desk: HomeDesk, ask: Ask) -> None:
        super().__init__()
        self._identity, self._desk, self._ask = identity, desk, ask
        self._banner, self._page = TroubleBanner(), Page()
        self._saved = PlainLabel("", "help")
        lay_out(self, self._banner, self._page)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        facts = self._desk.contribution(self._identity)
        page = self._page
        page.clear()
        page.way_back(tr("Contribution", "Home"), self.home_asked, "house")
        page.heading(tr("Contribution", "Contribution {reference}", reference=facts.card.reference), "title")
        page.add(PlainLabel(facts.card.questionnaire_title, "help"))
        page.add(self._state(facts))
        page.add(self._files())
        page.add(self._public(facts))
        page.add(self._identity_card(facts))
        page.add(self._later(facts))
        page.end()

    def _state(self, facts: ContributionFacts) -> QWidget:
        frame, box = card()
        theme.mark(frame, "notice-box")
        if facts.card.withdrawn:
            box.addWidget(
                PlainLabel(
                    tr("Contribution", "You have written a withdrawal of this contribution. Satchel has not sent it."),
                    "heading",
                )
            )
            box.addWidget(
                PlainLabel(
                    tr(
                        "Contribution",
                        "Next: hand the withdrawal in where the contribution went: {where}. Until then nothing is taken back.",
                        where=self._where(facts),
                    )
                )
            )
        elif facts.card.superseded:
            box.addWidget(PlainLabel(tr("Contribution", "A newer revision replaces this contribution."), "heading"))
        else:
            box.addWidget(
                PlainLabel(
                    tr("Contribution", "Your answers are complete and signed. They have NOT been sent yet."), "heading"
                )
            )
            told = tr("Contribution", "Next: save the package, and hand it in at {where}.", where=self._where(facts))
            box.addWidget(PlainLabel(told))
        return frame

    def _where(self, facts: ContributionFacts) -> str:
        return facts.submit_to or tr("Contribution", "those who asked")

    def _files(self) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Contribution", "Package and receipt"), "heading"))
        package = plain_button(tr("Contribution", "Save the package…"), "primary", "download")
        package.clicked.connect(self._save_package)
        look = plain_button(tr("Contribution", "Look at the receipt"), picture="eye")
        look.clicked.connect(
            lambda: self._banner.attempt(lambda: self.preview_asked.emit(self._desk.receipt(self._identity)))
        )
        paper = plain_button(tr("Contribution", "Print the receipt…"), picture="printer")
        paper.clicked.connect(self._print)
        box.addWidget(buttons(package, look, paper))
        styles = []
        for style, words in (
            ("full", tr("Contribution", "Save the receipt…")),
            ("answers", tr("Contribution", "Save the answers only…")),
            ("large", tr("Contribution", "Save it in large print…")),
        ):
            button = plain_button(words, picture="download")
            button.clicked.connect(lambda _on=False, one=style: self._save_receipt(one))
            styles.append(button)
        box.addWidget(buttons(*styles))
        self._saved = PlainLabel(self._saved.text(), "help")
        self._saved.setVisible(bool(self._saved.text()))
        box.addWidget(self._saved)
        return frame

    def _say_saved(self, path: Path) -> None:
        """In words beside the buttons, until something else is saved."""
        self._saved.setText(tr("Contribution", "Saved: {path}", path=path))
        self._saved.show()
        announce(self, self._saved.text())

    def _public(self, facts: ContributionFacts) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Contribution", "What will be public"), "heading"))
        for words in facts.publication:
            box.addWidget(PlainLabel(words))
        return frame

    def _identity_card(self, facts: ContributionFacts) -> QWidget:
        frame, box = card()
        one = facts.card
        box.addWidget(PlainLabel(tr("Contribution", "Identity"), "heading"))
        for words in (
            tr(
                "Contribution",
                "Contribution {id}, revision {n}",
                id=one.contribution_id,
                n=one.revision,
            ),
            tr("Contribution", "Package {identity}", identity=one.identity),
            tr(
                "Contribution",
                "Signed with the key {key}. It proves the same sender as before, not who that is.",
                key=facts.signer,
            ),
            trn("Contribution", "{n} answer", "{n} answers", facts.answers),
        ):
            label = PlainLabel(words, "small")
            box.addWidget(label)
        box.addWidget(
            buttons(
                copy_button(tr("Contribution", "Copy the package's identity"), one.identity),
                copy_button(tr("Contribution", "Copy the key"), facts.signer),
            )
        )
        return frame

    def _later(self, facts: ContributionFacts) -> QWidget:
        revise = plain_button(tr("Contribution", "Change my answers (new revision)"), picture="pencil")
        revise.clicked.connect(lambda: self.revise_asked.emit(self._identity))
        withdraw = plain_button(tr("Contribution", "Withdraw…"), "danger", "undo-2")
        withdraw.clicked.connect(self._withdraw)
        revise.setEnabled(not facts.card.superseded)
        withdraw.setEnabled(not facts.card.withdrawn)
        forget = plain_button(tr("Contribution", "Delete from this computer…"), "quiet", "trash-2")
        forget.clicked.connect(self._forget)
        return buttons(revise, withdraw, forget)

    def _print(self) -> None:
        title = self._desk.package_name(self._identity).replace(CONTRIBUTION, "")
        self._banner.attempt(lambda: self.print_asked.emit(self._desk.receipt(self._identity), title))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, above everything."""
        self._banner.show_trouble(trouble)

    def _save_package(self) -> None:
        self._save(
            tr("Contribution", "Save the package"),
            CONTRIBUTION,
            CONTRIBUTION,
            lambda path: self._desk.save_package(self._identity, path),
        )

    def _save_receipt(self, style: str) -> None:
        self._save(
            tr("Contribution", "Save the receipt"),
            ".receipt.pdf",
            ".pdf",
            lambda path: self._desk.save_receipt(self._identity, path, style),
        )

    def _save(self, title: str, usual: str, ending: str, deed: Callable[[Path], object]) -> bool:
        """Ask where, do it, and say where it is now; `usual` ends the name that is offered."""
        name = self._desk.package_name(self._identity).replace(CONTRIBUTION, usual)
        kinds = "PDF (*.pdf)" if ending == ".pdf" else f"Satchel (*{ending})"
        path = place_to_save(self._ask, title, name, ending, kinds)
        if path is None or not self._banner.attempt(lambda: deed(path)):
            return False
        self._say_saved(path)
        return True

    def _withdraw(self) -> None:
        question = tr("Contribution", "Withdraw this contribution?")
        told = tr(
            "Contribution",
            "Satchel writes a small signed file that takes the contribution back. Hand it in where the contribution went.",
        )
        if not self._ask.confirm(question, told, tr("Contribution", "Write the withdrawal"), danger=True):
            return
        title = tr("Contribution", "Save the withdrawal")
        if self._save(title, WITHDRAWAL, WITHDRAWAL, lambda path: self._desk.withdraw(self._identity, path)):
            self.refresh()

    def _forget(self) -> None:
        question = tr("Contribution", "Delete this contribution from this computer?")
        told = tr(
            "Contribution",
            "Its package, its receipt and its answers are removed here for good. What you saved elsewhere or handed in stays where "
            "it is, and so do backups made before. To withdraw it later you will need its package and the key of this device: save "
            "both first.",
        )
        others = self._desk.contribution(self._identity).others
        if others:
            told += "\n\n" + trn(
                "Contribution",
                "{n} other revision of it stays on this computer.",
                "{n} other revisions of it stay on this computer.",
                others,
            )
        if self._ask.confirm(
            question, told, tr("Contribution", "Delete for good"), danger=True
        ) and self._banner.attempt(lambda: self._desk.forget(self._identity)):
            self.home_asked.emit()
