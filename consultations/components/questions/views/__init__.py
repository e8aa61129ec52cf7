"""The pages of questions: reading, asking, supporting, answering."""
