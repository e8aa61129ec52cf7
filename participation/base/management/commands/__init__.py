"""Commands of the tool box."""
