"""From a finished filling to a contribution, its receipt and its package; needs no archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop import VERSION
from desktop.keys import DeviceKey
from forms import canonical
from forms.contribution import Contribution, finalise, to_json
from forms.filling import Filling
from forms.package.package import MAX_JSON, Package, pack
from forms.receipt.content import Facts, receipt
from forms.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Finalised:
    """A contribution with everything made from it; `package` is the file for later upload."""

    contribution: Contribution
    receipt: bytes
    package: Package
    package_bytes: bytes


def pack_filling(
    filling: Filling,
    attachments: Mapping[str, bytes],
    key: DeviceKey,
    *,
    contribution_id: str,
    revision: int,
    supersedes: str | None,
    finalised: str,
) -> Finalised:
    """Make `filling` final. Raises `Incomplete` with the problems while any of them blocks."""
    from forms.receipt.pdf import render  # brings the printing library, which start-up does not need

    contribution = finalise(
        filling,
        contribution_id=contribution_id,
        revision=revision,
        supersedes=supersedes,
        finalised=finalised,
    )
    questionnaire = filling.questionnaire
    data = to_json(contribution, questionnaire)
    if len(data) > MAX_JSON:  # said before anything long is printed: no reader takes such a package
        raise Trouble("contribution-too-large", f"Your answers have {len(data):,} bytes of text; a package holds {MAX_JSON:,}.",
                      "They are saved, and nothing was made final.", "Shorten the longest answers, or attach a file instead.")  # fmt: skip
    facts = Facts(contribution_digest=canonical.digest(data), signer=key.fingerprint, program=f"Satchel {VERSION}")
    printed = render(receipt(contribution, questionnaire, facts))
    package, package_bytes = pack(data, questionnaire, printed, attachments, key.sign)
    return Finalised(contribution, printed, package, package_bytes)
