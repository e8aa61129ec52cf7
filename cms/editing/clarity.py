"""Counting what readers say of pages, for who writes them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from cms.models import BodyPage, ClarityNote
from consultations.models import Consultation
from participation.accounts.models import PublicBody

LATEST = 50


@dataclass(frozen=True)
class Judged:
    """One page: how many found it clear, how many did not."""

    title: str
    clear: int
    unclear: int


def own_notes(person: Any) -> QuerySet[ClarityNote]:
    """Give what was said of the pages of the person's bodies; of all, to an administrator."""
    rows = ClarityNote.objects.all()
    if person.is_superuser:
        return rows
    sections = BodyPage.objects.filter(public_body__in=PublicBody.objects.of(person))
    below = Q(pk__in=[])
    for path in sections.order_by("path").values_list("path", flat=True):
        below |= Q(path__startswith=path)
    pages = Page.objects.filter(below).order_by()
    mine = Consultation.objects.editable_by(person).order_by()
    return rows.filter(Q(consultation__in=mine) | Q(page__in=pages))


def judged_pages(person: Any) -> list[Judged]:
    """Count by page, those that most people found unclear first."""
    rows = own_notes(person).order_by().values("page__title", "consultation__title")
    counted = rows.annotate(
        clear=Count("pk", filter=Q(is_clear=True)), unclear=Count("pk", filter=Q(is_clear=False))
    ).order_by("-unclear", "page__title", "consultation__title")
    return [
        Judged(row["consultation__title"] or row["page__title"], row["clear"], row["unclear"])
        for row in counted
    ]


def unclear_words(person: Any) -> list[ClarityNote]:
    """Give the latest words of readers."""
    rows = own_notes(person).exclude(words="").select_related("page", "consultation")
    return list(rows.order_by("-given_on", "-pk")[:LATEST])
