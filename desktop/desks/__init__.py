"""What the screens may do, carried out: each desk implements the Protocol that `ui` declares."""
