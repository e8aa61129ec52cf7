"""What pages need across tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Channel, Consultation, Contribution, State, Step
from consultations.registry import Quotation
from consultations.rules import is_officer
from consultations.themes import themes_that_hold
from participation.base.codes import spaced_code
from participation.territories.models import Territory
from participation.ui.typography import day, ending, moment


@dataclass(frozen=True)
class ChannelCount:
    """How many contributions came by one channel."""

    channel: str
    label: str
    count: int


def count_by_channel(contributions: QuerySet[Contribution]) -> list[ChannelCount]:
    """Count the counted contributions by channel; no total is shown without this split."""
    rows = (
        contributions.counted()  # type: ignore[attr-defined]
        .order_by()
        .values("channel")
        .annotate(number=Count("pk"))
    )
    numbers = {row["channel"]: row["number"] for row in rows}
    return [
        ChannelCount(channel.value, str(channel.label), numbers[channel.value])
        for channel in Channel
        if channel.value in numbers
    ]


def consultation_page(consultation: Consultation, person: Any) -> dict[str, Any]:
    """Gather what the page of a consultation shows besides its written content."""
    contributions = Contribution.objects.filter(consultation=consultation)
    channels = count_by_channel(contributions)
    steps = list(consultation.steps.select_related("consultation"))
    for step in steps:
        step.consultation = consultation
    return {
        "consultation": consultation,
        "body": consultation.public_body,
        "steps": steps,
        "access_points": list(consultation.access_points.all()),
        "changes": list(consultation.changes.all()),
        "channels": channels,
        "count": sum(row.count for row in channels),
    }


def browse(
    person: Any,
    *,
    words: str = "",
    territory: Territory | None = None,
    theme: str = "",
    rung: str = "",
    state: str = "",
) -> QuerySet[Consultation]:
    """Give the public consultations that match; open ones first, those closing soonest on top.

    `state` is `open`, `announced`, `closed` (awaiting its answer) or `answered`.
    """
    rows = Consultation.objects.visible_to(person).exclude(state="draft").matching(words)
    if territory is not None:
        rows = rows.filter(territory__in=Territory.objects.within(territory).order_by())
    if theme:
        rows = rows.filter(theme__slug=theme)
    if rung:
        rows = rows.filter(rung=rung)
    if state == "open":
        rows = rows.open()
    elif state == "announced":
        rows = rows.filter(state="announced")
    elif state == "closed":
        rows = (
            rows.filter(responded_at=None)
            .exclude(state="announced")
            .exclude(pk__in=Consultation.objects.open().values("pk"))
        )
    elif state == "answered":
        rows = rows.exclude(responded_at=None)
    return rows.in_reading_order().select_related("public_body", "territory", "theme")


@dataclass(frozen=True)
class Fate:
    """What the public body did with one contribution: one decision that names it, or a measure."""

    heading: str
    position: str  # how `ui/pill.html` shows it
    label: str
    url: str
    because: str = ""
    is_theme: bool = False  # no decision names it; this is the theme in which it was read


FateTeller = Callable[[list[Contribution]], dict[int, list[Fate]]]
_fate_tellers: list[FateTeller] = []


def tell_fates(teller: FateTeller) -> FateTeller:
    """Register who knows what became of contributions; it stands above the heart."""
    _fate_tellers.append(teller)
    return teller


def fates_of(contributions: list[Contribution]) -> dict[int, list[Fate]]:
    """Give, by contribution, what became of it; nothing before an answer is published.

    What no decision names is told by the published themes that hold it, if any do.
    """
    fates: dict[int, list[Fate]] = {}
    for teller in _fate_tellers:
        for contribution_id, found in teller(contributions).items():
            fates.setdefault(contribution_id, []).extend(found)
    unnamed = [row.pk for row in contributions if row.pk not in fates]
    for contribution_id, themes in themes_that_hold(unnamed).items():
        fates[contribution_id] = [
            Fate(theme.label, "", _("Thème"), theme.url, is_theme=True) for theme in themes
        ]
    return fates


PageTeller = Callable[[Consultation], list[tuple[str, str]]]
_page_tellers: list[PageTeller] = []


def tell_pages(teller: PageTeller) -> PageTeller:
    """Register who has pages of an ended consultation: the name of an address, and its label."""
    _page_tellers.append(teller)
    return teller


def further_pages(consultation: Consultation) -> list[tuple[str, str]]:
    """Give the pages of an ended consultation that stand above the heart."""
    return [page for teller in _page_tellers for page in teller(consultation)]


ReadTeller = Callable[[Consultation], Mapping[str, int] | None]
_read_tellers: list[ReadTeller] = []


def tell_read(teller: ReadTeller) -> ReadTeller:
    """Register who knows how many contributions were read one by one, by channel."""
    _read_tellers.append(teller)
    return teller


def read_one_by_one(consultation: Consultation) -> Mapping[str, int] | None:
    """Give how many were read, by channel; nothing where nobody keeps count of it."""
    found = (teller(consultation) for teller in _read_tellers)
    return next((numbers for numbers in found if numbers is not None), None)


def receipt_summary(contribution: Contribution) -> dict[str, Any]:
    """Gather what the code alone shows: date, state, promise and fate; never the words."""
    consultation = contribution.consultation
    return {
        "contribution": contribution,
        "consultation": consultation,
        "body": consultation.public_body,
        "code": spaced_code(str(contribution.tracking_code)),
        "fates": fates_of([contribution]).get(contribution.pk, []),
        "timeline": timeline_of(contribution),
    }


def receipt_page(contribution: Contribution, secret: str, *, now_open: datetime) -> dict[str, Any]:
    """Gather what the holder of the secret half sees and may do at that instant."""
    may_change = contribution.is_counted and contribution.step.is_open_at(now_open)
    component = contribution.component
    consultation = contribution.consultation
    return {
        **receipt_summary(contribution),
        "secret": secret,
        "lines": component.lines(contribution) if contribution.is_counted else [],
        "may_change": may_change,
        "edit_url": component.edit_url(contribution, secret) if may_change else "",
        "may_follow": contribution.is_counted and not consultation.is_answered,
        "is_followed": contribution.contacts.exists(),
    }


def timeline_of(contribution: Contribution) -> list[dict[str, Any]]:
    """Say what happened and what comes next, for `ui/timeline.html`."""
    consultation = contribution.consultation
    zone = consultation.zone
    steps = [
        {
            "name": _("Votre contribution est arrivée"),
            "when": moment(contribution.received_at, zone),
            "state": "done",
        }
    ]
    if consultation.closes_at is not None:
        end = ending(consultation.closes_at, zone)
        open_now = {"name": _("La participation est ouverte"), "state": "current"}
        open_now["when"] = _("jusqu’au %(end)s") % {"end": end}
        ended = {"name": _("Fin de la participation"), "state": "done", "when": end}
        steps.append(ended if consultation.has_ended else open_now)
    return [*steps, *_answer_in_time(consultation)]


def _answer_in_time(consultation: Consultation) -> list[dict[str, Any]]:
    url = reverse("consultations:outcome", args=[consultation.slug])
    if consultation.responded_at is not None:
        when = day(consultation.responded_at, consultation.zone)
        return [{"name": _("La réponse est publiée"), "when": when, "state": "done", "url": url}]
    if consultation.response_due_on is None or consultation.state == State.WITHDRAWN:
        return []
    due = day(consultation.response_due_on)
    step = {"name": _("La réponse, avec ses raisons"), "when": due, "state": "coming", "url": url}
    if consultation.is_overdue:
        late = ngettext(
            "Promise ce jour-là. Elle a %(days)d jour de retard.",
            "Promise ce jour-là. Elle a %(days)d jours de retard.",
            consultation.days_late,
        )
        step.update(state="late", text=late % {"days": consultation.days_late})
    elif consultation.has_ended:
        step["state"] = "current"
    return [step]


def my_participations(person: Any) -> dict[str, Any]:
    """Give a signed-in person's drafts and contributions, newest first, with their fates."""
    mine = (
        Contribution.objects.filter(author=person)
        .select_related("consultation__public_body", "step")
        .order_by("-updated_at", "-pk")
    )
    rows = list(mine)
    for row in rows:
        row.step.consultation = row.consultation
    contributions = [row for row in rows if not row.is_draft]
    fates = fates_of(contributions)
    return {
        "drafts": [row for row in rows if row.is_draft],
        "contributions": [(row, fates.get(row.pk, [])) for row in contributions],
    }


def steps_with_results(consultation: Consultation, person: Any) -> list[Step]:
    """Give the steps whose results the person may see: published ones, all for its officers."""
    steps = list(consultation.steps.order_by("position", "pk"))
    may_see_all = is_officer(person, consultation)
    for step in steps:
        step.consultation = consultation
    return [
        step
        for step in steps
        if step.component.results_template and (step.results_published_at or may_see_all)
    ]


def quoted(contributions: list[Contribution]) -> dict[int, Quotation]:
    """Give the words of each contribution by its id; each component is asked once for its own."""
    by_kind: dict[str, list[Contribution]] = {}
    for contribution in contributions:
        by_kind.setdefault(contribution.step.kind, []).append(contribution)
    return {
        contribution.pk: quotation
        for alike in by_kind.values()
        for contribution, quotation in alike[0].component.quotations(alike)
    }
