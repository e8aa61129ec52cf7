"""Taking measures over from a file."""
