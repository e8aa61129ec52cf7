"""Which plans somebody keeps; any other looks absent."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consultations.commitments.models import Measure, Plan


def own_plan(request: HttpRequest, pk: int) -> Plan:
    """Give a plan of the person's own bodies."""
    rows = Plan.objects.editable_by(request.user).select_related("public_body", "territory")
    return get_object_or_404(rows, pk=pk)


def own_measure(request: HttpRequest, pk: int, measure_id: int) -> Measure:
    plan = own_plan(request, pk)
    rows = Measure.objects.with_last_news().select_related("merged_into")
    measure = get_object_or_404(rows, plan=plan, pk=measure_id)
    measure.plan = plan
    return measure
