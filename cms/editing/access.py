"""Whom the editors' pages serve, and what they may reach."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consultations.models import Consultation, Step
from participation.accounts.models import PublicBody


def editors(request: HttpRequest) -> bool:
    """Whoever acts for a public body in the admin; which rows they see is decided row by row."""
    may_enter = request.user.has_perm("wagtailadmin.access_admin")
    return bool(may_enter and PublicBody.objects.of(request.user).exists())


def own_consultation(request: HttpRequest, pk: int) -> Consultation:
    """Give a consultation of the person's own bodies; any other looks absent."""
    rows = Consultation.objects.editable_by(request.user)
    return get_object_or_404(rows.select_related("public_body", "territory"), pk=pk)


def own_step(request: HttpRequest, pk: int, step_id: int) -> Step:
    consultation = own_consultation(request, pk)
    step = get_object_or_404(Step, consultation=consultation, pk=step_id)
    step.consultation = consultation
    return step
