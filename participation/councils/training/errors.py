"""Why an enrolment or a session cannot change so, in words for the person who tried."""


class NotPossible(Exception):
    """The rule or the moment does not allow it; the text says what to do next."""
