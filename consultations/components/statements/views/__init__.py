"""The pages of a conversation: voting, reading, proposing, publishing."""
