"""The verbs: no screen, no SQL."""
