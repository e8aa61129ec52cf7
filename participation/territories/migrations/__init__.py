"""How the table of territories came to be."""
