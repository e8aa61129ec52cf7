"""What a member does with their own words, and with what they have read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak
from participation.councils.threads import actions
from participation.councils.threads.forms import MessageForm
from participation.councils.threads.models import Message
from participation.councils.threads.views.finding import message_of, people_to_tell, thread_of
from participation.councils.threads.views.writing import take


@writes_space(may_speak)
def rewrite(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Change one's message while it is fresh; later, publish a correction of it.

    The form says which of the two it was opened for: a change sent too late is shown again, as a
    correction that has not been sent.
    """
    message = message_of(space, thread_id, number, author=space.person.pk)
    if not message.is_shown:
        raise Http404
    is_fresh = message.may_be_rewritten and message.thread.is_open
    initial = {"text": message.text} if is_fresh else {}
    form = MessageForm(request.POST or None, people=people_to_tell(space), initial=initial)
    context = {
        "space": space,
        "form": form,
        "thread": message.thread,
        "message": message,
        "is_fresh": is_fresh,
    }
    if request.POST.get("as") == "change" and not is_fresh and form.is_valid():
        form.add_error(
            None,
            _("Les quinze minutes sont passées. Votre texte peut devenir une correction."),
        )
        return render(request, "threads/rewrite.html", context, status=409)

    def save() -> Message:
        given = form.given()
        if is_fresh:
            return actions.rewrite(
                message, actor=space.person, text=given["text"], tell=given["tell"]
            )
        return actions.post(message.thread, author=space.person, erratum_of=message, **given)

    return take(request, space, form, save, "threads/rewrite.html", context)


@writes_space(may_speak)
def withdraw(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """Take one's message back, after a page that says what that means."""
    message = message_of(space, thread_id, number, author=space.person.pk)
    if message.withdrawn_at:
        raise Http404
    if request.method == "POST":
        actions.withdraw(message, actor=space.person)
        messages.success(request, _("Votre message est retiré."))
        return redirect(message)
    context = {"space": space, "thread": message.thread, "message": message}
    return render(request, "threads/withdraw.html", context)


@writes_space(may_speak)
def read(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """Say that one has read a discussion up to the message sent with the form."""
    thread = thread_of(space, thread_id)
    if request.method == "POST":
        typed = request.POST.get("number", "")
        number = int(typed) if typed.isdecimal() and len(typed) < 10 else thread.last_number
        actions.mark_read(thread, account=space.person, number=number)
        if request.headers.get("X-Live"):
            return HttpResponse(status=204)
    return redirect(thread)


@writes_space(may_speak)
def read_all(request: HttpRequest, space: Space) -> HttpResponse:
    """Say that one has read everything."""
    if request.method == "POST":
        actions.mark_all_read(space.council, account=space.person)
        messages.success(request, _("Toutes les discussions sont marquées comme lues."))
    return redirect("threads:threads", space.council.slug)
