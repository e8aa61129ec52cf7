"""What pages, receipts, exports and computations read."""

from consultations.components.statements.queries.asking import (
    Asking,
    asking,
    conversation_steps,
    may_see_groups,
    next_statement,
    picture_for,
)
from consultations.components.statements.queries.votes import (
    ballots_of,
    payload,
    payloads,
    votes_by_statement,
    votes_of,
)

__all__ = [
    "Asking",
    "asking",
    "ballots_of",
    "conversation_steps",
    "may_see_groups",
    "next_statement",
    "payload",
    "payloads",
    "picture_for",
    "votes_by_statement",
    "votes_of",
]
