"""Finding contributions by the codes people type."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from consultations.models import Consultation, Contribution
from participation.base.codes import spaced_code, tidy_code


def find_cited(
    consultation: Consultation, typed: Iterable[str]
) -> tuple[list[Contribution], list[str]]:
    """Find the contributions that codes name, in the order typed, and a sentence per bad code.

    A code of another consultation is answered like one that does not exist.
    """
    codes = list(dict.fromkeys(code for code in map(tidy_code, typed) if code))
    rows = Contribution.objects.filter(consultation=consultation, tracking_code__in=codes)
    by_code = {row.tracking_code: row for row in rows.order_by("pk")}
    found, errors = [], []
    for code in codes:
        contribution = by_code.get(code)
        problem = _why_not(contribution)
        if problem:
            errors.append(problem % {"code": spaced_code(code)})
        elif contribution is not None:
            found.append(contribution)
    return found, errors


def _why_not(contribution: Contribution | None) -> str:
    if contribution is None or contribution.is_draft:
        return _("%(code)s : ce code n’existe pas dans cette démarche. Vérifiez-le.")
    if contribution.state == Contribution.State.WITHDRAWN:
        return _("%(code)s : cette contribution a été retirée par son auteur. Enlevez ce code.")
    if contribution.is_hidden:
        return _("%(code)s : cette contribution est masquée. Enlevez ce code.")
    return ""
