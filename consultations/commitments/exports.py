"""The measures of a plan as a table that the import reads again."""

from collections.abc import Iterator
from typing import Any

from consultations.commitments.models import Measure, Plan
from consultations.commitments.queries import tree_of
from consultations.registry import Table
from participation.base.codes import absolute

COLUMNS = (
    "numero",
    "titre",
    "description",
    "branche",
    "etat",
    "echeance",
    "responsable",
    "referent",
    "faite_le",
    "jours_de_retard",
    "fusionnee_dans",
    "derniere_nouvelle",
    "decisions",
    "adresse",
)


def measures_table(plan: Plan) -> Table:
    """Give each measure of the plan, in the order of its numbers."""
    return Table("mesures", COLUMNS, _rows(plan))


def _rows(plan: Plan) -> Iterator[list[Any]]:
    paths = {path[-1].pk: " > ".join(b.title for b in path) for path in tree_of(plan)}
    rows = Measure.objects.filter(plan=plan).with_last_news().select_related("merged_into")
    for row in rows.prefetch_related("responses__consultation").order_by("rank", "pk"):
        row.plan = plan
        last = getattr(row, "last_news_at", None)
        yield [
            row.external_id,
            row.title,
            row.summary,
            paths.get(row.branch_id or 0, ""),
            row.status,
            row.due_on,
            row.responsible,
            row.referent_role,
            row.done_on,
            row.days_late,
            row.merged_into.external_id if row.merged_into else "",
            last.date() if last else None,
            " ".join(
                absolute(f"{r.consultation.get_absolute_url()}reponse/#reponse-{r.pk}")
                for r in row.responses.all()
            ),
            absolute(row.get_absolute_url()),
        ]
