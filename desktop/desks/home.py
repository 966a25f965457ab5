"""The home desk: everything that can be begun, opened or put away, over one office."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from db.contributions import KeptContribution
from db.questionnaires import KeptQuestionnaire
from desktop.desks.filling import OpenDesk
from desktop.publishing import write_whole
from desktop.work import drafting, finalising, moving
from desktop.work.office import Office
from desktop.work.shelf import Lists, at_hand, definition_bytes
from forms.questionnaire import Questionnaire
from forms.reading import read, reread
from forms.trouble import Trouble
from forms.wording import plain, say
from ui.home.desk import ContributionCard, ContributionFacts, DraftCard, QuestionnaireCard
from ui.parts.publication_words import publication_words
from ui.parts.voice import Voice


class OfficeDesk:
    """Implements `ui.home.desk.HomeDesk`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._read: dict[str, Questionnaire] = {}

    def questionnaires(self) -> tuple[QuestionnaireCard, ...]:
        """The bundled questionnaires, then those opened from files."""
        found = tuple(at_hand(self._office))
        self._read.update((one.digest, one) for one, _ in found)
        return tuple(_card(one, bundled=bundled) for one, bundled in found)

    def drafts(self, *, trashed: bool = False) -> tuple[DraftCard, ...]:
        """The drafts, or those in the trash."""
        kept = {one.digest: one for one in self._office.questionnaires.all()}
        shared = {one.draft_id for one in self._office.shared.all()}
        return tuple(
            DraftCard(
                draft_id=one.draft_id,
                name=one.name,
                questionnaire_title=self._title(kept.get(one.questionnaire_digest), one.language),
                questionnaire_version=kept[one.questionnaire_digest].version
                if one.questionnaire_digest in kept
                else "",
                touched=datetime.fromisoformat(one.touched),
                required=one.required,
                required_answered=one.required_answered,
                trashed=bool(one.trashed),
                shared=one.draft_id in shared,
                company=self._company(one.draft_id) if one.draft_id in shared else (),
            )
            for one in self._office.drafts.all()
            if bool(one.trashed) == trashed
        )

    def contributions(self) -> tuple[ContributionCard, ...]:
        """Every contribution, the newest first."""
        titles = {one.digest: one.title for one in self._office.questionnaires.all()}
        found = self._office.contributions.all()
        newest: dict[str, int] = {}
        for one in found:
            newest[one.contribution_id] = max(newest.get(one.contribution_id, 0), one.revision)
        return tuple(
            _contribution_card(
                one, titles.get(one.questionnaire_digest, ""), superseded=one.revision < newest[one.contribution_id]
            )
            for one in found
        )

    def take_questionnaire(self, path: Path) -> QuestionnaireCard:
        """Check a definition file and keep it. Raises `Unreadable` with every fault."""
        questionnaire = read(definition_bytes(path), Lists())
        self._office.questionnaires.keep(questionnaire, origin="file", now=self._office.stamp())
        return _card(questionnaire, bundled=False)

    def begin(self, digest: str, language: str | None = None) -> OpenDesk:
        """Begin a draft and open it, in the language of this computer where the questionnaire offers it."""
        questionnaire = self._questionnaire(digest)
        language = language or _spoken(questionnaire)
        name = _words(questionnaire, language)
        taken = {one.name for one in self._office.drafts.all()}
        free = next(one for one in (name, *(f"{name} ({n})" for n in range(2, len(taken) + 3))) if one not in taken)
        return self.open(drafting.begin(self._office, questionnaire, free, language=language))

    def open(self, draft_id: str) -> OpenDesk:
        """Open a draft."""
        return OpenDesk(self._office, draft_id)

    def rename(self, draft_id: str, name: str) -> None:
        """Call a draft something else."""
        self._office.drafts.rename(draft_id, name, now=self._office.stamp())

    def duplicate(self, draft_id: str) -> str:
        """A copy of a draft."""
        return moving.duplicate(self._office, draft_id)

    def trash(self, draft_id: str) -> None:
        """Put a draft into the trash."""
        self._office.drafts.trash(draft_id, now=self._office.stamp())

    def restore(self, draft_id: str) -> None:
        """Take a draft out of the trash."""
        self._office.drafts.restore(draft_id)

    def erase(self, draft_id: str) -> None:
        """Delete a draft for good."""
        self._office.drafts.erase(draft_id)

    def move_out(self, draft_id: str, path: Path) -> None:
        """One file for another computer."""
        moving.move_out(self._office, draft_id, path)

    def move_in(self, path: Path) -> str:
        """Take a draft from another computer."""
        return moving.move_in(self._office, path)

    def draft_of_exchange(self, path: Path, passphrase: str = "") -> str | None:
        """The draft that a colleague's file belongs to; None for an invitation to a new one."""
        from desktop.work.reconciling import read as read_exchange  # start-up does not need it

        draft = read_exchange(self._office, path, passphrase).draft
        found = next((one for one in self._office.drafts.all() if one.draft_id == draft), None)
        if found is not None and found.trashed:
            raise Trouble("in-trash", f"“{found.name}” lies in the trash.", "Nothing was changed.",
                          "Put it back, then open the file again.")  # fmt: skip
        return found.draft_id if found is not None else None

    def blank(self, digest: str, path: Path, language: str | None = None) -> None:
        """The empty questionnaire as PDF."""
        from forms.receipt.content import blank  # both print, which start-up does not need
        from forms.receipt.pdf import render

        questionnaire = self._questionnaire(digest)
        write_whole(path, render(blank(questionnaire, language or questionnaire.language)))

    def contribution(self, identity: str) -> ContributionFacts:
        """One contribution in words, from its verified package."""
        package = finalising.package_of(self._office, identity)
        one, questionnaire = package.contribution, package.questionnaire
        kept = [found for found in self.contributions() if found.contribution_id == one.contribution_id]
        card = next(found for found in kept if found.identity == identity)
        return ContributionFacts(
            card=card,
            fingerprint=package.identity,
            signer=package.signer,
            answers=len(one.sheet),
            attachments=tuple((file.name, file.size) for _, file in one.attachments()),
            publication=tuple(publication_words(Voice(questionnaire, one.language), one.sheet, final=True)),
            submit_to=plain(say(questionnaire.submit_to, one.language, questionnaire.language)),
            others=len(kept) - 1,
        )

    def receipt(self, identity: str, style: str = "full") -> bytes:
        """The receipt as PDF."""
        from desktop.work.printing import styled  # start-up does not need it

        return styled(finalising.package_of(self._office, identity), style)

    def save_receipt(self, identity: str, path: Path, style: str = "full") -> None:
        """The receipt as a file."""
        write_whole(path, self.receipt(identity, style))

    def save_package(self, identity: str, path: Path) -> None:
        """The package as a file, verified before it is given out."""
        finalising.package_of(self._office, identity)
        write_whole(path, self._office.contributions.package(identity))

    def package_name(self, identity: str) -> str:
        """The name a package goes by."""
        return finalising.package_of(self._office, identity).name

    def revise(self, identity: str) -> OpenDesk:
        """Begin a new revision and open it."""
        return self.open(finalising.revise(self._office, identity))

    def withdraw(self, identity: str, path: Path) -> None:
        """A signed withdrawal as a file."""
        finalising.save_withdrawal(self._office, identity, path)

    def forget(self, identity: str) -> None:
        """Delete a contribution from this computer for good, with the draft that it was made from."""
        self._office.drafts.erase(self._office.contributions.one(identity).draft_id)

    def _company(self, draft_id: str) -> tuple[str, ...]:
        from desktop.work.inviting import company  # only a shared draft needs it

        return company(self._office, draft_id)

    def _title(self, kept: KeptQuestionnaire | None, language: str) -> str:
        """In the language in which the draft is answered; a damaged questionnaire still has the title it was kept under."""
        if kept is None:
            return ""
        try:
            return _words(self._questionnaire(kept.digest), language)
        except Trouble:
            return kept.title

    def _questionnaire(self, digest: str) -> Questionnaire:
        found = self._read.get(digest)
        if found is None:
            found = self._read[digest] = reread(self._office.questionnaires.source(digest))
        return found


def _card(questionnaire: Questionnaire, *, bundled: bool) -> QuestionnaireCard:
    return QuestionnaireCard(
        digest=questionnaire.digest,
        title=_words(questionnaire, _spoken(questionnaire)),
        version=questionnaire.version,
        questions=sum(1 for _ in questionnaire.questions()),
        languages=questionnaire.languages or (questionnaire.language,),
        deadline=questionnaire.deadline,
        bundled=bundled,
    )


def _words(questionnaire: Questionnaire, language: str | None) -> str:
    return plain(say(questionnaire.title, language or questionnaire.language, questionnaire.language))


def _spoken(questionnaire: Questionnaire) -> str | None:
    """The language of this computer that the questionnaire offers, if any."""
    spoken = [tag.split("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((one for one in spoken if one in questionnaire.languages), None)


def _contribution_card(one: KeptContribution, title: str, *, superseded: bool) -> ContributionCard:
    return ContributionCard(
        identity=one.identity,
        contribution_id=one.contribution_id,
        revision=one.revision,
        reference=one.reference,
        name=one.name,
        questionnaire_title=title,
        finalised=datetime.fromisoformat(one.finalised),
        superseded=superseded,
        withdrawn=bool(one.withdrawn),
    )
