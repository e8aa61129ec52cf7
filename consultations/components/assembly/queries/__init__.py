"""What the pages of a meeting need across tables."""

from consultations.components.assembly.queries.naming import personal_words
from consultations.components.assembly.queries.payloads import payload, payloads
from consultations.components.assembly.queries.room import (
    assembly_steps,
    changed_questions,
    now_on,
    poll_now,
    questions_on_the_page,
    queue_of,
)
from consultations.components.assembly.queries.speaking import Share, shares
from consultations.components.assembly.queries.transcript import Section, moments_of, transcript

__all__ = [
    "Section",
    "Share",
    "assembly_steps",
    "changed_questions",
    "moments_of",
    "now_on",
    "payload",
    "payloads",
    "personal_words",
    "poll_now",
    "questions_on_the_page",
    "queue_of",
    "shares",
    "transcript",
]
