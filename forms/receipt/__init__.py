"""The receipt: what it says (content) and how it is set (pdf)."""
