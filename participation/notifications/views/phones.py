"""« Mon téléphone »: a number for what is urgent, proved by a code."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.http import signed_in, writes
from participation.base.limits import Limit
from participation.notifications import actions, sms
from participation.notifications.models import Habits

CODES = Limit("sms-code", times=3, seconds=3600, fails_open=False)


class NumberForm(forms.Form):
    """A mobile number, as people write it."""

    number = forms.RegexField(
        r"^\+?[0-9 .()-]{8,20}$",
        label=gettext_lazy("Votre numéro de mobile"),
        error_messages={"invalid": gettext_lazy("Vérifiez ce numéro. Exemple : 06 12 34 56 78.")},
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"])
        return "".join(sign for sign in typed if sign.isdigit() or sign == "+")


class CodeForm(forms.Form):
    """The six digits that were sent."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label=gettext_lazy("Le code reçu par SMS"),
        error_messages={"invalid": gettext_lazy("Le code a 6 chiffres.")},
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@writes(signed_in)
def phone(request: HttpRequest) -> HttpResponse:
    """Give a number, prove it, or take it back."""
    if not sms.is_offered():
        raise Http404
    person = request.user
    assert isinstance(person, Account)
    habits = Habits.objects.filter(account=person).first()
    waits = habits is not None and bool(habits.phone) and not habits.phone_confirmed_at
    number = NumberForm(request.POST if "demander" in request.POST else None)
    code = CodeForm(request.POST if "confirmer" in request.POST else None)
    if "oublier" in request.POST:
        actions.forget_phone(person)
        messages.success(request, _("Votre numéro est effacé."))
        return redirect("notifications:phone")
    if number.is_valid():
        if CODES.allows(str(person.pk)):
            actions.ask_phone(person, number.cleaned_data["number"])
            return redirect("notifications:phone")
        number.add_error(None, _("Trop de demandes. Réessayez dans une heure."))
    if code.is_valid():
        if actions.confirm_phone(person, code.cleaned_data["code"]):
            messages.success(request, _("Votre numéro est confirmé."))
            return redirect("notifications:phone")
        code.add_error("code", _("Ce code n’est pas le bon. Demandez-en un autre si besoin."))
    context = {"habits": habits, "waits": waits, "number": number, "code": code}
    status = 422 if number.errors or code.errors else 200
    return render(request, "notifications/phone.html", context, status=status)
