"""The pages where officers keep their plans."""
