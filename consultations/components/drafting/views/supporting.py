"""Supporting an amendment."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.components.drafting import actions
from consultations.components.drafting.views.finding import published, step_of
from consultations.identity import voter_of
from consultations.views.proving import prove
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("amendement-soutenir", times=200, seconds=3600)


@writes(everyone)
def support(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Support an amendment; a second time takes it back. Asked for by GET, it is confirmed."""
    step = step_of(request, slug, step_id)
    amendment = published(step, code)
    if request.method != "POST":
        context = {"step": step, "text": step.shared_text, "amendment": amendment}
        return render(request, "drafting/support.html", context)
    back = redirect(step.component.public_url(amendment.contribution))
    if not step.is_open or step.shared_text.is_adopted:
        messages.warning(request, _("Cette étape est close : les soutiens n’y changent plus."))
        return back
    if not PER_ADDRESS.allows(address_of(request)):
        messages.warning(request, _("Trop de soutiens d’ici. Attendez un peu, puis recommencez."))
        return back
    asks_proof = prove(request, step, forms.Form(), "drafting/prove.html")
    if asks_proof is not None:
        return asks_proof
    counts = actions.change_support(amendment, voter=voter_of(request, step))
    told = _("Vous soutenez cet amendement : c’est compté.") if counts else _("Soutien retiré.")
    messages.success(request, told)
    return back
