"""A published plan with its measures, as a body keeps it."""

from typing import Any

from consultations.commitments import actions
from consultations.commitments.models import Measure, Plan
from participation.accounts.models import PublicBody
from tests.factories import make_public_body, make_territory


def make_plan(
    public_body: PublicBody | None = None,
    *,
    number: int = 1,
    is_published: bool = True,
    **fields: Any,
) -> Plan:
    """Make a plan with so many measures, under one axis."""
    fields.setdefault("title", "Feuille de route")
    plan = actions.create_plan(
        actor=None,
        public_body=public_body or make_public_body(),
        territory=make_territory(),
        **fields,
    )
    branch = actions.write_branch(plan, title="Se déplacer", actor=None)
    for each in range(1, number + 1):
        actions.write_measure(plan, title=f"Mesure n° {each}", branch=branch, actor=None)
    return actions.publish_plan(plan, actor=None) if is_published else plan


def measure_of(plan: Plan) -> Measure:
    """Give its first measure."""
    found = plan.measures.order_by("rank").first()
    assert found is not None
    return found
