"""How the table of letters came to be."""
