"""What templates of councils need."""
