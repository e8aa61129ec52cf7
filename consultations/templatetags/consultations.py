"""Writing codes and receipts in templates: `{% load consultations %}`."""

from django import template
from django.utils.safestring import SafeString

from consultations.models import Contribution
from consultations.receipts import receipt_path
from participation.base import codes
from participation.base.text import markdown

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
