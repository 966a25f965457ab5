"""What the events of a shared draft come to: who counts, what stands, what differs, and how texts are combined."""
