"""The menu of a private space, sections that rooms give, and found words shown as such."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import folded
from participation.councils import registry

register = template.Library()
CORE_PAGES = (("search", gettext_lazy("Chercher")), ("entries", gettext_lazy("Qui est entré")))


@register.simple_tag(takes_context=True)
def space_menu(context: Context) -> list[dict[str, Any]]:
    """`{% space_menu as items %}`: the home, each room that has a door, and the core's pages.

    The entry of this very page is marked `page`; that of the room it belongs to, `true`.
    """
    council, request = context["space"].council, context["request"]
    inside = request.resolver_match.namespace
    entries: list[tuple[str, registry.Text, str]] = [(council.space_url, _("Accueil"), "")]
    entries += [
        (room.url(council), room.label, room.name) for room in registry.rooms() if room.label
    ]
    entries += [
        (reverse(f"councils:{name}", args=[council.slug]), label, "") for name, label in CORE_PAGES
    ]
    return [
        {
            "url": url,
            "label": label,
            "current": "page" if url == request.path else "true" if name == inside else "",
        }
        for url, label, name in entries
    ]


@register.simple_tag(takes_context=True)
def section(context: Context, panel: registry.Panel) -> str:
    """`{% section panel %}`: a section that a room gives, with its own template and names."""
    return render_to_string(panel.template, panel.context, context["request"])


@register.filter
def marking(text: str, words: list[str]) -> SafeString:
    """`{{ found.excerpt|marking:words }}`: escaped, with the words found between <mark>s.

    A word is found as `folded` compares: « école » in « ECOLE », « oeuvre » in « œuvre ».
    """
    letters = [(folded(sign) or sign, place) for place, sign in enumerate(text)]
    places = [place for letter, place in letters for _ in letter]
    bare = "".join(letter for letter, _ in letters)
    marked: set[int] = set()
    for word in words:
        start = bare.find(word)
        while word and start >= 0:
            marked.update(places[start : start + len(word)])
            start = bare.find(word, start + len(word))
    html = "".join(
        ("<mark>" if place in marked and place - 1 not in marked else "")
        + str(escape(sign))
        + ("</mark>" if place in marked and place + 1 not in marked else "")
        for place, sign in enumerate(text)
    )
    return mark_safe(html)  # noqa: S308  each sign was escaped just above
