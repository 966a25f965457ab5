"""A withdrawal: a small signed package that takes a contribution back; only the key that signed the contribution can make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from forms import canonical
from forms.package import bag
from forms.package.package import Package
from forms.package.refusal import PackageRefused
from forms.package.signature import WITHDRAWAL_NAMESPACE, Sign, fingerprint
from forms.trouble import Trouble

ENDING = ".withdrawal.zip"
_KEYS = frozenset(
    {"audience", "contribution", "package", "questionnaire", "reference", "revision", "satchel_withdrawal", "withdrawn"}
)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a verified withdrawal says. `package` is the identity of the package that it takes back."""

    contribution_id: str
    revision: int
    reference: str
    package: str
    withdrawn: str
    signer: str


def withdraw(package: Package, now: str, sign: Sign) -> tuple[str, bytes]:
    """File name and bytes of the withdrawal of `package`."""
    one = package.contribution
    data = canonical.encode(
        {
            "satchel_withdrawal": "1",
            "contribution": one.contribution_id,
            "revision": str(one.revision),
            "reference": one.reference,
            "package": package.identity,
            "questionnaire": one.questionnaire_digest,
            "audience": one.audience,
            "withdrawn": now,
        }
    )
    name = package.name.removesuffix(".contribution.zip") + "-withdrawal"
    info = {"External-Identifier": one.contribution_id}
    _, made = bag.build(name, {"withdrawal.json": data}, info, sign, WITHDRAWAL_NAMESPACE)
    return name.removesuffix("-withdrawal") + ENDING, made


def take_withdrawal(source: BinaryIO | Path) -> Withdrawal:
    """The withdrawal in a file, verified. Raises `PackageRefused`."""
    with bag.opened(source) as file:
        found = bag.take(
            file,
            WITHDRAWAL_NAMESPACE,
            lambda name: 100_000 if name == "withdrawal.json" else None,
            ("withdrawal.json",),
        )
    try:
        told = canonical.decode(found.payload["withdrawal.json"])
        if (
            set(told) != _KEYS
            or told["satchel_withdrawal"] != "1"
            or datetime.fromisoformat(told["withdrawn"]).tzinfo is None
        ):
            raise ValueError("not a withdrawal")
        return Withdrawal(
            contribution_id=told["contribution"],
            revision=int(told["revision"]),
            reference=told["reference"],
            package=told["package"],
            withdrawn=told["withdrawn"],
            signer=fingerprint(found.signer),
        )
    except (Trouble, ValueError, TypeError, KeyError) as fault:
        raise PackageRefused("contribution", "it is no withdrawal") from fault
