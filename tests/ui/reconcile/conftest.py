"""The colleagues that the tests of this folder share."""

from __future__ import annotations

from tests.ui.reconcile.team import library, team

__all__ = ["library", "team"]
