"""The core's own pages of councils."""
