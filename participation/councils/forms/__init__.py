"""What people type on the pages of councils; one file for each story."""
