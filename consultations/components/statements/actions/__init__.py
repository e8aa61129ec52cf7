"""What changes conversations, statements and votes; nothing else does."""

from consultations.components.statements.actions.computing import (
    compute_stale,
    mark_stale,
    recompute,
)
from consultations.components.statements.actions.editing import (
    create_conversation,
    edit_conversation,
    write_seeds,
)
from consultations.components.statements.actions.importing import (
    TakenStatement,
    TakenVotes,
    take_over,
    take_sheets,
)
from consultations.components.statements.actions.voting import (
    Ballot,
    erase_votes,
    forget_votes,
    vote,
)
from consultations.components.statements.actions.writing import erase_words, rewrite, write

__all__ = [
    "Ballot",
    "TakenStatement",
    "TakenVotes",
    "compute_stale",
    "create_conversation",
    "edit_conversation",
    "erase_votes",
    "erase_words",
    "forget_votes",
    "mark_stale",
    "recompute",
    "rewrite",
    "take_over",
    "take_sheets",
    "vote",
    "write",
    "write_seeds",
]
