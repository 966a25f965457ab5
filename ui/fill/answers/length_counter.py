"""How long a short text is and how long it may be."""

from __future__ import annotations

from ui import theme
from ui.parts.plain import PlainLabel
from ui.words import tr


class LengthCounter(PlainLabel):
    """Hidden where there is no limit, and while nothing is written."""

    def __init__(self, limit: int | None) -> None:
        super().__init__("", "counter")
        self._limit = limit
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how long the text is, as the portal counts."""
        if self._limit is None:
            return
        self.setVisible(count > 0)
        self.setText(tr("Fill", "{count} of {limit} characters", count=f"{count:,}", limit=f"{self._limit:,}"))
        theme.mark(self, "counter-over" if count > self._limit else "counter")
