"""Signed: whether the key that a part of an exchange file names signed it."""

from __future__ import annotations

from forms.exchange.refusal import ExchangeRefused
from forms.package.signature import verify


def check_signed(code: str, key: str, data: bytes, signature: bytes, namespace: str) -> None:
    """Refuse, with `code`, what `key` (in hex) did not sign. Raises `ExchangeRefused`."""
    try:
        signer = verify(signature, data, namespace)
    except ValueError as fault:
        raise ExchangeRefused(code, str(fault)) from fault
    if signer.hex() != key:
        raise ExchangeRefused(code, "another key signed")
