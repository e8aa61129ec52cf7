"""Recognition orders: recorded, corrected in public, annulled; none is ever taken away."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.errors import Refused
from participation.councils.models import Council, RecognitionOrder


@transaction.atomic
def record_order(
    council: Council,
    *,
    number: str,
    signed_on: date,
    authority: str,
    actor: Any,
    subject: str = "",
    document_url: str = "",
) -> RecognitionOrder:
    """Enter an order that was signed. Raises Refused for a day to come, and for a number known."""
    lock(council)
    order = RecognitionOrder(
        council=council,
        number=one_line(number),
        signed_on=signed_on,
        authority=one_line(authority),
        subject=one_line(subject),
        document_url=document_url,
    )
    return _save(order, events.OrderRecorded, actor)


@transaction.atomic
def correct_order(order: RecognitionOrder, *, actor: Any, **fields: Any) -> RecognitionOrder:
    """Correct what was entered wrongly; the page says when. Nothing changed is no correction.

    Raises Refused as `record_order` does.
    """
    lock(order.council)
    changed = {name: value for name, value in fields.items() if getattr(order, name) != value}
    if not changed:
        return order
    for name, value in changed.items():
        setattr(order, name, value)
    order.corrected_at = now()
    return _save(order, events.OrderCorrected, actor)


@transaction.atomic
def annul_order(order: RecognitionOrder, *, on: date, reason: str, actor: Any) -> RecognitionOrder:
    """Say that an order was annulled or withdrawn, from a day and for a reason; it stays readable.

    Raises Refused for a day before it was signed or to come, and for an order annulled already.
    """
    lock(order.council)
    order.refresh_from_db()
    if order.annulled_on:
        raise Refused(_("Cet arrêté est déjà annulé."))
    if not order.signed_on <= on <= order.council.today:
        raise Refused(_("Choisissez un jour entre la signature de l’arrêté et aujourd’hui."))
    order.annulled_on, order.annulled_because = on, one_line(reason)
    order.save(update_fields=["annulled_on", "annulled_because"])
    event = events.OrderAnnulled(council_id=order.council_id, order_id=order.pk)
    record(event, actor=actor)
    return order


def _save(order: RecognitionOrder, event: type[events.OrderEvent], actor: Any) -> RecognitionOrder:
    council = order.council
    if order.signed_on > council.today:
        raise Refused(_("Ce jour n’est pas encore venu. Un arrêté s’inscrit une fois signé."))
    if order.annulled_on and order.signed_on > order.annulled_on:
        raise Refused(_("L’arrêté serait signé après son annulation. Vérifiez le jour."))
    same = council.recognition_orders.filter(number=order.number).exclude(pk=order.pk)
    if same.exists():
        raise Refused(_("Un arrêté de ce numéro est déjà inscrit pour ce conseil."))
    order.save()
    record(event(council_id=council.pk, order_id=order.pk), actor=actor)
    return order
