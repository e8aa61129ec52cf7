"""Keeping a copy of everything: the database, the files, and a manifest that proves them."""


class Impossible(Exception):
    """A copy cannot be made, read or put back; the sentence says why and what to do."""
