"""What the site's pages need across tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from cms.forms import BrowseForm
from consultations import queries as heart
from consultations.commitments.queries import tally_of_body
from consultations.models import Consultation, Contribution
from consultations.outcomes.models import OfficialResponse, Position
from consultations.outcomes.queries import verdicts_of
from consultations.querysets import ConsultationQuerySet
from participation.accounts.models import PublicBody
from participation.notifications.topics import topic_kind

if TYPE_CHECKING:
    from cms.models import BodyPage, ConsultationPage, NewsPage

SHOWN_ON_HOME = 6
CONSULTATIONS_PER_PAGE = 12
MOST_JUDGED = 100


def news(*, theme: str = "", body: "BodyPage | None" = None) -> "QuerySet[NewsPage]":
    """Give the published news, the latest first."""
    from cms.models import NewsPage  # the pages themselves ask these queries

    rows = NewsPage.objects.live().public().select_related("theme").order_by("-day", "-pk")
    if theme:
        rows = rows.filter(theme__slug=theme)
    return rows.descendant_of(body) if body else rows  # type: ignore[no-any-return]


def home(person: Any) -> dict[str, Any]:
    """Gather the first page: what is open, what comes, what was answered, the news."""
    listed: ConsultationQuerySet = heart.browse(person)  # type: ignore[assignment]  # it chains
    open_now = with_counts(listed.open()[:SHOWN_ON_HOME])
    return {
        "open_consultations": open_now,
        "announced": list(listed.filter(state="announced")[:3]),
        "answered": with_decisions(listed.answered()[:3]),
        "overdue": [row for row in listed.filter(_awaiting())[:20] if row.is_overdue][:3],
        "word": word_kept(listed),
        "news": list(news()[:3]),
    }


def _awaiting() -> Q:
    return Q(responded_at=None, opened_at__isnull=False, response_due_on__isnull=False)


def with_counts(rows: Iterable[Consultation]) -> list[Consultation]:
    """Give the rows, each with its number of contributions, in one query more."""
    found = list(rows)
    counts = dict(
        Contribution.objects.filter(consultation__in=[row.pk for row in found])
        .counted()
        .order_by()
        .values_list("consultation")
        .annotate(number=Count("pk"))
    )
    for row in found:
        row.contribution_count = counts.get(row.pk, 0)  # type: ignore[attr-defined]
    return found


def with_decisions(rows: Iterable[Consultation]) -> list[Consultation]:
    """Give the rows, each with how often each position was taken in its published answer."""
    found = list(rows)
    answered = [row.pk for row in found if row.is_answered]
    counted = (
        OfficialResponse.objects.filter(consultation__in=answered)
        .order_by()
        .values_list("consultation", "position")
        .annotate(number=Count("pk"))
    )
    taken: dict[int, dict[str, int]] = defaultdict(dict)
    for consultation, position, number in counted:
        taken[consultation][position] = number
    for row in found:
        row.decisions = [  # type: ignore[attr-defined]
            (position.value, position.label, taken[row.pk][position])
            for position in Position
            if position in taken[row.pk]
        ]
    return found


def consultation_index(request: HttpRequest) -> dict[str, Any]:
    """Gather the list of consultations that match what was asked, page by page."""
    form = BrowseForm(request.GET)
    rows = heart.browse(request.user, **form.criteria())
    page = Paginator(rows, CONSULTATIONS_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_decisions(with_counts(page.object_list))
    return {
        "form": form,
        "consultations": page,
        "count": page.paginator.count,
        "is_filtered": form.is_filtered,
        "followable": _followable(form),
    }


def _followable(form: BrowseForm) -> list[tuple[str, Any, Any]]:
    """Give the theme and the territory that were chosen, and what following each one brings."""
    chosen = form.criteria()
    things = (("theme", form.chosen_theme), ("territory", chosen["territory"]))
    return [
        (name, thing, kind.promise)
        for name, thing in things
        if thing and (kind := topic_kind(name))
    ]


def consultation_page(
    consultation: Consultation, page: "ConsultationPage | None", person: Any
) -> dict[str, Any]:
    """Gather the page of one consultation; it stands even when nothing was written for it."""
    found = heart.consultation_page(consultation, person)
    steps = found["steps"]
    written = getattr(consultation.public_body, "page", None)
    return {
        **found,
        "page": page,
        "is_preview": False,
        "open_step": next((step for step in steps if step.is_open), None),
        "results_url": _address("results", consultation)
        if any(step.results_published_at for step in steps)
        else "",
        "answer_url": _address("outcome", consultation) if consultation.has_ended else "",
        "decided": _decided(consultation),
        "body_url": written.url if written and written.live else "",
        "may_edit": person.is_authenticated
        and Consultation.objects.editable_by(person).filter(pk=consultation.pk).exists(),
    }


def _decided(consultation: Consultation) -> list[OfficialResponse]:
    """Give what was decided, theme by theme, once the answer is published."""
    if not consultation.is_answered:
        return []
    rows = OfficialResponse.objects.filter(consultation=consultation)
    return list(rows.only("heading", "position"))


def _address(name: str, consultation: Consultation) -> str:
    return reverse(f"consultations:{name}", args=[consultation.slug])


def bodies(person: Any) -> QuerySet[PublicBody]:
    """Give the public bodies with how many consultations each shows and has open."""
    shown = ~Q(consultations__state="draft")
    open_now = Q(consultations__in=Consultation.objects.open())
    return (
        PublicBody.objects.filter(page__live=True)
        .select_related("page")
        .annotate(
            consultation_count=Count("consultations", filter=shown, distinct=True),
            open_count=Count("consultations", filter=open_now, distinct=True),
        )
        .order_by("name")
    )


def section(page: "BodyPage", person: Any) -> dict[str, Any]:
    """Gather the page of one public body, and how it keeps its word."""
    rows = heart.browse(person).filter(public_body=page.public_body)
    return {
        "public_body": page.public_body,
        "consultations": with_decisions(with_counts(rows[:50])),
        "word": word_kept(rows),
        "verdicts": verdicts_of(list(rows[:MOST_JUDGED])),
        "plans": tally_of_body(page.public_body),
        "news": list(news(body=page)[:3]),
    }


@dataclass(frozen=True)
class WordKept:
    """How many answers were due by now, and how they came."""

    in_time: int
    late: int
    awaited: int

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.awaited


def word_kept(rows: QuerySet[Consultation]) -> WordKept:
    """Count the answers published in time, published late, and overdue today."""
    promised = rows.filter(opened_at__isnull=False, response_due_on__isnull=False).only(
        "state", "zone", "opened_at", "responded_at", "response_due_on"
    )
    found = list(promised.select_related(None).order_by("pk"))
    return WordKept(
        in_time=sum(row.is_answered and row.days_late == 0 for row in found),
        late=sum(row.is_answered and row.days_late > 0 for row in found),
        awaited=sum(row.is_overdue for row in found),
    )


def map_of_consultations(person: Any) -> dict[str, Any]:
    """Give the public consultations for the site map, by public body."""
    return {"consultations": heart.browse(person).order_by("public_body__name", "title")}
