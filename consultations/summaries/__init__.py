"""From thousands of free texts to themes that lead back to each of them."""
