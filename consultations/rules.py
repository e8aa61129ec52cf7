"""Who may do what to a consultation and to a contribution."""

from typing import Any

import rules

from consultations.models import Consultation, Contribution
from participation.accounts.rules import acts_for, is_moderator


@rules.predicate
def is_officer(person: Any, consultation: Consultation) -> bool:
    """The person acts for the public body that holds the consultation."""
    return acts_for(person, consultation.public_body_id)


@rules.predicate
def may_hide(person: Any, contribution: Contribution) -> bool:
    """A moderator may, but never one who acts for the body that is being answered."""
    return is_moderator(person) and not acts_for(person, contribution.consultation.public_body_id)


rules.add_perm("consultations.hide", may_hide)
