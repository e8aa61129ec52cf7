"""Invitations: sending them, seeing which wait, taking one back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.limits import Limit
from participation.councils import actions
from participation.councils.choices import Way
from participation.councils.errors import Refused
from participation.councils.members.forms.deciding import day_after
from participation.councils.members.forms.joining import AnimatorForm, InvitationForm
from participation.councils.members.views.acting import NothingAsked, form_page, typed
from participation.councils.models import HostOrganisation, Invitation
from participation.councils.queries.obstacles import latest_animation
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_coordinate
from participation.ui.typography import day

INVITATIONS = Limit("conseil-invitations", times=60, seconds=3600)


def _list(space: Space) -> str:
    return reverse("members:invitations", args=[space.council.slug])


def _count_one_more(space: Space) -> None:
    if not INVITATIONS.allows(str(space.council.pk)):
        raise Refused(_("Trop d’invitations en une heure. Réessayez plus tard."))


@writes_space(may_coordinate)
def invite(request: HttpRequest, space: Space) -> HttpResponse:
    """Invite somebody to sit, or to wait as a substitute."""
    form = InvitationForm(typed(request), council=space.council)
    return form_page(
        request,
        form,
        lambda: _send(space, form),
        to=_list(space),
        said=_("L’invitation est partie. Elle vaut quatorze jours."),
        space=space,
        title=_("Inviter une personne"),
        lede=_("Elle reçoit un lien par courriel. Il sert une seule fois."),
        submit=_("Envoyer l’invitation"),
    )


def _send(space: Space, form: forms.Form) -> Invitation:
    _count_one_more(space)
    given = form.cleaned_data
    return actions.invite(
        space.council,
        email=given["email"],
        college=given["college"],
        way=Way(given["way"]),
        is_substitute=given["is_substitute"],
        is_coordinator=given["is_coordinator"],
        ends_on=day_after(given["last_day"]),
        words=given["words"],
        actor=space.person,
    )


@writes_space(may_coordinate)
def invite_animator(request: HttpRequest, space: Space) -> HttpResponse:
    """Invite somebody of the host organisation to help for a time."""
    council = space.council
    if council.host is None:
        return render(request, "members/no_host.html", {"space": space})
    host, form = council.host, AnimatorForm(typed(request))
    return form_page(
        request,
        form,
        lambda: _send_to_animator(space, host, form),
        to=_list(space),
        said=_("L’invitation est partie. Elle vaut quatorze jours."),
        space=space,
        title=_("Inviter quelqu’un de %(host)s") % {"host": host},
        lede=_limit(space),
        submit=_("Envoyer l’invitation"),
    )


def _send_to_animator(space: Space, host: HostOrganisation, form: forms.Form) -> Invitation:
    _count_one_more(space)
    given = form.cleaned_data
    ends_on = day_after(given["last_day"]) or space.council.today
    return actions.invite_animator(
        space.council,
        email=given["email"],
        host=host,
        ends_on=ends_on,
        words=given["words"],
        actor=space.person,
    )


def _limit(space: Space) -> str:
    """Say how long an animation may last under the council's framework."""
    latest = latest_animation(space.council, space.council.today)
    if latest is None:
        return _("L’animation aide le conseil. Elle ne vote pas.")
    places = {"months": space.council.framework.animation_months, "day": day(latest)}
    return (
        _(
            "L’animation aide le conseil. Elle ne vote pas. "
            "Le cadre la limite à %(months)s mois, donc avant le %(day)s."
        )
        % places
    )


@reads_space(may_coordinate)
def pending(request: HttpRequest, space: Space) -> HttpResponse:
    """List the invitations that nobody has answered."""
    waiting = space.council.invitations.unanswered().select_related("college", "seat", "host")
    return render(request, "members/invitations.html", {"space": space, "invitations": waiting})


@writes_space(may_coordinate)
def revoke(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(space.council.invitations.unanswered(), pk=pk)
    return form_page(
        request,
        NothingAsked(typed(request)),
        lambda: actions.revoke_invitation(invitation, actor=request.user),
        to=_list(space),
        said=_("L’invitation est retirée. Son lien ne sert plus."),
        space=space,
        title=_("Retirer l’invitation"),
        lede=_("Le lien envoyé à %(email)s ne servira plus.") % {"email": invitation.email},
        submit=_("Retirer l’invitation"),
        kind="danger",
    )
