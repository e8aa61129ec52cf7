"""The way to report, for the pages of components: `{% load moderation %}`."""

from typing import Any

from django import template

from consultations.models import Contribution

register = template.Library()


@register.inclusion_tag("moderation/_report_link.html")
def report_link(contribution: Contribution) -> dict[str, Any]:
    """`{% report_link contribution %}`: where a reader says that a text breaks the charter."""
    return {"contribution": contribution}
