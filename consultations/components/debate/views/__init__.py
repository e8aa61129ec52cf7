"""The pages of a debate."""
