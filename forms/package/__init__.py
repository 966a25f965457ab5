"""The package for later upload: bytes in, bytes out (docs/package-format.md)."""
