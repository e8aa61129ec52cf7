"""Following, in templates."""
