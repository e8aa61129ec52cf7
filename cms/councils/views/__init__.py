"""The pages of the register of councils."""
