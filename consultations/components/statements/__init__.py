"""Statements to agree or disagree with, one at a time, and the opinion groups that appear."""
