"""How words stand on the pages of proposals."""

from django import template
from django.utils.safestring import SafeString

from participation.base.text import paragraphs

register = template.Library()


@register.filter
def author_words(text: str) -> SafeString:
    """`{{ proposal.text|author_words }}`: escaped, blank lines make paragraphs."""
    return paragraphs(text)
