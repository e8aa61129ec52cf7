"""Where one person has one contribution: showing that an address is one's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consultations import identity
from consultations.components.questionnaire.forms import CodeForm, EmailForm
from consultations.components.questionnaire.views.desk import Desk, see_other
from consultations.components.questionnaire.views.opening import open_desk
from consultations.errors import Refused
from participation.base.http import everyone, writes


@writes(everyone)
def prove(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Where one person has one contribution: an address, then the code sent there."""
    desk = open_desk(request, slug, step_id)
    if desk.sheet is None:
        return redirect(desk.url("start"))
    if not identity.needs_proof(request, desk.step):
        return redirect(desk.url("check"))
    if request.method != "POST":
        return _ask(desk, EmailForm())
    return _confirm(desk) if "code" in request.POST else _request_code(desk)


def _request_code(desk: Desk) -> HttpResponse:
    form = EmailForm(desk.request.POST)
    if not form.is_valid():
        return _ask(desk, form)
    email = form.cleaned_data["email"]
    try:
        identity.request_code(desk.request, desk.step, email)
    except Refused as refused:
        form.add_error("email", str(refused.message))
        return _ask(desk, form)
    return _ask(desk, CodeForm(initial={"email": email}), email=email)


def _confirm(desk: Desk) -> HttpResponse:
    form = CodeForm(desk.request.POST)
    email = desk.request.POST.get("email", "")
    if not form.is_valid():
        return _ask(desk, form, email=email)
    try:
        identity.confirm_code(desk.request, desk.step, email, form.cleaned_data["code"])
    except Refused as refused:
        form.add_error("code", str(refused.message))
        return _ask(desk, form, email=email)
    return see_other(desk.url("check"))


def _ask(desk: Desk, form: EmailForm | CodeForm, *, email: str = "") -> HttpResponse:
    context = {"desk": desk, "step": desk.step, "form": form, "email": email}
    status = 422 if form.errors else 200
    return render(desk.request, "questionnaire/prove.html", context, status=status)
