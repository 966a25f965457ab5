"""Small dumb pieces that several screens use."""
