"""Tools without memory: nothing here has a table."""
