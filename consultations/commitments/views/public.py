"""Plans, one plan, one measure: what anyone reads."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.commitments import queries
from consultations.commitments.exports import measures_table
from consultations.commitments.forms.browsing import BrowseForm
from consultations.commitments.models import Measure, Plan
from consultations.exports import FORMATS, file_header
from participation.base.http import everyone, reads


@reads(everyone)
def plans(request: HttpRequest) -> HttpResponse:
    """Every public plan and contract, with where its measures stand."""
    context = queries.plans_page(request.user, request.GET.get("page"))
    return render(request, "commitments/plans.html", context)


def _plan(request: HttpRequest, slug: str) -> Plan:
    rows = Plan.objects.visible_to(request.user).select_related("public_body", "territory")
    return get_object_or_404(rows, slug=slug)


@reads(everyone)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: counters, search, its tree of measures."""
    found = _plan(request, slug)
    form = BrowseForm(found, request.GET)
    context = queries.plan_page(found, form, request.GET.get("page"))
    return render(request, "commitments/plan.html", context)


@reads(everyone)
def measure(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One measure; one that was merged still answers, and says into what."""
    found = get_object_or_404(
        Measure.objects.with_last_news().select_related(
            "plan__public_body", "branch__parent__parent", "merged_into__plan"
        ),
        plan=_plan(request, slug),
        slug=number,
    )
    return render(request, "commitments/measure.html", queries.measure_page(found))


@reads(everyone)
def export(request: HttpRequest, slug: str, form: str) -> StreamingHttpResponse:
    """Download all measures, merged ones too."""
    found = _plan(request, slug)
    written = FORMATS[form]
    content = written.write([measures_table(found)])
    response = StreamingHttpResponse(content, content_type=written.media_type)
    response["Content-Disposition"] = file_header(f"mesures-{slug}", form)
    return response
