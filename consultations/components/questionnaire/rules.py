"""Who may open a file that was given with an answer."""

from typing import Any

import rules

from consultations.components.questionnaire.models import AnswerFile
from participation.accounts.rules import acts_for


@rules.predicate
def may_open_file(person: Any, file: AnswerFile) -> bool:
    """Its author, and once it is sent and not hidden the officers of the body that asked."""
    contribution = file.sheet.contribution
    if person.is_authenticated and contribution.author_id == person.pk:
        return True
    is_sent = contribution.is_counted and file.answer_id is not None
    return is_sent and acts_for(person, contribution.consultation.public_body_id)


rules.add_perm("questionnaire.open_file", may_open_file)
