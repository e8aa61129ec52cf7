"""« Mon compte »: the pseudonym, one's data, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts import actions
from participation.accounts.forms import CloseAccountForm, PseudonymForm
from participation.accounts.models import Account, PublicBody
from participation.accounts.personal import everything_about
from participation.base.http import everyone, reads, signed_in, writes


def _mine(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


@writes(signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """Show the account, and change the pseudonym."""
    person = Account.objects.get(pk=_mine(request).pk)
    form = PseudonymForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        actions.rename(_mine(request), display_name=form.cleaned_data["display_name"])
        messages.success(request, _("Votre pseudonyme est enregistré."))
        return redirect("accounts:account")
    context = {"form": form, "bodies": PublicBody.objects.filter(officers__account=person)}
    return render(request, "accounts/account.html", context)


@reads(signed_in)
def my_data(request: HttpRequest) -> HttpResponse:
    """Give a person all that is held about them, as a file."""
    response = JsonResponse(
        everything_about(_mine(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@writes(signed_in)
def close(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask once more, then erase and sign out."""
    form = CloseAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = _mine(request)
        actions.erase_account(person, actor=person)
        logout(request)
        return redirect("accounts:closed")
    status = 422 if form.errors else 200
    return render(request, "accounts/close.html", {"form": form}, status=status)


@reads(everyone)
def closed(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "accounts/closed.html")
