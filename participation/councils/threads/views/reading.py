"""Reading: the list of discussions, one of them, what a message said before, who may be named."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from participation.councils.queries.insiders import insiders
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate, may_speak
from participation.councils.threads.forms import MessageForm, SearchForm
from participation.councils.threads.models import author_mark
from participation.councils.threads.queries import (
    measures_for,
    messages_of,
    page_of_found,
    page_of_messages,
    page_of_threads,
    pinned_in,
    set_aside_in,
    signed,
)
from participation.councils.threads.views.finding import people_to_tell, thread_of


@reads_space()
def threads(request: HttpRequest, space: Space) -> HttpResponse:
    """The list, or the messages that hold the words looked for."""
    search = SearchForm(request.GET)
    words = search.words()
    number = request.GET.get("page")
    page = (
        page_of_found(space, words, number)
        if words
        else page_of_threads(space, number, archived="archives" in request.GET)
    )
    context = {
        "space": space,
        "search": search,
        "is_search": bool(words),
        "page": page,
        "may_speak": space.may(may_speak),
        "may_animate": space.may(may_animate),
        "archives": "archives" in request.GET,
    }
    return render(request, "threads/threads.html", context)


@reads_space()
def thread(request: HttpRequest, space: Space, thread_id: int) -> HttpResponse:
    """One discussion: its last page, or the one asked for, and the form to write in it."""
    found = thread_of(space, thread_id)
    page, messages = page_of_messages(found, space, request.GET.get("page"))
    speaks = space.may(may_speak)
    is_last_page = not page.has_next()
    animates = space.may(may_animate)
    said_to_me = measures_for(found, space) if speaks else []
    is_aside = any(one.is_running for one in said_to_me)
    may_write = found.is_open and speaks and not is_aside and (animates or not found.is_read_only)
    people = people_to_tell(space) if may_write else {}
    context = {
        "space": space,
        "thread": found,
        "page": page,
        "messages_here": messages,
        "is_last_page": is_last_page,
        "me": author_mark(found.pk, space.person.pk),
        "form": MessageForm(people=people) if may_write else None,
        "measures": said_to_me,
        "set_aside": set_aside_in(found, space) if animates else [],
        "pinned": pinned_in(found, space),
        "may_speak": speaks and not is_aside,
        "may_mark": speaks and (is_last_page or found.read_to < page.end_index()),
        "may_animate": animates,
    }
    return render(request, "threads/thread.html", context)


@reads_space()
def versions(request: HttpRequest, space: Space, thread_id: int, number: int) -> HttpResponse:
    """What a message said before its author changed it; nothing once it is hidden."""
    rows = messages_of(space).shown().filter(thread=thread_id, number=number)
    message = get_object_or_404(rows.exclude(edited_at=None))
    signed(space.council, [message])
    context = {"space": space, "thread": message.thread, "message": message}
    return render(request, "threads/versions.html", context)


@reads_space(may_speak)
def people(request: HttpRequest, space: Space) -> JsonResponse:
    """The names one may write after an @."""
    return JsonResponse({"names": list(insiders(space.council).values())})
