"""The editors' own pages: making a consultation, and leading it to its answer."""
