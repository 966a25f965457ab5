"""A withdrawal: a small signed package that takes a contribution back; only the key that signed the contribution can make it."""

from __future__ import annotations

import io
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from forms import canonical
from forms.contribution import reference
from forms.package import bag
from forms.package.package import ENDING as PACKAGE_ENDING
from forms.package.package import Package
from forms.package.refusal import PackageRefused
from forms.package.signature import WITHDRAWAL_NAMESPACE, Sign, fingerprint
from forms.trouble import Trouble

ENDING = ".withdrawal.zip"
FORMAT = "1"
MAX_JSON = 100_000
_NAME = "withdrawal.json"
_KEYS = frozenset(
    {"audience", "contribution", "package", "questionnaire", "reference", "revision", "satchel_withdrawal", "withdrawn"}
)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_REVISION = re.compile(r"[1-9][0-9]{0,8}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a verified withdrawal says. `package` is the identity of the package that it takes back; `signer` the fingerprint of
    the key that signed the withdrawal, which must be the one that signed that package."""

    contribution_id: str
    revision: int
    reference: str
    package: str
    withdrawn: str
    signer: str

    def takes_back(self, package: Package) -> bool:
        """Whether this withdrawal is about `package` and made with the key that signed it."""
        return self.package == package.identity and self.signer == package.signer


def withdraw(package: Package, now: str, sign: Sign) -> tuple[str, bytes]:
    """File name and bytes of the withdrawal of `package`. Raises `Trouble("other-key")` where `sign` is not the key that signed
    the package: nobody would accept that."""
    one = package.contribution
    data = canonical.encode(
        {
            "satchel_withdrawal": FORMAT,
            "contribution": one.contribution_id,
            "revision": str(one.revision),
            "reference": one.reference,
            "package": package.identity,
            "questionnaire": one.questionnaire_digest,
            "audience": one.audience,
            "withdrawn": now,
        }
    )
    stem = package.name.removesuffix(PACKAGE_ENDING)
    info = {"External-Identifier": one.contribution_id}
    _, made = bag.build(f"{stem}-withdrawal", {_NAME: data}, info, sign, WITHDRAWAL_NAMESPACE)
    if not take_withdrawal(io.BytesIO(made)).takes_back(package):
        raise Trouble("other-key", f"This contribution was signed with another key, {package.signer}.", "Nothing was written.",
                      "Only that key can withdraw it: restore your backup of it first.")  # fmt: skip
    return stem + ENDING, made


def take_withdrawal(source: BinaryIO | Path) -> Withdrawal:
    """The withdrawal in a file, verified. Raises `PackageRefused`."""
    with bag.opened(source) as file:
        found = bag.take(file, WITHDRAWAL_NAMESPACE, lambda name: MAX_JSON if name == _NAME else None, (_NAME,))
    try:
        return _read(canonical.decode(found.payload[_NAME]), found)
    except (Trouble, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise PackageRefused("withdrawal") from fault


def _read(told: dict[str, Any], found: bag.Bag) -> Withdrawal:
    identity, revision = told["contribution"], told["revision"]
    holds = (
        set(told) == _KEYS
        and told["satchel_withdrawal"] == FORMAT
        and str(uuid.UUID(identity)) == identity
        and _REVISION.fullmatch(revision)
        and told["reference"] == reference(identity, int(revision))
        and all(_DIGEST.fullmatch(told[key]) for key in ("package", "questionnaire"))
        and _MOMENT.fullmatch(told["withdrawn"])
        and datetime.fromisoformat(told["withdrawn"]).tzinfo is not None
        and isinstance(told["audience"], str | None)
        and found.info == {"External-Identifier": identity}
        and found.name.endswith("-withdrawal")
    )
    if not holds:
        raise ValueError("not a withdrawal of format 1")
    return Withdrawal(
        contribution_id=identity,
        revision=int(revision),
        reference=told["reference"],
        package=told["package"],
        withdrawn=told["withdrawn"],
        signer=fingerprint(found.signer),
    )
