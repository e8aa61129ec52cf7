"""Which words of a page are a public body's own, and so in the site's language."""

from django import template
from django.utils.safestring import SafeString

from participation.ui.templatetags.ui import in_site_language
from participation.ui.written import Written

register = template.Library()


@register.filter
def written(text: str) -> Written:
    """`{% trail_to all url title|written as trail %}`: these are the body's own words."""
    return Written(text)


@register.simple_tag
def language_of(text: str) -> SafeString:
    """`<th{% language_of label %}>{{ label }}</th>`: `lang="fr"` when they are, on other pages."""
    return in_site_language() if isinstance(text, Written) else SafeString("")
