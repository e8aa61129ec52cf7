"""What the passing of time asks of councils."""

from participation.councils.actions.attempts import tidy_attempts
from participation.councils.actions.forgetting import forget_old_invitations
from participation.councils.actions.mandates import close_ended_mandates
from participation.councils.registry import rooms


def tidy_councils() -> int:
    """Close what ended, forget what is of no more use, and let each room do the same."""
    done = close_ended_mandates() + forget_old_invitations() + tidy_attempts()
    return done + sum(room.tidy() for room in rooms())
