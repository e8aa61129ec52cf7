"""Documents of method in the space of their council: filed, proposed, taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.forms import (
    DescriptionForm,
    GuideForm,
    GuideVersionForm,
    ReasonForm,
)
from participation.councils.library.models import Guide
from participation.councils.library.queries import PER_PAGE
from participation.councils.library.views.answering import attempted
from participation.councils.library.views.finding import own_guide
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_animate


@reads_space()
def guides(request: HttpRequest, space: Space) -> HttpResponse:
    """Those of the council, whatever their state."""
    rows = Guide.objects.filter(council=space.council).order_by("-changed_at", "-pk")
    context = {
        "space": space,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "animates": space.may(may_animate),
    }
    return render(request, "library/space_guides.html", context)


@writes_space(may_animate)
def write(request: HttpRequest, space: Space) -> HttpResponse:
    """File one, with its first version."""
    form = GuideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = actions.write_guide(
            actor=space.person, council=space.council, content=form.content(), **form.described()
        )
        messages.success(request, _("Le brouillon est enregistré. Relisez-le, puis proposez-le."))
        return redirect(made)
    return _form(request, space, form, _("Un document de méthode"))


@writes_space(may_animate)
def edit(request: HttpRequest, space: Space, guide_id: int) -> HttpResponse:
    """Write the description of a draft anew."""
    found = own_guide(space, guide_id)
    form = DescriptionForm(request.POST or None, instance=own_guide(space, guide_id))

    def act() -> None:
        actions.edit_guide(found, actor=space.person, **form.described())

    done = _("Le document est enregistré.")
    return _answer(request, space, form, act, found, title=_("Modifier ce document"), done=done)


@writes_space(may_animate)
def add_version(request: HttpRequest, space: Space, guide_id: int) -> HttpResponse:
    """Add the next version; one of a published document is read again first."""
    found = own_guide(space, guide_id)
    form = GuideVersionForm(request.POST or None, request.FILES or None)

    def act() -> None:
        note = form.cleaned_data["note"]
        content = form.content()
        actions.add_guide_version(found, actor=space.person, content=content, note=note)

    done = _("La nouvelle version sera relue, puis publiée.")
    done = done if found.is_published else _("La version est enregistrée.")
    return _answer(request, space, form, act, found, title=_("Ajouter une version"), done=done)


@writes_space(may_animate)
def propose(request: HttpRequest, space: Space, guide_id: int) -> HttpResponse:
    """Ask for its publication, after a confirmation."""
    found = own_guide(space, guide_id)
    if request.method != "POST":
        return render(request, "library/propose_guide.html", {"space": space, "guide": found})
    try:
        actions.propose_guide(found, actor=space.person)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Merci ! Le document sera relu, puis publié."))
    return redirect(found)


@writes_space(may_animate)
def withdraw(request: HttpRequest, space: Space, guide_id: int) -> HttpResponse:
    """Take it off the public pages, with a reason."""
    found = own_guide(space, guide_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.withdraw_guide(found, reason=reason, actor=space.person)

    done = _("Le document est retiré. Vous pouvez le reprendre.")
    return _answer(request, space, form, act, found, title=_("Retirer ce document"), done=done)


def _answer(
    request: HttpRequest,
    space: Space,
    form: Any,
    act: Callable[[], None],
    found: Guide,
    *,
    title: str,
    done: str,
) -> HttpResponse:
    if attempted(request, form, act, done=done):
        return redirect(found)
    return _form(request, space, form, title, found)


def _form(
    request: HttpRequest, space: Space, form: Any, title: str, found: Guide | None = None
) -> HttpResponse:
    context = {"space": space, "form": form, "title": title, "guide": found}
    status = 422 if form.errors else 200
    return render(request, "library/write_guide.html", context, status=status)
