"""The pages of plans: all of them, and one with its counters, its tree and its latest news."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from consultations.commitments.choices import Status
from consultations.commitments.models import Branch, Measure, Plan, Turn, today
from consultations.commitments.querysets import MeasureQuerySet
from participation.accounts.models import PublicBody

PER_PAGE = 50
LATEST = 8


@dataclass
class Tally:
    """How many measures, and where they stand; a merged one counts as what it became."""

    total: int = 0
    by_status: dict[str, int] = field(default_factory=dict)
    late: int = 0

    def add(self, status: str, number: int, late: int) -> None:
        self.total += number
        self.by_status[status] = self.by_status.get(status, 0) + number
        self.late += late

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """Each state with its label and its number, in order."""
        return [(s.value, str(s.label), self.by_status.get(s.value, 0)) for s in Status]

    @property
    def running(self) -> int:
        return self.by_status.get(Status.IN_PROGRESS, 0)


def tallies(plans: Iterable[Plan]) -> dict[int, Tally]:
    """Count the measures of several plans at once."""
    found = {plan.pk: Tally() for plan in plans}
    is_late = Q(due_on__lt=today()) & ~Q(status__in=["done", "abandoned"])
    rows = Measure.objects.standing().filter(plan__in=list(found)).order_by()
    for row in rows.values("plan", "status").annotate(
        number=Count("pk"), late=Count("pk", filter=is_late)
    ):
        found[row["plan"]].add(row["status"], row["number"], row["late"])
    return found


def tally_of_body(public_body: PublicBody) -> list[tuple[Plan, Tally]]:
    """Give the public plans of a body with where their measures stand."""
    plans = list(Plan.objects.public().filter(public_body=public_body))
    counted = tallies(plans)
    return [(plan, counted[plan.pk]) for plan in plans]


def plans_page(person: Any, page: Any) -> dict[str, Any]:
    """Gather the list of public plans."""
    rows = Plan.objects.public().select_related("public_body", "territory")
    found = Paginator(rows.order_by("-published_at", "-pk"), 20).get_page(page)
    counted = tallies(found.object_list)
    return {"page": found, "plans": [(plan, counted[plan.pk]) for plan in found.object_list]}


@dataclass(frozen=True)
class Group:
    """The measures of one branch, under the names of the branches it hangs on."""

    branches: list[Branch]
    measures: list[Measure]


def tree_of(plan: Plan) -> list[list[Branch]]:
    """Give each branch with those above it, in the order of the tree."""
    branches = list(plan.branches.all())
    below: dict[int | None, list[Branch]] = {}
    for branch in branches:
        branch.plan = plan
        below.setdefault(branch.parent_id, []).append(branch)
    return list(_paths(below, None, []))


def _paths(below: dict[int | None, list[Branch]], parent: int | None, above: list[Branch]) -> Any:
    for branch in below.get(parent, ()):
        path = [*above, branch]
        yield path
        yield from _paths(below, branch.pk, path)


def plan_page(plan: Plan, form: Any, page: Any) -> dict[str, Any]:
    """Gather one plan: counters, the measures that match, contract, latest lines of history."""
    paths = tree_of(plan)
    tally = tallies([plan])[plan.pk]
    rows = filtered(plan, paths, **form.criteria())
    found = Paginator(_in_tree_order(rows, paths), PER_PAGE).get_page(page)
    measures = list(found.object_list)
    for measure in measures:
        measure.plan = plan
    return {
        "plan": plan,
        "tally": tally,
        "silent_count": Measure.objects.filter(plan=plan).silent(plan.rhythm_days).count(),
        "page": found,
        "groups": _groups(measures, {path[-1].pk: path for path in paths}),
        "form": form,
        "is_filtered": form.is_filtered,
        "signatories": list(plan.signatories.all()) if plan.is_contract else [],
        "amendments": _amendments(plan) if plan.is_contract else [],
        "turns": latest_turns(plan),
    }


def filtered(
    plan: Plan, paths: list[list[Branch]], *, words: str = "", status: str = "", branch: str = ""
) -> MeasureQuerySet:
    """Give the measures of a plan that match what was asked."""
    rows: MeasureQuerySet = Measure.objects.filter(plan=plan).standing().matching(words)
    if status == "late":
        rows = rows.late()
    elif status == "silent":
        rows = rows.silent(plan.rhythm_days)
    elif status:
        rows = rows.filter(status=status)
    if branch:
        under = [p[-1].pk for p in paths if any(b.external_id == branch for b in p)]
        rows = rows.filter(branch__in=under)
    return rows.with_last_news()


def _in_tree_order(rows: QuerySet[Measure], paths: list[list[Branch]]) -> QuerySet[Measure]:
    places = [When(branch=path[-1].pk, then=rank) for rank, path in enumerate(paths, start=1)]
    if not places:
        return rows.order_by("rank", "pk")
    place = Case(*places, default=0, output_field=IntegerField())
    return rows.annotate(place=place).order_by("place", F("rank"), "pk")


def _groups(measures: list[Measure], paths: dict[int, list[Branch]]) -> list[Group]:
    groups: list[Group] = []
    for measure in measures:
        branches = paths.get(measure.branch_id or 0, [])
        if not groups or groups[-1].branches != branches:
            groups.append(Group(branches, []))
        groups[-1].measures.append(measure)
    return groups


def _amendments(plan: Plan) -> Any:
    """A revision shows its consultation once everybody may see it."""
    return [
        (row, row.consultation if row.consultation and not row.consultation.is_draft else None)
        for row in plan.amendments.select_related("consultation")
    ]


def latest_turns(plan: Plan) -> list[Turn]:
    rows = Turn.objects.filter(plan=plan).exclude(kind="added").select_related("measure")
    turns = list(rows[:LATEST])
    for turn in turns:
        if turn.measure:
            turn.measure.plan = plan
    return turns
