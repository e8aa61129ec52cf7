"""What is followed for years: plans and contracts, their measures, and what became of each."""
