"""What the pages of the library need across tables."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from participation.accounts.rules import is_administrator
from participation.councils.library.models import GoodPractice, Guide, GuideVersion
from participation.councils.library.querysets import GuideQuerySet, PracticeQuerySet
from participation.councils.library.rules import shares_resources
from participation.councils.models import Animation, Council, Membership
from participation.councils.querysets import CouncilQuerySet, running

PER_PAGE = 20


def animated_by(person: Any) -> CouncilQuerySet:
    """Give the councils in whose name a person may file: those they coordinate or animate."""
    if not person.is_authenticated:
        return Council.objects.none()
    coordinates = Membership.objects.running().filter(account=person.pk, is_coordinator=True)
    animates = Animation.objects.filter(running(account=person.pk))
    mine = Q(pk__in=coordinates.order_by().values("council")) | Q(
        pk__in=animates.order_by().values("council")
    )
    return Council.objects.entered_by(person).filter(mine)


def practices_found(typed: str, category: str) -> PracticeQuerySet:
    """Give what everyone may read, with these words, of this family."""
    rows = GoodPractice.objects.all().published().matching(typed)
    if category:
        rows = rows.filter(category=category)
    return rows.select_related("council", "credit__original__council")


@dataclass(frozen=True)
class Sheet:
    """One good practice as a person sees it."""

    practice: GoodPractice
    original: GoodPractice | None
    versions: list[GoodPractice]
    may_animate: bool
    followers: list[Council]  # the person's other councils, which may do it too


def sheet_of(practice: GoodPractice, person: Any) -> Sheet:
    """Gather what the page of a good practice shows; four queries."""
    versions = GoodPractice.objects.all().published().filter(credit__original=practice)
    mine = list(animated_by(person))
    return Sheet(
        practice=practice,
        original=practice.follows,
        versions=list(versions.select_related("council")),
        may_animate=practice.council in mine,
        followers=[council for council in mine if council != practice.council],
    )


def with_public_version(rows: GuideQuerySet) -> GuideQuerySet:
    """Put on each document the versions that everyone may read, the last first."""
    versions = GuideVersion.objects.all().public().defer("text").order_by("-number")
    return rows.prefetch_related(Prefetch("versions", versions, to_attr="public_versions"))


def guides_found(typed: str, theme: str, language: str) -> GuideQuerySet:
    """Give the documents that everyone may read, with these words, this theme, this language."""
    rows = Guide.objects.all().published().matching(typed)
    asked = {name: value for name, value in (("theme", theme), ("language", language)) if value}
    return with_public_version(rows.filter(**asked))


@dataclass(frozen=True)
class GuideSheet:
    """One document of method as a person sees it."""

    guide: Guide
    versions: list[GuideVersion]  # that the person may read, the last first
    current: GuideVersion | None  # the last one for everyone, else the one that waits
    waiting: GuideVersion | None  # one that is not for everyone
    simplified: list[Guide]
    may_animate: bool
    reviews: bool
    keeps: bool

    @property
    def is_to_review(self) -> bool:
        """Whether an administrator has a document, or a version, to answer."""
        waits = self.waiting is not None and self.waiting.proposed_at is not None
        return self.guide.is_proposed or (self.guide.is_published and waits)


def guide_sheet_of(guide: Guide, person: Any) -> GuideSheet:
    """Gather what the page of a document of method shows; three queries at most."""
    mine = guide.council is not None and guide.council in animated_by(person)
    reviews = bool(is_administrator(person))
    rows = GuideVersion.objects.all().visible_to(person).filter(guide=guide)
    versions = list(rows.order_by("-number"))
    public = [version for version in versions if version.published_at]
    waiting = next((version for version in versions if not version.published_at), None)
    return GuideSheet(
        guide=guide,
        versions=versions,
        current=public[0] if public else waiting,
        waiting=waiting,
        simplified=list(Guide.objects.all().published().filter(simplifies=guide)),
        may_animate=mine,
        reviews=reviews,
        keeps=shares_resources(person) and _is_kept_by(guide, person),
    )


def _is_kept_by(guide: Guide, person: Any) -> bool:
    is_own = guide.author_id == person.pk
    return guide.council_id is None and (is_own or bool(is_administrator(person)))
