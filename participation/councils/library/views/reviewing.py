"""What who reviews good practices does; for others these addresses do not exist."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts.rules import is_administrator
from participation.base.http import reads, writes
from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.forms import CreditForm, DecisionForm, ReasonForm
from participation.councils.library.models import GoodPractice, Guide
from participation.councils.library.queries import PER_PAGE
from participation.councils.library.views.practices import practice_or_404


def who_reviews(request: HttpRequest) -> bool:
    return bool(is_administrator(request.user))


@reads(who_reviews)
def to_review(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; documents of method above good practices."""
    rows = GoodPractice.objects.all().proposed().select_related("council")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    guides = Guide.objects.all().to_review().select_related("council")[:PER_PAGE]
    return render(request, "library/to_review.html", {"page": page, "guides": guides})


@writes(who_reviews)
def decide(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Publish it, or give it back with what to change."""
    practice = practice_or_404(request.user, practice_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["decision"] == "publish":
                actions.publish_practice(practice, actor=request.user)
            else:
                actions.send_back_practice(practice, reason=reason, actor=request.user)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("C’est fait. Le conseil est prévenu."))
            return redirect("library:to_review")
    context = {"practice": practice, "form": form, "title": _("Relire cette fiche")}
    return render(request, "library/decide.html", context, status=422 if form.errors else 200)


@writes(who_reviews)
def credit(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Name the original that was followed, when its credit was left out."""
    practice = practice_or_404(request.user, practice_id)
    form = CreditForm(request.POST or None, practice=practice)
    if request.method == "POST" and form.is_valid():
        original = form.cleaned_data["original"]
        try:
            actions.credit_original(practice, original, actor=request.user)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La fiche d’origine est citée."))
            return redirect(practice)
    context = {"practice": practice, "form": form, "title": _("Citer la fiche d’origine")}
    return render(request, "library/decide.html", context, status=422 if form.errors else 200)


@writes(who_reviews)
def withdraw(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Take it off the public pages; its council reads why."""
    practice = practice_or_404(request.user, practice_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.withdraw_practice(practice, reason=reason, actor=request.user)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La fiche est retirée. Le conseil est prévenu."))
            return redirect("library:to_review")
    context = {"practice": practice, "form": form, "title": _("Retirer cette fiche")}
    return render(request, "library/decide.html", context, status=422 if form.errors else 200)
