"""A public meeting, what is asked there, what is voted, who speaks, and when it all happened."""

from consultations.components.assembly.models.meeting import Assembly, Item, Publication
from consultations.components.assembly.models.moments import Moment, Turn
from consultations.components.assembly.models.polls import Choice, Pick, Poll, Vote
from consultations.components.assembly.models.questions import (
    Question,
    QuestionQuerySet,
    Support,
)

__all__ = [
    "Assembly",
    "Choice",
    "Item",
    "Moment",
    "Pick",
    "Poll",
    "Publication",
    "Question",
    "QuestionQuerySet",
    "Support",
    "Turn",
    "Vote",
]
