"""Finding a message useful."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.components.debate import actions
from consultations.components.debate.forms import UsefulForm
from consultations.components.debate.views.finding import published, step_of
from consultations.components.debate.views.proving import prove
from consultations.identity import voter_of
from participation.base.http import everyone, safe_next, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("debat-utile", times=200, seconds=3600)


@writes(everyone)
def useful(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Say that a message is useful; a second time takes it back.

    Asked for by GET, where a page sets no cookie to whom only reads: then it asks to confirm.
    """
    step = step_of(request, slug, step_id)
    form = UsefulForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return redirect(step.get_absolute_url())
    argument = published(step, form.cleaned_data["message"])
    if request.method != "POST":
        context = {"step": step, "argument": argument, "next": request.GET.get("next", "")}
        return render(request, "debate/useful.html", context)
    back = safe_next(request, f"{step.get_absolute_url()}#m{argument.number}")
    if not step.is_open:
        messages.warning(request, _("Ce débat est clos : les avis n’y changent plus."))
        return redirect(back)
    if not PER_ADDRESS.allows(address_of(request)):
        messages.warning(request, _("Trop d’avis d’ici. Attendez un peu, puis recommencez."))
        return redirect(back)
    asks_proof = prove(request, step, form)
    if asks_proof is not None:
        return asks_proof
    counts = actions.change_useful(argument, voter=voter_of(request, step))
    told = _("Vous trouvez ce message utile : c’est compté.") if counts else _("Avis retiré.")
    messages.success(request, told)
    return redirect(back)
