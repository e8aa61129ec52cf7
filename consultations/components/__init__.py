"""The ways of taking part: each folder is one component, a stranger to the others."""
