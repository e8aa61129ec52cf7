"""The pages of a meeting: the hall's telephones, its screen, the desk, the minutes."""
