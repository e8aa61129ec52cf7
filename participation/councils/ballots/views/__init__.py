"""The pages of votes and of the register of decisions."""
