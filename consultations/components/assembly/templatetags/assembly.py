"""How hours and durations of a meeting read."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from participation.base.clock import local
from participation.base.text import paragraphs
from participation.ui.typography import NBSP, hour

register = template.Library()


@register.filter
def clock_in(instant: datetime, zone: str) -> str:
    """`{{ moment.at|clock_in:zone }}`: « 19 h 02 », on the wall clock of that zone."""
    return hour(local(instant, zone))


@register.filter
def said(text: str) -> SafeString:
    """`{{ question.text|said }}`: escaped, blank lines make paragraphs."""
    return paragraphs(text)


@register.filter
def duration(seconds: int) -> str:
    """`{{ share.seconds|duration }}`: « 4 min 05 s », « 1 h 12 min »."""
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return _("%(hours)d h %(minutes)02d min").replace(" ", NBSP) % {
            "hours": minutes // 60,
            "minutes": minutes % 60,
        }
    return _("%(minutes)d min %(seconds)02d s").replace(" ", NBSP) % {
        "minutes": minutes,
        "seconds": rest,
    }
