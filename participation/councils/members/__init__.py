"""The room of people: who sits, who comes, who leaves."""
