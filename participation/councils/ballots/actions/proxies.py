"""Voting for somebody else: given in writing, for one vote, taken back until it is used."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.councils.ballots.actions.locking import locked, refuse_unless_open
from participation.councils.ballots.events import ProxyGiven, ProxyTakenBack
from participation.councils.ballots.models import Ballot, Proxy, Voter
from participation.councils.errors import Refused
from participation.councils.models import Membership


@transaction.atomic
def give_proxy(ballot: Ballot, *, giver: Voter, holder: Voter, actor: Any) -> Proxy:
    """Let `holder` vote for `giver` in this vote; the same again changes nothing.

    Written by the giver, or by who animates for a member without an account who signed a paper.
    A proxy is not passed on: whoever gave theirs holds none, and the reverse. Raises Refused.
    """
    ballot = locked(ballot)
    refuse_unless_open(ballot)
    if not ballot.most_proxies:
        raise Refused(_("Ce vote n’admet pas de procuration."))
    running = Membership.objects.running().unsuspended().order_by()
    voters = Voter.objects.filter(ballot=ballot, membership__in=running).in_bulk(
        [giver.pk, holder.pk]
    )
    if len(voters) != 2:
        raise Refused(_("Choisissez une autre personne, appelée à voter comme vous."))
    if voters[giver.pk].has_voted:
        raise Refused(_("Le vote est déjà dans l’urne : il ne se donne plus."))
    made: Proxy | None = Proxy.objects.filter(giver=giver, holder=holder).first()
    if made is not None:
        return made
    _refuse_chains(giver, holder)
    Proxy.objects.filter(giver=giver).delete()
    proxy = Proxy(ballot=ballot, giver=giver, holder=holder, written_by=actor)
    proxy.slot = _free_slot(ballot, holder)
    try:
        with transaction.atomic():
            proxy.save()
    except IntegrityError as error:
        raise Refused(_("Cette personne vient de recevoir une autre procuration.")) from error
    event = ProxyGiven(council_id=ballot.council_id, ballot_id=ballot.pk, proxy_id=proxy.pk)
    record(event, actor=actor)
    return proxy


def _refuse_chains(giver: Voter, holder: Voter) -> None:
    if Proxy.objects.filter(giver=holder).exists():
        raise Refused(_("Cette personne a elle-même donné procuration. Choisissez-en une autre."))
    if Proxy.objects.filter(holder=giver).exists():
        raise Refused(_("Vous tenez une procuration : vous ne pouvez pas donner la vôtre."))


def _free_slot(ballot: Ballot, holder: Voter) -> int:
    """Give the first free place of the holder; the database holds that each is taken once."""
    taken = set(Proxy.objects.filter(holder=holder).order_by().values_list("slot", flat=True))
    free = set(range(1, ballot.most_proxies + 1)) - taken
    if not free:
        raise Refused(_("Cette personne tient déjà toutes les procurations permises."))
    return min(free)


@transaction.atomic
def take_back_proxy(ballot: Ballot, *, giver: Voter, actor: Any) -> None:
    """End a proxy that was not used yet; nothing to end is no error. Raises Refused once used."""
    ballot = locked(ballot)
    refuse_unless_open(ballot)
    proxy = Proxy.objects.filter(giver=giver, ballot=ballot).select_related("giver").first()
    if proxy is None:
        return
    if proxy.giver.has_voted:
        raise Refused(_("La procuration a déjà servi. Elle ne se reprend plus."))
    proxy.delete()
    event = ProxyTakenBack(council_id=ballot.council_id, ballot_id=ballot.pk, giver_id=giver.pk)
    record(event, actor=actor)
