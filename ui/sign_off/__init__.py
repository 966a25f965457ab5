"""Signing off: one person answers for what several wrote, after one list of everything that stands in the way."""
