"""What is typed to keep the register of councils; one file for each story."""
