"""What stands between somebody and a council: an office, a seat that is not free, a used link."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from participation.accounts.models import Account, Officer
from participation.councils.models import Animation, College, Council, Coverage, Invitation, Seat
from participation.councils.querysets import AUTHORITIES
from participation.ui.typography import day


def barring_office(council: Council, account: Any, office: str) -> str:
    """Say why an office keeps somebody out, or nothing.

    Source: the council's framework; for citizens' councils, the circular of 2 February 2017.
    """
    rules = council.framework
    serves = (
        rules.bars_officers
        and account is not None
        and Officer.objects.filter(account=account, public_body__kind__in=AUTHORITIES).exists()
    )
    if not serves and not rules.bars(office):
        return ""
    return _(
        "Le cadre de ce conseil n’y admet ni élus, ni agents publics concernés. "
        "Vous pouvez rencontrer le conseil lors de ses réunions publiques."
    )


def why_not_this_seat(council: Council, college: College, seat: Seat | None) -> str:
    """Say why nobody can take this seat of this college, or nothing."""
    if college.framework_id != council.framework_id:
        return _("Ce collège n’existe pas dans le cadre de ce conseil. Choisissez-en un autre.")
    if seat is None:
        return ""
    if seat.council_id != council.pk or seat.college_id != college.pk:
        return _("Ce siège est dans un autre collège. Choisissez-en un autre.")
    if not council.seats.unheld().filter(pk=seat.pk).exists():
        return _("Ce siège est déjà pourvu. Choisissez-en un autre.")
    return ""


def why_not_cover(coverage: Coverage) -> str:
    """Say why a council cannot cover a place in these days, or nothing.

    A place is covered in the days in which it is official; an open end is that of the place.
    """
    place, begins, ends = coverage.territory, coverage.valid_from, coverage.valid_to
    if begins and ends and ends <= begins:
        return _("Le dernier jour vient avant le premier. Vérifiez les deux.")
    if begins and place.valid_from and begins < place.valid_from:
        return _(
            "« %(place)s » n’existe que depuis le %(day)s. Choisissez ce jour ou un autre."
        ) % {
            "place": place,
            "day": day(place.valid_from),
        }
    if place.valid_to and (ends is None or ends > place.valid_to):
        return _(
            "« %(place)s » n’existe plus depuis le %(day)s. "
            "Choisissez une fin avant ce jour, ou le quartier d’aujourd’hui."
        ) % {"place": place, "day": day(place.valid_to)}
    same = Coverage.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=begins or date.min),
        Q(valid_from=None) | Q(valid_from__lt=ends or date.max),
        council=coverage.council,
        territory__path=place.path,  # the same in every vintage
    )
    if same.exclude(pk=coverage.pk).exists():
        return _("Le conseil couvre déjà « %(place)s » à ces dates.") % {"place": place}
    return ""


def months_later(first: date, months: int) -> date:
    """Give the same day some months later, or the last of that month when it has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=first.day - 1), after - timedelta(days=1))


def latest_animation(council: Council, begins: date, account: Account | None = None) -> date | None:
    """Give the last possible end (excluded) of an animation that begins on a day, or no limit.

    The framework's months count over all the times the same person has animated this council
    (circular of 2 February 2017: one year at most for the start-up of a citizens' council).
    """
    months = council.framework.animation_months
    if months is None:
        return None
    spent = timedelta()
    for before in Animation.objects.filter(council=council, account=account, ends_on__lte=begins):
        spent += (before.ends_on or begins) - before.starts_on
    return months_later(begins, months) - spent


def why_not_so_long(
    council: Council, begins: date, ends_on: date, account: Account | None = None
) -> str:
    """Say why an animation may not run until then, or nothing."""
    latest = latest_animation(council, begins, account)
    if ends_on <= begins:
        return _("Choisissez un jour à venir.")
    if latest is None or ends_on <= latest:
        return ""
    places = {"months": council.framework.animation_months, "day": day(latest)}
    if latest <= begins:
        return (
            _(
                "Le cadre de ce conseil limite l’animation extérieure à %(months)s mois. "
                "Cette personne a déjà animé tout ce temps."
            )
            % places
        )
    return (
        _(
            "Le cadre de ce conseil limite l’animation extérieure à %(months)s mois. "
            "Choisissez le %(day)s ou un jour plus proche."
        )
        % places
    )


def why_not_this_invitation(invitation: Invitation, account: Any) -> str:
    """Say why this account cannot accept this invitation, and what to do; or nothing."""
    role = invitation.council.contact_role
    if invitation.accepted_at:
        return _("Cette invitation a déjà servi. Besoin d’une autre ? Écrivez à : %(role)s.") % {
            "role": role
        }
    if not invitation.is_pending:
        return _("Cette invitation n’est plus valable. Demandez-en une autre à : %(role)s.") % {
            "role": role
        }
    if account is None:
        return ""
    proved = EmailAddress.objects.filter(user=account, verified=True)
    if not proved.filter(email__iexact=invitation.email).exists():
        return _(
            "Cette invitation est réservée à l’adresse qui l’a reçue. "
            "Connectez-vous avec cette adresse, ou demandez une invitation pour la vôtre."
        )
    return ""
