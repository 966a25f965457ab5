"""Home: questionnaires at hand, drafts and contributions."""
