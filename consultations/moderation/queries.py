"""What moderators have to read, what the public may count, and texts that repeat."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from consultations.models import Consultation, Contribution, Step
from consultations.moderation.charter import article_named
from consultations.moderation.models import Appeal, Decision, Report, TextPrint
from participation.accounts.models import Officer
from participation.base.clock import now


def to_read(person: Any) -> QuerySet[Contribution]:
    """Give what was reported and nobody answered yet, most reported first.

    What concerns a body the person acts for is left to others.
    """
    return (
        judged_by(person)
        .filter(reports__closed_at=None, reports__isnull=False)
        .annotate(report_count=Count("reports", filter=Q(reports__closed_at=None)))
        .order_by("-report_count", "pk")
    )


def held(person: Any) -> QuerySet[Contribution]:
    """Give what waits for a second look."""
    return judged_by(person).filter(state=Contribution.State.HELD).order_by("pk")


def decided(person: Any) -> QuerySet[Decision]:
    """Give every decision, the latest first."""
    rows = Decision.objects.select_related(
        "contribution__consultation", "contribution__step__consultation"
    )
    return rows.filter(contribution__in=judged_by(person)).order_by("-pk")


def appeals(person: Any) -> QuerySet[Appeal]:
    """Give the appeals somebody may decide, the oldest first."""
    rows = Appeal.objects.decidable_by(person).order_by("pk")
    return rows.select_related(
        "decision__contribution__consultation", "decision__contribution__step__consultation"
    )


def judged_by(person: Any) -> QuerySet[Contribution]:
    """Give the contributions somebody may judge: not those sent to a body they act for."""
    bodies = Officer.objects.filter(account=person).values("public_body_id")
    rows = Contribution.objects.counted().exclude(consultation__public_body__in=bodies)
    return rows.select_related(
        "consultation__public_body", "step__consultation", "author", "council"
    )


def measures(contribution: Contribution) -> list[Decision]:
    """Give what was said to the author of a contribution, the latest first."""
    rows = Decision.objects.about_authors().filter(contribution=contribution)
    return list(rows.select_related("appeal").order_by("-pk"))


def appealable(contribution: Contribution) -> Decision | None:
    """Give the latest decision that its author may appeal; one appealed before comes last."""
    found = measures(contribution)
    if contribution.is_hidden:
        words = Decision.objects.against().filter(contribution=contribution)
        found += list(words.select_related("appeal")[:1])
    found.sort(key=lambda decision: (hasattr(decision, "appeal"), -decision.pk))
    return found[0] if found else None


def exclusion_of(person: Any, step: Step) -> Decision | None:
    """Give what keeps this person from writing in a step now, if anything does."""
    if person is None or not person.is_authenticated:
        return None
    rows = Decision.objects.filter(act=Decision.Act.EXCLUDE, until__gt=now())
    mine = rows.filter(contribution__step=step, contribution__author=person)
    found: Decision | None = mine.order_by("-until").first()
    return found


def open_reports(contributions: list[Contribution]) -> dict[int, list[Report]]:
    """Give the unanswered reports of each contribution."""
    found: dict[int, list[Report]] = {}
    for report in Report.objects.open().filter(contribution__in=contributions).order_by("pk"):
        found.setdefault(report.contribution_id, []).append(report)
    return found


@dataclass(frozen=True)
class Repeated:
    """One text and how many contributions say it word for word."""

    count: int
    contribution: Contribution


def repeated(person: Any, most: int = 50) -> list[Repeated]:
    """Give the texts sent at least three times, most repeated first; none is ever removed."""
    seen = TextPrint.objects.filter(contribution__in=judged_by(person).order_by())
    groups = (
        seen.order_by()
        .values("consultation_id", "print")
        .annotate(count=Count("pk"))
        .filter(count__gte=3)
        .order_by("-count", "print")[:most]
    )
    wanted = {(row["consultation_id"], row["print"]): row["count"] for row in groups}
    firsts: dict[tuple[int, str], Contribution] = {}
    prints = TextPrint.objects.filter(print__in=[key[1] for key in wanted]).order_by("-pk")
    for found in prints.select_related("contribution__consultation", "contribution__step"):
        firsts[found.consultation_id, found.print] = found.contribution
    return [Repeated(count, firsts[key]) for key, count in wanted.items()]


def same_words(contribution: Contribution) -> int:
    """Count the other contributions that say the same, word for word."""
    own = TextPrint.objects.filter(contribution=contribution).first()
    if own is None:
        return 0
    alike = TextPrint.objects.filter(consultation_id=own.consultation_id, print=own.print)
    counted = Contribution.objects.counted().order_by().values("pk")
    return alike.filter(contribution__in=counted).exclude(pk=own.pk).count()


@dataclass
class Counters:
    """What anyone may know of the moderation of one consultation, or of the whole site."""

    received: int
    reported: int
    hidden_now: int
    held_now: int
    restored: int
    kept: int
    warned: int
    excluded: int
    appeals: int
    granted: int
    by_article: list[tuple[str, int]] = field(default_factory=list)


def counters(consultation: Consultation | None = None) -> Counters:
    """Count acts of moderation; numbers alone, never who nor what."""
    of = Q() if consultation is None else Q(consultation=consultation)
    about = Q() if consultation is None else Q(contribution__consultation=consultation)
    appealed = Q() if consultation is None else Q(decision__contribution__consultation=consultation)
    rows = Contribution.objects.filter(of).order_by()
    states = dict(
        rows.counted().values_list("state").annotate(number=Count("pk")).order_by("state")
    )
    acts = dict(
        Decision.objects.filter(about)
        .order_by()
        .values_list("act")
        .annotate(number=Count("pk"))
        .order_by("act")
    )
    against = Decision.objects.against().filter(about).order_by()
    articles = against.values_list("article").annotate(number=Count("pk")).order_by("article")
    outcomes = Appeal.objects.filter(appealed).aggregate(
        made=Count("pk"), granted=Count("pk", filter=Q(is_granted=True))
    )
    return Counters(
        received=sum(states.values()),
        reported=Report.objects.filter(about).values("contribution").distinct().count(),
        hidden_now=states.get(Contribution.State.HIDDEN, 0),
        held_now=states.get(Contribution.State.HELD, 0),
        restored=acts.get(Decision.Act.RESTORE, 0),
        kept=acts.get(Decision.Act.KEEP, 0),
        warned=acts.get(Decision.Act.WARN, 0),
        excluded=acts.get(Decision.Act.EXCLUDE, 0),
        appeals=outcomes["made"],
        granted=outcomes["granted"],
        by_article=[(article_named(key), number) for key, number in articles],
    )
