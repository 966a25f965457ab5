"""One finalised contribution."""
