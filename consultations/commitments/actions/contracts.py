"""Signing a contract, and changing it: amendments, extensions, revisions that consult."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consultations.actions import create_consultation
from consultations.commitments import events
from consultations.commitments.actions.telling import tell
from consultations.commitments.choices import AmendmentKind, TurnKind
from consultations.commitments.models import Amendment, Plan, Signatory, today
from consultations.errors import Refused
from consultations.ladder import Rung
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.ui.typography import day


@transaction.atomic
def write_signatory(
    plan: Plan,
    *,
    party: str,
    role: str,
    actor: Any,
    signed_on: date | None = None,
    signatory: Signatory | None = None,
) -> Signatory:
    """Name a party of a contract, and say on which day it signed; a signature stays."""
    if not plan.is_contract:
        raise Refused(_("Seul un contrat a des signataires."))
    row = signatory or Signatory(plan=plan, rank=_next(plan.signatories, "rank"))
    if row.signed_on is not None and (signed_on, one_line(party)) != (row.signed_on, row.party):
        raise Refused(_("Ce signataire a signé : sa ligne ne change plus."))
    row.party, row.role = one_line(party), one_line(role)
    if not row.party or not row.role:
        raise Refused(_("Nommez l’organisme, et la fonction de la personne qui signe."))
    if plan.signatories.filter(party=row.party).exclude(pk=row.pk).exists():
        raise Refused(_("%(party)s figure déjà parmi les signataires.") % {"party": row.party})
    _refuse_future(signed_on)
    has_just_signed = signed_on is not None and row.signed_on is None
    row.signed_on = signed_on
    row.save()
    record(events.ContractSigned(plan_id=plan.pk, signatory_id=row.pk), actor=actor)
    if has_just_signed:
        words = f"{row.party}, {row.role}, {day(signed_on)}"
        tell(plan, TurnKind.SIGNED, actor=actor, after=words)
    return row


@transaction.atomic
def amend(
    plan: Plan,
    *,
    title: str,
    actor: Any,
    summary: str = "",
    signed_on: date | None = None,
    ends_on: date | None = None,
    url: str = "",
) -> Amendment:
    """Write an amendment; with a new end it is an extension, and the contract lasts until then.

    The former end stays written. Raises Refused for an extension that ends sooner.
    """
    row = _locked_contract(plan)
    kind = AmendmentKind.EXTENSION if ends_on else AmendmentKind.AMENDMENT
    if ends_on and row.ends_on and ends_on <= row.ends_on:
        raise Refused(_("Une prorogation finit après la fin actuelle. Vérifiez la date."))
    _refuse_future(signed_on)
    amendment = _write(
        row, kind, title, summary, signed_on=signed_on, ends_on=ends_on, url=url, actor=actor
    )
    if ends_on:
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
    return amendment


@transaction.atomic
def open_revision(plan: Plan, *, title: str, summary: str = "", actor: Any) -> Amendment:
    """Begin a revision: a draft consultation is made, in which residents and councils are asked.

    Its officers complete it as any other; the rung is that of concertation.
    """
    row = _locked_contract(plan)
    consultation = create_consultation(
        actor=actor,
        title=title,
        public_body=row.public_body,
        territory=row.territory,
        rung=Rung.CONCERTATION,
        summary=plain(summary),
        contact_email=row.public_body.contact_email,
        contact_phone=row.public_body.contact_phone,
    )
    return _write(
        row, AmendmentKind.REVISION, title, summary, actor=actor, consultation=consultation
    )


def _locked_contract(plan: Plan) -> Plan:
    row: Plan = for_update(Plan.objects.filter(pk=plan.pk)).get()
    if not row.is_contract:
        raise Refused(_("Seul un contrat reçoit des avenants."))
    return row


def _write(
    row: Plan, kind: AmendmentKind, title: str, summary: str, *, actor: Any, **fields: Any
) -> Amendment:
    title = one_line(title)
    if not title:
        raise Refused(_("Dites en une ligne ce qui change."))
    amendment = Amendment.objects.create(
        plan=row,
        number=_next(row.amendments, "number"),
        kind=kind,
        title=title,
        summary=plain(summary),
        ended_before=row.ends_on,
        **fields,
    )
    record(events.ContractAmended(plan_id=row.pk, amendment_id=amendment.pk), actor=actor)
    tell(
        row,
        TurnKind.AMENDED,
        actor=actor,
        field=kind.value,
        before=row.ends_on.isoformat() if row.ends_on and amendment.ends_on else "",
        after=amendment.ends_on.isoformat() if amendment.ends_on else "",
        text=title,
    )
    return amendment


def _next(rows: Any, name: str) -> int:
    return int(rows.aggregate(last=Max(name))["last"] or 0) + 1


def _refuse_future(signed_on: date | None) -> None:
    if signed_on is not None and signed_on > today():
        raise Refused(_("Cette signature est à venir. Écrivez sa date une fois qu’elle a eu lieu."))
