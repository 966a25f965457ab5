"""Fill: one section of questions at a time."""
