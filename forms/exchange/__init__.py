"""Exchange files: what colleagues send each other, written, sealed and read as if everybody were hostile (docs/exchange-format.md)."""
