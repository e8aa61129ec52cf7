"""The home of a private space, and the mark of what has been seen there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.forms.space import SeenForm
from participation.councils.queries.home import home_of
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_speak


@reads_space()
def home(request: HttpRequest, space: Space) -> HttpResponse:
    """Say what is new since the person's last visit, and what waits for them."""
    return render(request, "councils/home.html", {"space": space, "home": home_of(space)})


@writes_space(may_speak)
def seen(request: HttpRequest, space: Space) -> HttpResponse:
    """« J’ai tout vu », with the instant of the page that was read."""
    form = SeenForm(request.POST)
    if form.is_valid():
        actions.mark_seen(space.council, actor=space.person, until=form.cleaned_data["until"])
        messages.success(request, _("C’est noté : vous avez tout vu."))
    return redirect(space.council.space_url)


@writes_space(may_speak)
def left(request: HttpRequest, space: Space) -> HttpResponse:
    """Note that the person was here just now: the page says so as it closes."""
    if request.method == "POST":
        actions.mark_left(space.council, actor=space.person)
    return HttpResponse(status=204)
