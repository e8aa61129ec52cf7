"""What every measure needs: a database of its own, a clock, and a table of what was found."""
