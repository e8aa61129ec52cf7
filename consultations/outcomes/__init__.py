"""What the public body answered, why, and which contributions shaped it."""
