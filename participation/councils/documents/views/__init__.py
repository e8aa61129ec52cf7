"""The pages of documents; one file for each story."""
