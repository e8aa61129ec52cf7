"""The pages of a shared text: reading, amending, writing, deciding."""
