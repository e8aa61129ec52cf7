"""How the tables of the heart came to be."""
