"""The blank questionnaire to print, and as a PDF where the server can make one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.questionnaire.printing import paper_form, paper_pdf, pdf_maker
from consultations.components.questionnaire.queries import questionnaire_steps
from consultations.exports import file_header
from participation.base.http import everyone, reads
from participation.base.limits import Limit, address_of

PDFS = Limit("papier", times=20, seconds=600)  # each takes the processor about a second


@reads(everyone)
def paper(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    step = get_object_or_404(questionnaire_steps(request.user, slug), pk=step_id)
    context = {**paper_form(step), "has_pdf": pdf_maker() is not None}
    return render(request, "questionnaire/paper.html", context)


@reads(everyone)
def pdf(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    step = get_object_or_404(questionnaire_steps(request.user, slug), pk=step_id)
    if pdf_maker() is None:
        raise Http404
    if not PDFS.allows(address_of(request)):
        return render(request, "429.html", status=429)
    response = HttpResponse(paper_pdf(step), content_type="application/pdf")
    response.headers["Content-Disposition"] = file_header(f"questionnaire {slug}", "pdf")
    return response
