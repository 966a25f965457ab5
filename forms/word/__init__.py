"""The questionnaire as a Word file for colleagues without Satchel, and their answers read back from it."""
