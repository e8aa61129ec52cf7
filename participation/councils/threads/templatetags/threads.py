"""How members' words stand on the pages of discussions."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from participation.base.clock import local
from participation.base.text import conversation
from participation.ui import typography

register = template.Library()


@register.filter
def said(text: str) -> SafeString:
    """`{{ message.text|said }}`: escaped, with paragraphs, quotations and links."""
    return conversation(text)


@register.filter
def written(instant: datetime, zone: str) -> str:
    """`{{ message.written_at|written:zone }}`: 3 mars 2027 à 18 h 04, on the council's clock.

    The zone goes without saying: what is past is no promise, and members share one clock.
    """
    there = local(instant, zone)
    words = {"day": typography.day(there.date()), "hour": typography.hour(there)}
    return _("%(day)s à %(hour)s") % words
