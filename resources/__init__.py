"""Questionnaires, lists, icons and packaging: data that comes with the program."""
