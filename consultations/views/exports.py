"""What officers take away: a page that says what is in the file, and the file, by a button."""

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from consultations import actions
from consultations.exports import FORMATS, file_header
from consultations.models import Consultation, Step
from participation.base.clock import arrival, local
from participation.base.http import everyone, writes


@writes(everyone)
def export(request: HttpRequest, slug: str, step_id: int) -> HttpResponseBase:
    """Show what an export holds; posting a format gives the file and writes a journal line."""
    mine = Consultation.objects.editable_by(request.user)
    steps = Step.objects.select_related("consultation__public_body")
    step = get_object_or_404(steps, pk=step_id, consultation__slug=slug, consultation__in=mine)
    if request.method == "POST":
        return _file(request, step)
    context = {
        "consultation": step.consultation,
        "step": step,
        "tables": step.component.tables(step),
    }
    return render(request, "consultations/export.html", context)


def _file(request: HttpRequest, step: Step) -> StreamingHttpResponse:
    form = FORMATS.get(request.POST.get("format", ""))
    if form is None:
        raise Http404
    tables = step.component.tables(step)
    chosen = request.POST.get("table", "")
    if chosen.isdecimal() and int(chosen) < len(tables):
        tables = [tables[int(chosen)]]
    tables = actions.export_step(step, format=form.name, tables=tables, actor=request.user)
    response = StreamingHttpResponse(form.write(tables), content_type=form.media_type)
    day = local(arrival(request), step.consultation.zone).date().isoformat()
    name = f"{step.consultation.slug} {step.title} {day}"
    response.headers["Content-Disposition"] = file_header(name, form.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
