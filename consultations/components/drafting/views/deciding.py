"""What each party does: read what waits, take a position, sign a version."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.drafting import actions
from consultations.components.drafting.forms import PositionForm
from consultations.components.drafting.models import Amendment, Version
from consultations.components.drafting.rules import speaks_for
from consultations.components.drafting.views.finding import published, step_of
from consultations.errors import Refused
from consultations.models import Contribution
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes

PER_PAGE = 20


@writes(everyone)
def waiting(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The amendments nobody has read yet, oldest first, each with a button; for officers."""
    step = step_to_read(request, slug, step_id, kind="drafting")
    if request.method == "POST":
        return publish_one(request, step)
    rows = Amendment.objects.of(step).filter(contribution__state=Contribution.State.RECEIVED)
    ordered = rows.with_envelope().order_by("contribution__received_at", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "drafting/waiting.html", {"step": step, "page": page})


@writes(everyone)
def position(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Say what one's party thinks of an amendment, and why."""
    step = step_of(request, slug, step_id)
    amendment = published(step, code)
    party = speaks_for(request.user, step.shared_text)
    if not party:
        raise Http404
    mine = next((one for one in amendment.positions.all() if one.party == party), None)
    initial = {"stance": mine.stance, "reason": mine.reason} if mine else {}
    form = PositionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_position(amendment, party=party, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Votre position est publiée."))
        except Refused as refused:
            messages.warning(request, str(refused.message))
        return redirect(step.component.public_url(amendment.contribution))
    context = {
        "step": step,
        "text": step.shared_text,
        "amendment": amendment,
        "form": form,
        "name": step.shared_text.name_of(party),
    }
    status = 422 if form.errors else 200
    return render(request, "drafting/position.html", context, status=status)


@writes(everyone)
def sign(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Sign the version one has read; asked for by GET, it is confirmed."""
    step = step_of(request, slug, step_id)
    text = step.shared_text
    party = speaks_for(request.user, text)
    if not party:
        raise Http404
    if request.method != "POST":
        context = {"step": step, "text": text, "name": text.name_of(party)}
        return render(request, "drafting/sign.html", context)
    number = request.POST.get("version", "")
    rows = Version.objects.filter(shared_text=text)
    version = get_object_or_404(rows, number=int(number) if number.isdecimal() else 0)
    try:
        is_adopted = actions.sign(version, party=party, actor=request.user)
    except Refused as refused:
        messages.warning(request, str(refused.message))
        return redirect(step.get_absolute_url())
    told = _("Le texte est adopté par les deux parties.") if is_adopted else _("C’est signé.")
    messages.success(request, told)
    return redirect(step.get_absolute_url())
