"""Writing: opening a discussion, adding to it, answering a message."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.base.limits import Limit
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak
from participation.councils.threads import actions
from participation.councils.threads.forms import MessageForm, ThreadForm, quoted
from participation.councils.threads.models import Message, Thread
from participation.councils.threads.views.finding import message_of, people_to_tell, thread_of

PER_PERSON = Limit("discussions-ecrire", times=30, seconds=600)


@writes_space(may_speak)
def open_one(request: HttpRequest, space: Space) -> HttpResponse:
    """A new discussion and its first message."""
    form = ThreadForm(request.POST or None, people=people_to_tell(space))
    context = {"space": space, "form": form, "back": "threads:threads"}

    def save() -> Thread:
        return actions.open_thread(space.council, actor=space.person, **form.given())

    return take(request, space, form, save, "threads/open.html", context)


@writes_space(may_speak)
def post(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """A message at the end of a discussion."""
    thread = thread_of(space, thread_id)
    form = MessageForm(request.POST or None, people=people_to_tell(space))

    def save() -> Message:
        return actions.post(thread, author=space.person, **form.given())

    context = {"space": space, "form": form, "thread": thread, "answered": None}
    return take(request, space, form, save, "threads/write.html", context)


@writes_space(may_speak)
def reply(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """An answer to one message, which it may quote (`?citer`)."""
    answered = message_of(space, thread_id, number)
    if not answered.is_shown:
        raise Http404
    initial = {"text": quoted(answered)} if "citer" in request.GET else {}
    form = MessageForm(request.POST or None, people=people_to_tell(space), initial=initial)

    def save() -> Message:
        return actions.post(answered.thread, author=space.person, reply_to=answered, **form.given())

    context = {"space": space, "form": form, "thread": answered.thread, "answered": answered}
    return take(request, space, form, save, "threads/write.html", context)


def take(
    request: HttpRequest,
    space: Space,
    form: MessageForm,
    save: Callable[[], Thread | Message],
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    """Take the form in and lead to what it made; or show again all that was typed, and why."""
    if request.method != "POST":
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    if not PER_PERSON.allows(str(space.person.pk)):
        form.add_error(
            None,
            _("Vous avez écrit trente messages en dix minutes. Attendez un peu, puis renvoyez."),
        )
        return render(request, template, context, status=429)
    try:
        sent = save()
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, template, context, status=409)
    if request.headers.get("X-Live"):  # it appears on the page where it was written
        return HttpResponse(status=201, headers={"Location": sent.get_absolute_url()})
    return redirect(sent)
