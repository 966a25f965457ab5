"""Colleagues without Satchel: a Word file for them, and what they wrote back."""
