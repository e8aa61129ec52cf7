"""Why something in a council cannot be done, in words for the person who tried."""


class Refused(Exception):
    """The rules say no; the text says why and what to do next."""
