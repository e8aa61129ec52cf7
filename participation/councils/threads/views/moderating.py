"""Reporting, appealing and deciding; what those who animate say to one member."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_animate, may_speak
from participation.councils.threads import actions
from participation.councils.threads.forms import (
    LASTS,
    AppealForm,
    DecidingForm,
    MeasureForm,
    ReportingForm,
)
from participation.councils.threads.models import Appeal
from participation.councils.threads.queries import appeals_in, may_judge, reported_in, signed
from participation.councils.threads.views.finding import message_of, thread_of


@writes_space(may_speak)
def report(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Ask those who animate to look at somebody else's message."""
    message = message_of(space, thread_id, number)
    if not message.is_shown or message.author_id == space.person.pk:
        raise Http404
    form = ReportingForm(request.POST or None)
    context = {"space": space, "thread": message.thread, "message": message, "form": form}
    if request.method != "POST":
        return render(request, "threads/report.html", context)
    if not form.is_valid():
        return render(request, "threads/report.html", context, status=422)
    actions.report(message, reason=form.cleaned_data["reason"], actor=space.person)
    messages.success(request, _("Merci. L’animation va regarder ce message."))
    return redirect(message)


@writes_space(may_speak)
def appeal(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Ask that somebody else looks again at one's own hidden message."""
    message = message_of(space, thread_id, number, author=space.person.pk)
    if message.hidden_at is None or message.withdrawn_at:
        raise Http404
    made = Appeal.objects.filter(message=message, hidden_at=message.hidden_at).first()
    form = AppealForm(request.POST or None)
    context = {
        "space": space,
        "thread": message.thread,
        "message": message,
        "form": form,
        "made": made,
    }
    if request.method != "POST" or made:
        return render(request, "threads/appeal.html", context)
    if not form.is_valid():
        return render(request, "threads/appeal.html", context, status=422)
    actions.appeal(message, text=form.cleaned_data["text"], actor=space.person)
    messages.success(request, _("Votre demande est partie. Une autre personne va décider."))
    return redirect(message)


@reads_space(may_animate)
def desk(request: HttpRequest, space: Space) -> HttpResponse:
    """What waits for those who animate: messages that were reported, appeals to decide."""
    context = {"space": space, "reported": reported_in(space), "appeals": appeals_in(space)}
    return render(request, "threads/desk.html", context)


@writes_space(may_speak)
def decide(request: HttpRequest, space: Space, appeal_id: int) -> HttpResponse:
    """Decide an appeal; absent to its author, to who hid the message, and to most others."""
    rows = Appeal.objects.filter(message__thread__council=space.council, decided_at=None)
    row = get_object_or_404(rows.select_related("message__thread"), pk=appeal_id)
    if not may_judge(space, row):
        raise Http404
    signed(space.council, [row.message])
    form = DecidingForm(request.POST or None)
    context = {"space": space, "thread": row.message.thread, "appeal": row, "form": form}
    if request.method != "POST":
        return render(request, "threads/decide.html", context)
    if not form.is_valid():
        return render(request, "threads/decide.html", context, status=422)
    is_granted = form.cleaned_data["verdict"] == "show"
    answer = form.cleaned_data["answer"]
    try:
        actions.decide_appeal(row, is_granted=is_granted, answer=answer, actor=space.person)
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "threads/decide.html", context, status=409)
    messages.success(request, _("C’est décidé. L’auteur est prévenu."))
    return redirect(row.message)


@writes_space(may_animate)
def measure(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Say something to the author of a message: a reminder, or a time without writing."""
    message = message_of(space, thread_id, number)
    if message.author is None or message.author_id == space.person.pk:
        raise Http404
    form = MeasureForm(request.POST or None)
    context = {"space": space, "thread": message.thread, "message": message, "form": form}
    if request.method != "POST":
        return render(request, "threads/measure.html", context)
    if not form.is_valid():
        return render(request, "threads/measure.html", context, status=422)
    given = {"account": message.author, "reason": form.cleaned_data["reason"]}
    lasts = LASTS.get(form.cleaned_data["what"])
    if lasts is None:
        actions.warn(message.thread, actor=space.person, **given)
    else:
        actions.set_aside(message.thread, lasts=lasts, actor=space.person, **given)
    messages.success(request, _("C’est dit. La personne est prévenue."))
    return redirect(message)


@writes_space(may_speak)
def seen(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """« J’ai lu » what was said to oneself."""
    thread = thread_of(space, thread_id)
    if request.method == "POST":
        actions.see_measures(thread, account=space.person)
    return redirect(thread)
