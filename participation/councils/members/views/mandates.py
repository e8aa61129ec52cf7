"""Ending, extending and renewing mandates; ending an animation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.choices import EndReason
from participation.councils.members.forms.deciding import EndForm, TermForm, day_after
from participation.councils.members.views.acting import NothingAsked, form_page, typed
from participation.councils.models import Membership
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


def open_mandate(space: Space, pk: int) -> Membership:
    """Give a mandate of this council that is not over yet; 404 for any other."""
    rows = space.council.memberships.filter(closed_at=None).select_related("council", "college")
    return get_object_or_404(rows, pk=pk)


def page_of(membership: Membership) -> str:
    return reverse("members:member", args=[membership.council.slug, membership.pk])


@writes_space(may_coordinate)
def end(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """End somebody's mandate, at once or on a day."""
    membership = open_mandate(space, pk)
    form = EndForm(typed(request))
    return form_page(
        request,
        form,
        lambda: actions.end_mandate(
            membership,
            reason=EndReason(form.cleaned_data["reason"]),
            on=day_after(form.cleaned_data["last_day"]),
            actor=request.user,
        ),
        to=page_of(membership),
        said=_("C’est enregistré. La personne est prévenue."),
        space=space,
        title=_("Mettre fin au mandat de %(name)s") % {"name": membership.name},
        lede=_("La personne n’entre plus dans l’espace dès le lendemain du dernier jour."),
        submit=_("Mettre fin au mandat"),
        kind="danger",
    )


@writes_space(may_coordinate)
def term(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Extend a mandate, or begin a new one."""
    membership = open_mandate(space, pk)
    form = TermForm(typed(request), initial={"last_day": membership.last_day})

    def act() -> None:
        is_new = form.cleaned_data["how"] == TermForm.How.RENEW
        change = actions.renew_mandate if is_new else actions.extend_mandate
        ends_on = day_after(form.cleaned_data["last_day"])
        change(membership, ends_on=ends_on, actor=request.user)

    return form_page(
        request,
        form,
        act,
        to=reverse("members:list", args=[space.council.slug]),
        said=_("La durée du mandat est enregistrée."),
        space=space,
        title=_("Durée du mandat de %(name)s") % {"name": membership.name},
        submit=_("Enregistrer"),
    )


@writes_space(may_coordinate)
def end_animation(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Stop an animation at once."""
    animation = get_object_or_404(space.council.animations, pk=pk)
    return form_page(
        request,
        NothingAsked(typed(request)),
        lambda: actions.end_animation(animation, actor=request.user),
        to=reverse("members:list", args=[space.council.slug]),
        said=_("L’animation a pris fin."),
        space=space,
        title=_("Mettre fin à l’animation de %(name)s") % {"name": animation.name},
        lede=_("La personne n’entre plus dans l’espace."),
        submit=_("Mettre fin à l’animation"),
        kind="danger",
    )
