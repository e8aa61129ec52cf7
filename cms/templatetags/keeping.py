"""How the register of councils says days, rules and what was done: `{% load keeping %}`."""

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.councils.models import Framework
from participation.ui.typography import day

register = template.Library()

EVENTS: dict[str, str | Promise] = {
    "CouncilCreated": gettext_lazy("Conseil inscrit"),
    "CouncilEdited": gettext_lazy("Fiche modifiée"),
    "CouncilActivityChanged": gettext_lazy("État changé"),
    "SeatsSet": gettext_lazy("Sièges fixés"),
    "NeighbourhoodCovered": gettext_lazy("Quartier ajouté"),
    "CoverageDated": gettext_lazy("Dates d’un quartier changées"),
    "CoverageRemoved": gettext_lazy("Quartier retiré"),
    "OrderRecorded": gettext_lazy("Arrêté inscrit"),
    "OrderCorrected": gettext_lazy("Arrêté corrigé"),
    "OrderAnnulled": gettext_lazy("Arrêté annulé"),
}


@register.filter
def told(kind: str) -> str:
    """`{{ entry.event|told }}`: what was done, in a few words."""
    return str(EVENTS[kind])


@register.filter
def days(thing: Any) -> str:
    """`{{ coverage|days }}`: « du 3 mars 2026 au 1er juin 2027 », as people say the last day."""
    begins: date | None = getattr(thing, "starts_on", None) or getattr(thing, "valid_from", None)
    excluded: date | None = getattr(thing, "ends_on", None) or getattr(thing, "valid_to", None)
    last = excluded - timedelta(days=1) if excluded else None
    if begins and last:
        return _("du %(begins)s au %(ends)s") % {"begins": day(begins), "ends": day(last)}
    if begins:
        return _("depuis le %(day)s") % {"day": day(begins)}
    return _("jusqu’au %(day)s") % {"day": day(last)} if last else _("sans date")


@register.filter
def barred(framework: Framework) -> str:
    """`{{ framework|barred }}`: whom the rules keep from sitting."""
    offices = [
        (framework.bars_elected, _("les élus")),
        (framework.bars_state_agents, _("les agents de l’État")),
        (framework.bars_officers, _("les agents publics concernés")),
    ]
    return capfirst(", ".join(words for is_barred, words in offices if is_barred)) or _("Personne")


@register.filter
def sizes(framework: Framework) -> str:
    """`{{ framework|sizes }}`: how many members the rules want."""
    fewest, most = framework.fewest_members, framework.most_members
    if fewest and most:
        return _("de %(fewest)s à %(most)s") % {"fewest": fewest, "most": most}
    if fewest:
        return _("%(number)s au moins") % {"number": fewest}
    return _("%(number)s au plus") % {"number": most} if most else _("libre")
