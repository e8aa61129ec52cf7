"""How many must have voted for a result to bind."""


def needed(percent: int, electorate: int) -> int:
    """Give the number of people who must vote: the share rounded up, and never nobody.

    `electorate` is how many mandates ran when the vote opened; those that end meanwhile still
    count. A share of 0 asks for one vote: nothing is decided by nobody.
    """
    return max(1, -(-percent * electorate // 100))


def is_reached(percent: int, electorate: int, turnout: int) -> bool:
    """Say whether enough people voted, by themselves or by proxy; abstaining is voting."""
    return turnout >= needed(percent, electorate)
