"""How people's words stand on the register's pages."""

from django import template
from django.utils.safestring import SafeString

from consultations.components.register.models import DEEPEST_SHOWN, Entry
from participation.base.text import paragraphs

register = template.Library()


@register.filter
def resident_words(text: str) -> SafeString:
    """`{{ entry.body|resident_words }}`: escaped, blank lines make paragraphs."""
    return paragraphs(text)


@register.simple_tag
def below(answer: Entry, top: Entry) -> int:
    """`{% below answer entry as steps_in %}`: how far it stands in, 1 to the deepest shown."""
    return min(answer.depth - top.depth, DEEPEST_SHOWN)
