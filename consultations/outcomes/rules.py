"""Who may answer a consultation: those who act for the body that asked."""

import rules

from consultations.rules import is_officer

may_answer = is_officer

rules.add_perm("outcomes.answer", may_answer)
