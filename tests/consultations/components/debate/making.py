"""Debates that exist in tests, made by the actions that make them on the site."""

from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.debate.actions import Words, write
from consultations.components.debate.models import Argument
from consultations.models import Step
from participation.base.clock import now
from tests.factories import make_open_step


def a_debate(**fields: Any) -> Step:
    """Open a debate that publishes at once."""
    return make_open_step("debate", rung="concertation", anonymity="pseudonym", **fields)


def submission(author: Any = None) -> Submission:
    return Submission(key=uuid4(), arrived_at=now(), opened_at=now(), author=author)


def say(
    step: Step,
    text: str,
    side: str = "for",
    *,
    author: Any = None,
    parent: Argument | None = None,
) -> Argument:
    """Write a message in a debate."""
    words = Words(text=text, side=side)
    contribution = write(step, words, submission(author), parent=parent)
    return Argument.objects.select_related("contribution").get(contribution=contribution)
