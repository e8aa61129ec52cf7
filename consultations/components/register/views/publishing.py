"""Where a body reads what waits, and publishes it."""

from contextlib import suppress

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultations.actions import publish
from consultations.components.register.models import Entry, EntryQuerySet
from consultations.components.register.queries import PER_PAGE, register_steps
from consultations.errors import Refused
from consultations.models import Consultation, Contribution, Step
from participation.base.http import everyone, writes


@writes(everyone)
def waiting(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The contributions nobody has read yet, oldest first, each with a button; for officers."""
    mine = Consultation.objects.editable_by(request.user)
    steps = register_steps(request.user, slug).filter(consultation__in=mine)
    step = get_object_or_404(steps, pk=step_id)
    if request.method == "POST":
        return _publish(request, step)
    rows = _waiting(step).oldest_first().with_envelope()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/waiting.html", {"step": step, "page": page})


def _waiting(step: Step) -> EntryQuerySet:
    return Entry.objects.of(step).filter(contribution__state=Contribution.State.RECEIVED)


def _publish(request: HttpRequest, step: Step) -> HttpResponse:
    """Publish one; it may have been published or withdrawn meanwhile, and the list says so."""
    counted = Contribution.objects.counted().filter(step=step)
    contribution = get_object_or_404(counted, tracking_code=request.POST.get("code", ""))
    with suppress(Refused):  # published by a colleague meanwhile: it is no longer in the list
        publish(contribution, actor=request.user)
    return redirect(request.path)
