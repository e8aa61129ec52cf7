"""Measures and their history in templates: `{% load commitments %}`."""

from decimal import Decimal
from typing import Any

from django import template

from consultations.commitments import words
from consultations.commitments.models import Plan, Turn
from consultations.commitments.queries import Tally
from participation.ui.typography import number

register = template.Library()


@register.filter
def told(turn: Turn) -> str:
    """`{{ turn|told }}`: one line of history as a sentence."""
    return words.turn_words(turn)


@register.filter
def late(days: int) -> str:
    """`{{ measure.days_late|late }}`: 12 jours de retard."""
    return words.late_words(days)


@register.filter
def silent(measure: Any) -> str:
    """`{{ measure|silent }}`: sans nouvelle depuis le…, or nothing."""
    return words.silent_words(measure)


@register.filter
def figure(value: Decimal | None) -> str:
    """`{{ row.target|figure }}`: 22,5 or a dash."""
    return "–" if value is None else number(value.normalize())


@register.simple_tag
def counter(plan: Plan, tally: Tally) -> str:
    """`{% counter plan tally %}`: 40 mesures, 26 en cours."""
    return words.counter_words(plan, tally.total, tally.running)
