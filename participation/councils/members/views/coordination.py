"""Who coordinates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.members.views.acting import NothingAsked, form_page, typed
from participation.councils.members.views.mandates import open_mandate, page_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate, may_vote


@writes_space(may_coordinate)
def change(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Let a member coordinate, or no longer."""
    membership = open_mandate(space, pk)
    name = {"name": membership.name}
    if membership.is_coordinator:
        act, said = actions.stand_down, _("Cette personne ne coordonne plus.")
        title, submit = _("%(name)s ne coordonne plus") % name, _("Retirer la coordination")
        lede = _("La personne reste membre du conseil.")
    else:
        act, said = actions.name_coordinator, _("Cette personne coordonne. Elle est prévenue.")
        title, submit = _("Confier la coordination à %(name)s") % name, _("Confier la coordination")
        lede = _("Elle pourra inviter, attribuer les sièges et mettre fin à des mandats.")
    return form_page(
        request,
        NothingAsked(typed(request)),
        lambda: act(membership, actor=request.user),
        # who stands down may no longer see pages of coordination, but still reads this one
        to=page_of(membership),
        said=said,
        space=space,
        title=title,
        lede=lede,
        submit=submit,
    )


@writes_space(may_vote)
def take(request: HttpRequest, space: Space) -> HttpResponse:
    """Take on the coordination that nobody holds any more."""
    membership = space.standing.membership
    if membership is None:
        raise Http404
    membership.council = space.council
    return form_page(
        request,
        NothingAsked(typed(request)),
        lambda: actions.take_coordination(membership, actor=request.user),
        to=reverse("members:list", args=[space.council.slug]),
        said=_("Vous coordonnez le conseil. Merci !"),
        space=space,
        title=_("Coordonner le conseil"),
        lede=_("Quand plus personne ne coordonne, tout membre peut s’en charger."),
        submit=_("Je m’en charge"),
    )
