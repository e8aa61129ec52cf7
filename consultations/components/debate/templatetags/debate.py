"""How people's words stand on the pages of debates."""

from django import template
from django.utils.safestring import SafeString

from participation.base.text import conversation

register = template.Library()


@register.filter
def said(text: str) -> SafeString:
    """`{{ argument.text|said }}`: escaped, with paragraphs, quotations and links."""
    return conversation(text)
