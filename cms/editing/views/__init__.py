"""The editors' own pages."""
