"""How words stand on the pages of questions."""

from django import template
from django.utils.safestring import SafeString

from participation.base.text import markdown, paragraphs

register = template.Library()


@register.filter
def asker_words(text: str) -> SafeString:
    """`{{ question.details|asker_words }}`: escaped, blank lines make paragraphs."""
    return paragraphs(text)


@register.filter
def officer_words(text: str) -> SafeString:
    """`{{ answer.text|officer_words }}`: a small Markdown, cleaned."""
    return markdown(text)
