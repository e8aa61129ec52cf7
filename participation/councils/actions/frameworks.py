"""Frameworks: written once, revised by another that follows; nobody's rules change under them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.databases import for_update
from participation.base.events import record
from participation.councils import events
from participation.councils.errors import Refused
from participation.councils.models import College, Framework

Colleges = Iterable[Mapping[str, Any]]  # the fields of each, in their order


@transaction.atomic
def write_framework(*, colleges: Colleges, actor: Any, **fields: Any) -> Framework:
    """Write rules with their colleges, from a day; they never change afterwards.

    Raises Refused for a name that is taken, an end that does not follow, no college, two of one
    kind, and shares that make more than the whole.
    """
    given = list(colleges)
    if obstacle := _why_not(fields, given):
        raise Refused(obstacle)
    framework = Framework.objects.create(**fields)
    for rank, college in enumerate(given):
        College.objects.create(framework=framework, rank=rank, **college)
    record(events.FrameworkWritten(framework_id=framework.pk), actor=actor)
    return framework


@transaction.atomic
def revise_framework(
    framework: Framework, *, colleges: Colleges, actor: Any, **fields: Any
) -> Framework:
    """Write the framework that follows another, which ends the day the new one begins.

    Councils keep the one they have. Raises Refused as `write_framework` does, for a day that does
    not follow, and for a framework revised already.
    """
    for_update(Framework.objects.filter(pk=framework.pk).order_by()).get()
    framework.refresh_from_db()
    if Framework.objects.filter(replaces=framework).exists():
        raise Refused(_("Ce cadre a déjà été révisé. Révisez plutôt celui qui l’a suivi."))
    if fields["valid_from"] <= framework.valid_from:
        raise Refused(_("Le nouveau cadre doit commencer après celui qu’il remplace."))
    new = write_framework(colleges=colleges, actor=actor, replaces=framework, **fields)
    if framework.valid_to is None or framework.valid_to > new.valid_from:
        framework.valid_to = new.valid_from
        framework.save(update_fields=["valid_to"])
    return new


@transaction.atomic
def remove_framework(framework: Framework, *, actor: Any) -> None:
    """Take out rules under which no council was ever set up.

    The one it followed goes on, if it ended because of it. Raises Refused when a council has it,
    and when another follows it.
    """
    for_update(Framework.objects.filter(pk=framework.pk).order_by()).get()
    if framework.councils.exists():
        raise Refused(_("Un conseil vit sous ce cadre : il ne peut plus être retiré."))
    if Framework.objects.filter(replaces=framework).exists():
        raise Refused(_("Un autre cadre suit celui-ci. Retirez d’abord celui qui le suit."))
    before, event = framework.replaces, events.FrameworkRemoved(framework_id=framework.pk)
    framework.delete()
    if before and before.valid_to == framework.valid_from:
        before.valid_to = None
        before.save(update_fields=["valid_to"])
    record(event, actor=actor)


def _why_not(fields: Mapping[str, Any], colleges: list[Mapping[str, Any]]) -> str:
    ends_on = fields.get("valid_to")
    if ends_on and ends_on <= fields["valid_from"]:
        return _("Le cadre doit finir après son premier jour.")
    if Framework.objects.filter(name=fields["name"]).exists():
        return _("Un cadre porte déjà ce nom. Ajoutez-lui une année.")
    if not colleges:
        return _("Un cadre a au moins un collège.")
    if len({college["kind"] for college in colleges}) < len(colleges):
        return _("Deux collèges ont la même nature. Gardez-en un de chaque.")
    if sum(college.get("least_percent", 0) for college in colleges) > 100:
        return _("Ensemble, les parts minimales dépassent 100 %. Baissez-en une.")
    return ""
