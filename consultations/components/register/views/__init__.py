"""The pages of a register: reading, writing, following."""
