"""What those who run the trainings do; for others these addresses do not exist."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.accounts.rules import is_administrator
from participation.base.http import reads, writes
from participation.councils.training import actions
from participation.councils.training.choices import EnrolmentState
from participation.councils.training.errors import NotPossible
from participation.councils.training.forms import (
    AttendanceForm,
    ProgrammeForm,
    ReasonForm,
    SessionForm,
)
from participation.councils.training.models import Programme
from participation.councils.training.queries import order, times_trained
from participation.councils.training.views.public import session_or_404

CAME = [EnrolmentState.PLACED, EnrolmentState.ATTENDED, EnrolmentState.ABSENT]


def those_who_run(request: HttpRequest) -> bool:
    return bool(is_administrator(request.user))


@writes(those_who_run)
def programme(request: HttpRequest, programme_id: int | None = None) -> HttpResponse:
    """Write a programme, or write it anew."""
    found = get_object_or_404(Programme, pk=programme_id) if programme_id else None
    form = ProgrammeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        written = Programme.objects.get(pk=found.pk) if found else None
        made = actions.write_programme(written, actor=request.user, **form.given())
        messages.success(request, _("La formation est enregistrée."))
        return redirect(made)
    context = {"form": form, "programme": found}
    return render(request, "training/write.html", context, status=422 if form.errors else 200)


@writes(those_who_run)
def plan(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Plan a session of a programme."""
    found = get_object_or_404(Programme, pk=programme_id)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.plan_session(found, actor=request.user, **form.given())
        messages.success(request, _("La session est prévue, et publique."))
        return redirect(made)
    context = {"form": form, "programme": found}
    return render(request, "training/plan.html", context, status=422 if form.errors else 200)


@writes(those_who_run)
def edit(request: HttpRequest, session_id: int) -> HttpResponse:
    """Change what may still change of a session."""
    found = session_or_404(session_id)
    form = SessionForm(request.POST or None, instance=session_or_404(session_id))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_session(found, actor=request.user, **form.given())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La session est enregistrée."))
            return redirect(found)
    context = {"form": form, "programme": found.programme, "session": found}
    return render(request, "training/plan.html", context, status=422 if form.errors else 200)


@reads(those_who_run)
def people(request: HttpRequest, session_id: int) -> HttpResponse:
    """Everyone who asked, in the order of the rule."""
    found = session_or_404(session_id)
    rows = found.enrolments.exclude(state=EnrolmentState.CANCELLED).select_related("council")
    before = times_trained(found)
    line = list(rows.order_by("rank")) if found.settled_at else order(rows, before)
    for enrolment in line:
        if enrolment.times_before is None:
            enrolment.times_before = before.get(enrolment.account_id, 0)
    return render(request, "training/people.html", {"session": found, "line": line})


@writes(those_who_run)
def attendance(request: HttpRequest, session_id: int) -> HttpResponse:
    """Tick who came."""
    found = session_or_404(session_id)
    rows = found.enrolments.filter(state__in=CAME).select_related("council").order_by("rank")
    people = [(row.pk, f"{row.name}, {row.council}") for row in rows]
    came = [row.pk for row in rows if row.state == EnrolmentState.ATTENDED]
    typed = request.POST if request.method == "POST" else None
    form = AttendanceForm(typed, people=people, initial={"present": came})
    if form.is_valid():
        try:
            actions.take_attendance(found, form.cleaned_data["present"], actor=request.user)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Les présences sont notées."))
            return redirect(found)
    context = {"form": form, "session": found}
    return render(request, "training/attendance.html", context, status=422 if form.errors else 200)


@writes(those_who_run)
def cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """Cancel a session, with the reason that everyone will read."""
    found = session_or_404(session_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_session(found, actor=request.user, reason=form.cleaned_data["reason"])
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La session est annulée. Les personnes sont prévenues."))
            return redirect(found)
    context = {"form": form, "session": found}
    return render(request, "training/cancel.html", context, status=422 if form.errors else 200)
