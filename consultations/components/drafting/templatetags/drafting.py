"""How changed words stand on the pages of shared texts."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.components.drafting.queries.differences import Part, differences

register = template.Library()


@register.filter
def changes(old: str, new: str) -> SafeString:
    """`{{ old|changes:new }}`: one text, what goes in <del>, what comes in <ins>.

    Many screen readers say nothing of either: words for them alone open and close each.
    """
    return format_html_join("", "{}", ((_shown(part),) for part in differences(old, new)))


def _shown(part: Part) -> SafeString:
    if part.kind == "same":
        return format_html("{}", part.text)
    if part.kind == "inserted":
        tag, opens, closes = "ins", _("début de l’ajout"), _("fin de l’ajout")
    else:
        tag, opens, closes = "del", _("début de la suppression"), _("fin de la suppression")
    blank = part.text[: len(part.text) - len(part.text.lstrip())]
    return format_html(
        "{blank}<{tag}>{opens}{text}{closes}</{tag}>",
        blank=blank,
        tag=tag,
        opens=_unseen(opens),
        text=part.text.lstrip(),
        closes=_unseen(closes),
    )


def _unseen(words: str) -> SafeString:
    return format_html(
        '<span class="visually-hidden" lang="{}"> [{}] </span>', get_language() or "fr", words
    )
