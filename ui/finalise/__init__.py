"""Finalise: the last clear step."""
