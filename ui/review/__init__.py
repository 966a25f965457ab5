"""Review: what is missing, advised, hidden and answered."""
