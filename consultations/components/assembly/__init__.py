"""Public meetings: questions from the floor, turns to speak, polls, and what was said."""
