"""What officers do while a debate runs: order, and reading what waits."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.components.debate import actions
from consultations.components.debate.forms import PAUSES
from consultations.components.debate.models import Argument
from consultations.components.debate.rules import may_lead
from consultations.components.debate.views.finding import published, step_of
from consultations.models import Contribution
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes

PER_PAGE = 20
ORDERS = {
    "slow": actions.slow_down,
    "quicken": actions.quicken,
    "resume": actions.resume,
}
PINS = {"pin": actions.pin, "unpin": actions.unpin}


@writes(everyone)
def order(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Slow a debate down, pause it, put a message forward, and the reverse."""
    step = step_of(request, slug, step_id)
    if not may_lead(request.user, step.consultation):
        raise Http404
    asked = request.POST.get("do", "")
    if asked in PINS:
        argument = published(step, request.POST.get("message", ""))
        PINS[asked](argument, actor=request.user)
        messages.success(request, _("C’est enregistré."))
        return redirect(step.component.public_url(argument.contribution))
    if asked in PAUSES:
        actions.pause(step.debate, lasts=PAUSES[asked], actor=request.user)
        messages.success(request, _("Le débat est en pause. Il reprendra de lui-même."))
    elif asked in ORDERS:
        ORDERS[asked](step.debate, actor=request.user)
        messages.success(request, _("C’est enregistré."))
    return redirect(step.get_absolute_url())


@writes(everyone)
def waiting(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The messages nobody has read yet, oldest first, each with a button; for officers."""
    step = step_to_read(request, slug, step_id, kind="debate")
    if request.method == "POST":
        return publish_one(request, step)
    rows = Argument.objects.of(step).filter(contribution__state=Contribution.State.RECEIVED)
    related = rows.with_envelope().select_related("parent__contribution")
    page = Paginator(related.order_by("contribution__received_at", "pk"), PER_PAGE)
    context = {"step": step, "page": page.get_page(request.GET.get("page"))}
    return render(request, "debate/waiting.html", context)
