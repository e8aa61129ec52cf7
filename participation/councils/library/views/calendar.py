"""The public calendar: everyone reads and follows it, administrators keep it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.accounts.rules import is_administrator
from participation.base.codes import absolute
from participation.base.http import everyone, reads, with_query, writes
from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.feeds import calendar_of
from participation.councils.library.forms import (
    CorrectForm,
    DateFinder,
    DateForm,
    PostponeForm,
    ReasonForm,
)
from participation.councils.library.models import CalendarDate
from participation.councils.library.queries import PER_PAGE
from participation.councils.library.views.reviewing import who_reviews

MOST_IN_A_FEED = 500


@reads(everyone)
def calendar(request: HttpRequest) -> HttpResponse:
    """The dates to come, month by month, or those that are past."""
    form = DateFinder(request.GET)
    rows = CalendarDate.objects.all()
    rows = rows.past() if form.wants_past else rows.to_come()
    found = form.narrowed(rows).select_related("territory")
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "keeps": is_administrator(request.user),
        "follow": _ways_to_follow(form),
    }
    return render(request, "library/calendar.html", context)


def _ways_to_follow(form: DateFinder) -> dict[str, str]:
    """Give the feed of these filters: to download, to copy, and to open in a calendar (webcal:)."""
    path = with_query(reverse("library:feed"), **form.chosen())
    address = absolute(path)
    return {"path": path, "address": address, "webcal": f"webcal://{address.partition('://')[2]}"}


@reads(everyone)
def feed(request: HttpRequest) -> HttpResponse:
    """The same dates for a program that follows them, with the same filters."""
    rows = DateFinder(request.GET).narrowed(CalendarDate.objects.all().followed())
    content = calendar_of(rows[:MOST_IN_A_FEED], _("Calendrier des conseils"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendrier.ics"'
    response["Cache-Control"] = "public, max-age=300"
    return response


@reads(everyone)
def date(request: HttpRequest, date_id: int) -> HttpResponse:
    context = {"date": _date(date_id), "keeps": is_administrator(request.user)}
    return render(request, "library/date.html", context)


@writes(who_reviews)
def announce(request: HttpRequest) -> HttpResponse:
    """Put a date on the calendar."""
    form = DateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.announce_date(actor=request.user, **form.given())
        messages.success(request, _("La date est au calendrier."))
        return redirect(made)
    return _form(request, form, _("Annoncer une date"), None)


@writes(who_reviews)
def correct(request: HttpRequest, date_id: int) -> HttpResponse:
    """Write a date anew where it was wrong; everyone reads what was corrected."""
    found = _date(date_id)
    form = CorrectForm(request.POST or None, date=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_date(found, actor=request.user, **form.given())
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La correction est au calendrier."))
            return redirect(found)
    return _form(request, form, _("Corriger cette date"), found)


@writes(who_reviews)
def postpone(request: HttpRequest, date_id: int) -> HttpResponse:
    """Move a date; the former one stays, struck through."""
    found = _date(date_id)
    form = PostponeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.postpone_date(found, actor=request.user, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La nouvelle date est au calendrier."))
            return redirect(found)
    return _form(request, form, _("Reporter cette date"), found)


@writes(who_reviews)
def cancel(request: HttpRequest, date_id: int) -> HttpResponse:
    """Cancel a date, with the reason that everyone will read."""
    found = _date(date_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_date(found, actor=request.user, reason=form.cleaned_data["reason"])
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La date est annulée. Elle reste visible, avec la raison."))
            return redirect(found)
    return _form(request, form, _("Annuler cette date"), found)


def _date(date_id: int) -> CalendarDate:
    rows = CalendarDate.objects.select_related("territory")
    found: CalendarDate = get_object_or_404(rows, pk=date_id)
    return found


def _form(request: HttpRequest, form: Any, title: str, found: CalendarDate | None) -> HttpResponse:
    context = {"form": form, "title": title, "date": found}
    return render(request, "library/keep_date.html", context, status=422 if form.errors else 200)
