"""Why a draw cannot go on, in words for the person who tried."""


class NotPossible(Exception):
    """The rule, the lists or the moment do not allow it; the text says what to do next."""
