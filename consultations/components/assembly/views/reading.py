"""Reading: the meeting on a telephone, one question, the transcript, the screen and its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultations.components.assembly.models import Assembly, Support
from consultations.components.assembly.printing import qr_svg
from consultations.components.assembly.queries import (
    questions_on_the_page,
    shares,
    transcript,
)
from consultations.components.assembly.queries.shown import floor, screen
from consultations.components.assembly.views.finding import (
    assembly_of,
    question_of,
    voter_of,
)
from consultations.models import Consultation
from consultations.queries import fates_of
from consultations.rules import is_officer
from participation.base.clock import now
from participation.base.codes import tidy_code
from participation.base.http import everyone, reads


@reads(everyone)
def short(request: HttpRequest, code: str) -> HttpResponse:
    """The address on the screen and behind its code leads to the meeting."""
    seen = Consultation.objects.visible_to(request.user)
    rows = Assembly.objects.filter(step__consultation__in=seen).select_related("step__consultation")
    return redirect(get_object_or_404(rows, code=tidy_code(code)).step.get_absolute_url())


@reads(everyone)
def start(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The meeting as one follows it: what happens now, the agenda, the questions."""
    assembly = assembly_of(request, slug, step_id)
    page = questions_on_the_page(assembly, request.GET.get("page"))
    voter = voter_of(request, assembly.step.consultation)
    mine = Support.objects.filter(voter_key=voter, question__assembly=assembly) if voter else None
    context = {
        **floor(assembly),
        "items": list(assembly.items.all()),
        "page": page,
        "is_last_page": not page.has_next(),
        "last_number": page.object_list[-1].number if page.object_list else 0,
        "supported": set(mine.values_list("question_id", flat=True)) if mine is not None else set(),
        "may_run": is_officer(request.user, assembly.step.consultation),
        "server_time": now(),
    }
    return render(request, "assembly/start.html", context)


@reads(everyone)
def question(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One question, what was answered, and what became of it."""
    assembly = assembly_of(request, slug, step_id)
    found = question_of(request, assembly, code)
    contribution = found.contribution
    context = {
        "assembly": assembly,
        "step": assembly.step,
        "zone": assembly.zone,
        "question": found,
        "contribution": contribution,
        "fates": fates_of([contribution]).get(contribution.pk, []),
    }
    return render(request, "assembly/question.html", context)


@reads(everyone)
def on_screen(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The hall's screen: large, and without anything to press."""
    assembly = assembly_of(request, slug, step_id)
    return render(request, "assembly/screen.html", {**screen(assembly), "server_time": now()})


@reads(everyone)
def qr(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The code that telephones read, as a picture."""
    assembly = assembly_of(request, slug, step_id)
    response = HttpResponse(qr_svg(assembly.short_address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@reads(everyone)
def read_transcript(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What was said, once it is published; absent (404) before."""
    assembly = assembly_of(request, slug, step_id)
    published = get_object_or_404(Assembly, pk=assembly.pk, published_at__isnull=False)
    context = {
        "assembly": published,
        "step": assembly.step,
        "zone": assembly.zone,
        "sections": transcript(assembly),
        "shares": shares(assembly),
    }
    return render(request, "assembly/transcript.html", context)
