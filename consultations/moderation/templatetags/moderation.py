"""The way to report, for the pages of components: `{% load moderation %}`."""

from typing import Any

from django import template

from consultations.models import Contribution
from consultations.moderation.queries import appealable, measures

register = template.Library()


@register.inclusion_tag("moderation/_report_link.html")
def report_link(contribution: Contribution) -> dict[str, Any]:
    """`{% report_link contribution %}`: where a reader says that a text breaks the charter."""
    return {"contribution": contribution}


@register.inclusion_tag("moderation/_measures.html")
def measures_told(contribution: Contribution, secret: str) -> dict[str, Any]:
    """`{% measures_told contribution secret %}`: what was said to the author, on their receipt."""
    found = measures(contribution) if secret and contribution.component.is_room else []
    open_one = appealable(contribution) if found else None
    may_appeal = open_one in found and not hasattr(open_one, "appeal")
    return {
        "measures": found,
        "contribution": contribution,
        "secret": secret,
        "may_appeal": may_appeal,
    }
