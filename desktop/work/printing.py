"""Verbs that print: `blank` and `receipt`."""

from __future__ import annotations

import argparse

from desktop import VERSION
from desktop.paths import Paths
from desktop.work.placing import place
from desktop.work.reply import Reply
from desktop.work.shelf import find, offered
from forms import canonical
from forms.contribution import to_json
from forms.package.package import Package, unpack
from forms.receipt.content import Facts
from forms.receipt.content import blank as blank_document
from forms.receipt.content import receipt as receipt_document


def blank(chosen: argparse.Namespace, _paths: Paths) -> Reply:
    """Print the empty questionnaire, with its conditions as sentences."""
    from forms.receipt.pdf import render  # brings the printing library, which start-up does not need

    questionnaire = find(chosen.questionnaire)
    data = render(blank_document(questionnaire, offered(questionnaire, chosen.language)))
    place(chosen.out, data)
    return Reply([f"Written: {chosen.out}"], {"file": str(chosen.out), "bytes": len(data)})


def receipt(chosen: argparse.Namespace, _paths: Paths) -> Reply:
    """Print the receipt of a verified package again: in full the very bytes of the package, otherwise in the style asked."""
    package = unpack(chosen.package)
    data = styled(package, chosen.style)
    place(chosen.out, data)
    return Reply([f"Written: {chosen.out}"], {"file": str(chosen.out), "bytes": len(data)})


def styled(package: Package, style: str) -> bytes:
    """The receipt of a package in one of the three styles."""
    from forms.receipt.pdf import render  # brings the printing library, which start-up does not need

    if style == "full":
        return package.receipt
    data = to_json(package.contribution, package.questionnaire)
    facts = Facts(contribution_digest=canonical.digest(data), signer=package.signer or "", program=f"Satchel {VERSION}")
    return render(receipt_document(package.contribution, package.questionnaire, facts, style), style=style)
