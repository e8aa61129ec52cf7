"""Why a vote cannot be taken, beyond what any refusal of a council says."""

from participation.councils.errors import Refused


class AlreadyVoted(Refused):
    """The slip is in the box and counts once: nothing is wrong, nothing more is taken."""


class Reworded(Refused):
    """The question or its answers changed after the person read them."""
