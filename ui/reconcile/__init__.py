"""Colleagues' work comes in, and people decide where they answered differently."""
