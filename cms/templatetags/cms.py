"""Tags and filters about consultations: `{% load cms %}`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from wagtail.models import Page

from cms import words
from cms.editing import queries as editing_queries
from consultations.ladder import Rung
from consultations.models import AccessPoint, Consultation, Step
from participation.journal.models import Entry
from participation.ui.typography import day
from participation.ui.written import Written

register = template.Library()


@register.inclusion_tag("ui/card.html")
def consultation_card(consultation: Consultation, level: int = 3) -> dict[str, Any]:
    """`{% consultation_card consultation %}`: one card of a list."""
    state, label = words.shown_pill(consultation)
    return {
        "title": consultation.title,
        "url": consultation.get_absolute_url(),
        "rung": consultation.rung,
        "state": state,
        "state_label": label,
        "body": consultation.public_body.name,
        "territory": consultation.territory.name,
        "summary": consultation.summary,
        "decisions": getattr(consultation, "decisions", []),
        "dates": words.date_words(consultation),
        "count": words.count_words(getattr(consultation, "contribution_count", None)),
        "level": level,
    }


@register.filter
def promise(consultation: Consultation) -> dict[str, Any]:
    """`{{ consultation|promise }}`: what `ui/promise.html` shows."""
    return words.promise_of(consultation)


@register.filter
def date_words(consultation: Consultation) -> str:
    return words.date_words(consultation)


@register.filter
def late_words(consultation: Consultation) -> str:
    """`{{ consultation|late_words }}`: 3 jours."""
    return words.days_late_words(consultation.days_late)


@register.filter
def rules_words(consultation: Consultation) -> list[str]:
    return words.rules_of(consultation)


@register.filter
def pill_state(consultation: Consultation) -> str:
    return words.shown_pill(consultation)[0]


@register.filter
def pill_label(consultation: Consultation) -> str:
    return words.shown_pill(consultation)[1]


@register.filter
def step_row(step: Step) -> dict[str, Any]:
    return words.step_row(step)


@register.filter
def count_words(count: int) -> str:
    return words.count_words(count)


@register.filter
def milestones(consultation: Consultation) -> list[dict[str, str]]:
    """`{{ consultation|milestones }}`: what `ui/timeline.html` shows."""
    return words.milestones(consultation)


@register.filter
def ways(access_points: list[AccessPoint]) -> list[dict[str, str]]:
    """`{{ access_points|ways }}`: what `ui/help_box.html` shows."""
    return [words.way(point) for point in access_points]


@register.simple_tag
def rungs() -> list[dict[str, Any]]:
    """`{% rungs as all %}`: the four rungs with what each promises, from the lowest."""
    return [
        {"key": rung.value, "name": rung.label, "terms": rung.terms, "level": rung.level}
        for rung in Rung
    ]


@register.filter
def moments(items: Iterable[Mapping[str, Any]], states: Sequence[str]) -> list[dict[str, Any]]:
    """`{{ value.items|moments:states }}`: what `ui/timeline.html` shows."""
    return [
        {"name": item["title"], "when": day(item["day"]), "text": item["text"], "state": state}
        for item, state in zip(items, states, strict=True)
    ]


@register.simple_tag
def trail(page: Page) -> list[tuple[str, str]]:
    """`{% trail page as trail %}`: the way from home, for `ui/breadcrumb.html`."""
    above = page.get_ancestors().filter(depth__gt=2).specific()
    ways = [(Written(item.title), item.url or "") for item in above]
    return [*ways, (Written(page.title), "")]


@register.simple_tag
def trail_to(label: str, url: str, here: str) -> list[tuple[str, str]]:
    """`{% trail_to "Démarches" "/demarches/" title as trail %}`."""
    return [(label, url), (here, "")]


@register.filter
def step_links(step: Step) -> list[tuple[str, str]]:
    return editing_queries.step_links(step)


@register.filter
def event_words(entry: Entry) -> str:
    """`{{ entry|event_words }}`: a line of the journal as a sentence."""
    return words.event_words(entry.event)
