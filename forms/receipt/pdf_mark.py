"""Marks: round or square, empty or chosen, as drawing operators around the origin, worked out once for each size."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import Color

_BEND = 0.5523
"""How far the handles of four curves lie from their ends, so that they make a circle of radius 1."""


@cache
def mark(size: float, ink: Color, *, chosen: bool, several: bool) -> str:
    """The operators of one mark. A receipt has hundreds: drawn one by one they would take a third of its time."""
    half = size / 2
    lines = f"q 0.8 w {_rgb(ink)} RG "
    if several:
        lines += f"{_points(-half, -half, size, size)} re S "
        if chosen:
            lines += (
                f"1.4 w {_points(-half * 0.55, 0)} m {_points(-half * 0.1, -half * 0.5)} l S "
                f"{_points(-half * 0.1, -half * 0.5)} m {_points(half * 0.65, half * 0.6)} l S "
            )
    else:
        lines += f"{_circle(half)} S "
        if chosen:
            lines += f"{_rgb(ink)} rg {_circle(half * 0.55)} f "
    return lines + "Q"


def _circle(radius: float) -> str:
    bend = radius * _BEND
    return (
        f"{_points(radius, 0)} m {_points(radius, bend, bend, radius, 0, radius)} c "
        f"{_points(-bend, radius, -radius, bend, -radius, 0)} c {_points(-radius, -bend, -bend, -radius, 0, -radius)} c "
        f"{_points(bend, -radius, radius, -bend, radius, 0)} c h"
    )


def _rgb(colour: Color) -> str:
    return _points(*colour.rgb())


def _points(*numbers: float) -> str:
    return " ".join(f"{number:.3f}".rstrip("0").rstrip(".") for number in numbers)
