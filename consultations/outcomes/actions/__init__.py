"""What changes an answer: written freely, published once, then only corrected in the open."""

from consultations.outcomes.actions.citing import cite, relate, remove_citation
from consultations.outcomes.actions.correcting import add_erratum, link_deliberation
from consultations.outcomes.actions.guaranteeing import (
    answer_guarantor,
    name_guarantor,
    publish_report,
)
from consultations.outcomes.actions.publishing import publish_answer
from consultations.outcomes.actions.responses import (
    remove_response,
    save_response,
    write_response,
)
from consultations.outcomes.actions.synthesis import publish_synthesis, write_synthesis

__all__ = [
    "add_erratum",
    "answer_guarantor",
    "cite",
    "link_deliberation",
    "name_guarantor",
    "publish_answer",
    "publish_report",
    "publish_synthesis",
    "relate",
    "remove_citation",
    "remove_response",
    "save_response",
    "write_response",
    "write_synthesis",
]
