"""Codes, receipts and the pages of a consultation in templates: `{% load consultations %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consultations.models import Consultation, Contribution
from consultations.queries import further_pages
from consultations.receipts import receipt_path
from participation.base import codes
from participation.base.text import markdown
from participation.ui.written import Written

register = template.Library()


@register.filter
def spaced_code(code: str) -> str:
    """`{{ contribution.tracking_code|spaced_code }}`: K7QD 2MHX."""
    return codes.spaced_code(code)


@register.simple_tag
def receipt_path_of(contribution: Contribution) -> str:
    """`{% receipt_path_of contribution as url %}`: the whole receipt; for its author alone."""
    return receipt_path(contribution)


@register.filter
def officer_words(text: str) -> SafeString:
    """`{{ synthesis.text|officer_words }}`: a small Markdown, cleaned."""
    return markdown(text)


@register.inclusion_tag("ui/page_nav.html")
def consultation_nav(consultation: Consultation, here: str = "") -> dict[str, Any]:
    """`{% consultation_nav consultation "results" %}`: its pages, under the title of each.

    A page that has nothing to say yet is left out, unless one stands on it.
    """
    has_begun = not consultation.is_draft and consultation.opened_at is not None
    asks = bool(consultation.question)
    pages = [
        ("presentation", _("Présentation"), consultation.get_absolute_url(), True),
        (
            "results",
            _("Résultats"),
            _page(consultation, "results"),
            asks and consultation.has_ended,
        ),
        *_told_pages(consultation),
        ("outcome", _("Réponse"), _page(consultation, "outcome"), asks and has_begun),
        ("ledger", _("Reçus"), _page(consultation, "ledger"), asks and has_begun),
        ("changes", _("Journal"), _page(consultation, "changes"), not consultation.is_draft),
    ]
    items = [
        {"label": label, "url": url, "current": key == here}
        for key, label, url, is_ready in pages
        if is_ready or key == here
    ]
    return {"label": _("Pages de la démarche"), "items": items if len(items) > 1 else []}


@register.simple_tag
def consultation_trail(consultation: Consultation, here: str) -> list[tuple[str, str]]:
    """`{% consultation_trail consultation "Résultats" as trail %}`: for `ui/breadcrumb.html`."""
    return [
        (_("Démarches"), "/demarches/"),
        (Written(consultation.title), consultation.get_absolute_url()),
        (here, ""),
    ]


def _told_pages(consultation: Consultation) -> list[tuple[str, str, str, bool]]:
    """Give the pages that what stands above the heart has once a consultation is over."""
    if not consultation.has_ended:
        return []
    return [
        (key, label, _page(consultation, key), True) for key, label in further_pages(consultation)
    ]


def _page(consultation: Consultation, name: str) -> str:
    return reverse(f"consultations:{name}", args=[consultation.slug])
