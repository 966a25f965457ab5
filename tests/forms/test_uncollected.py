"""The collector of circles rests only while a questionnaire is built."""

from __future__ import annotations

import gc

import pytest

from forms.filling import Filling
from forms.reading import reread
from forms.uncollected import uncollected
from tests.samples import questionnaire


def test_it_works_again_after_reading_and_after_a_fault() -> None:
    """Reading, filling and a refused answer leave the collector as it was."""
    assert gc.isenabled()
    asked = reread(questionnaire().source)
    with pytest.raises(KeyError):
        Filling(asked, {"no-such-question": "x"})
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    """Whoever had it off before keeps it off; one inside another changes nothing."""
    gc.disable()
    try:
        with uncollected(), uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
