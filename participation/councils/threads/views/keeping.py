"""What coordinators and animators do: close, pin, hide."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate
from participation.councils.threads import actions
from participation.councils.threads.forms import HidingForm
from participation.councils.threads.views.finding import message_of, thread_of

ORDERS = {
    "close": actions.close_thread,
    "reopen": actions.reopen_thread,
    "pin": actions.pin,
    "unpin": actions.unpin,
    "slow": actions.slow_down,
    "quicken": actions.quicken,
    "readonly": actions.make_read_only,
    "writable": actions.make_writable,
    "pause": actions.pause,
    "resume": actions.resume,
    "archive": actions.archive,
    "unarchive": actions.unarchive,
}
ON_MESSAGES = {
    "pin_message": actions.pin_message,
    "unpin_message": actions.unpin_message,
    "settle": actions.settle_reports,
}


@writes_space(may_animate)
def order(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """Close a discussion, pin it, slow it down, and the reverse: what the button says."""
    thread = thread_of(space, thread_id)
    act = ORDERS.get(request.POST.get("do", ""))
    if act is not None:
        act(thread, actor=space.person)
        messages.success(request, _("C’est enregistré."))
    return redirect(thread)


@writes_space(may_animate)
def order_message(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Put one message forward, or say that its reports were read: what the button says."""
    message = message_of(space, thread_id, number)
    act = ON_MESSAGES.get(request.POST.get("do", ""))
    if act is not None:
        act(message, actor=space.person)
        messages.success(request, _("C’est enregistré."))
    return redirect(message)


@writes_space(may_animate)
def take_back(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """Let somebody who was set aside write again before the time."""
    thread = thread_of(space, thread_id)
    rows = thread.measures.filter(
        pk__in=[given for given in request.POST.getlist("measure") if given.isdecimal()]
    )
    for row in rows.order_by("pk"):
        actions.take_back(row, actor=space.person)
        messages.success(request, _("La personne peut de nouveau écrire."))
    return redirect(thread)


@writes_space(may_animate)
def hide(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Hide a message for a reason, or show a hidden one again."""
    message = message_of(space, thread_id, number)
    if message.withdrawn_at:
        raise Http404
    form = HidingForm(request.POST or None)
    context = {"space": space, "thread": message.thread, "message": message, "form": form}
    if request.method != "POST":
        return render(request, "threads/hide.html", context)
    if message.hidden_at:
        actions.show_again(message, actor=space.person)
        messages.success(request, _("Le message est de nouveau visible."))
        return redirect(message)
    if not form.is_valid():
        return render(request, "threads/hide.html", context, status=422)
    actions.hide(message, actor=space.person, reason=form.cleaned_data["reason"])
    messages.success(request, _("Le message est masqué. Son auteur est prévenu."))
    return redirect(message)
