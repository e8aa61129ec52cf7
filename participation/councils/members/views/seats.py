"""Seats: how many, who takes one, and which substitute moves up."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.members.forms.deciding import SeatForm, SeatsForm, seats_form
from participation.councils.members.views.acting import done, form_page, typed
from participation.councils.members.views.mandates import open_mandate, page_of
from participation.councils.models import College
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def seats(request: HttpRequest, space: Space) -> HttpResponse:
    """Say how many seats each college has; one form for each, sent alone."""
    council = space.council
    sent = request.POST.get("college")
    forms = []
    for college in council.framework.colleges.order_by("rank", "pk"):
        form = seats_form(council, college, request.POST if sent == college.kind else None)
        if done(form, partial(_set, space, college, form)):
            messages.success(request, _("Les sièges sont enregistrés."))
            return redirect("members:seats", council.slug)
        forms.append((college, form))
    refused = next((form for _college, form in forms if form.errors), None)
    context = {"space": space, "forms": forms, "form": refused}
    return render(request, "members/seats.html", context, status=422 if refused else 200)


def _set(space: Space, college: College, form: SeatsForm) -> None:
    given = form.cleaned_data
    actions.set_seats(space.council, college, given["number"], given["labels"], actor=space.person)


@writes_space(may_coordinate)
def give(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Move a member to a free seat of their college."""
    membership = open_mandate(space, pk)
    form = SeatForm(typed(request), membership=membership)
    return form_page(
        request,
        form,
        lambda: actions.give_seat(membership, form.cleaned_data["seat"], actor=request.user),
        to=page_of(membership),
        said=_("Le siège est attribué."),
        space=space,
        title=_("Siège de %(name)s") % {"name": membership.name},
        submit=_("Attribuer ce siège"),
    )


@writes_space(may_coordinate)
def promote(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Seat a substitute."""
    substitute = open_mandate(space, pk)
    form = SeatForm(typed(request), membership=substitute)
    return form_page(
        request,
        form,
        lambda: actions.promote_substitute(
            substitute, seat=form.cleaned_data.get("seat"), actor=request.user
        ),
        to=page_of(substitute),
        said=_("La personne siège à partir d’aujourd’hui. Elle est prévenue."),
        space=space,
        title=_("Donner un siège à %(name)s") % {"name": substitute.name},
        lede=_("Le premier rang passe d’abord. La personne entre dans l’espace dès aujourd’hui."),
        submit=_("Donner ce siège"),
    )
