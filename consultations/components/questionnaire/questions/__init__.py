"""The kinds of questions, one class each: how it is asked, read, told and hashed."""
