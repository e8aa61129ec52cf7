"""What the pages on which officers read contributions share: the step, and publishing one."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from consultations.actions import publish
from consultations.errors import Refused
from consultations.models import Consultation, Contribution, Step


def step_to_read(request: HttpRequest, slug: str, step_id: int, *, kind: str) -> Step:
    """Load a step for the officers of its public body; it is absent (404) to anybody else."""
    mine = Consultation.objects.editable_by(request.user).filter(slug=slug)
    steps = Step.objects.select_related("consultation__public_body")
    return get_object_or_404(steps, pk=step_id, kind=kind, consultation__in=mine)


def publish_one(request: HttpRequest, step: Step) -> HttpResponse:
    """Publish the contribution whose code was sent, and lead back to the page it was read on."""
    counted = Contribution.objects.counted().filter(step=step)
    contribution = get_object_or_404(counted, tracking_code=request.POST.get("code", ""))
    with suppress(Refused):  # a colleague published it, or its author withdrew it, meanwhile
        publish(contribution, actor=request.user)
    return redirect(request.get_full_path())
