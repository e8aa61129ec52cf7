"""Reading a shared text: its articles, one amendment, its versions and what changed between."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations.components.drafting.exports import word_file
from consultations.components.drafting.forms import CompareForm
from consultations.components.drafting.queries.texts import (
    amendments_page,
    clauses_of,
    compare,
    versions_of,
)
from consultations.components.drafting.rules import speaks_for, writes_for
from consultations.components.drafting.views.finding import amendment_of, step_of, wording_of
from consultations.queries import fates_of
from consultations.rules import may_hide
from participation.base.http import everyone, reads

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reads(everyone)
def text(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The whole text as it is now, each article with the amendments most supported."""
    step = step_of(request, slug, step_id)
    context = {
        "step": step,
        "text": step.shared_text,
        "clauses": clauses_of(step),
        "versions": versions_of(step.shared_text),
        "party": speaks_for(request.user, step.shared_text),
        "writes": writes_for(request.user, step.shared_text),
    }
    return render(request, "drafting/text.html", context)


@reads(everyone)
def article(request: HttpRequest, slug: str, step_id: int, number: int) -> HttpResponse:
    """One article with every amendment to it."""
    step = step_of(request, slug, step_id)
    wording = wording_of(step, number)
    context = {
        "step": step,
        "text": step.shared_text,
        "wording": wording,
        "page": amendments_page(step, wording.article, request.GET.get("page")),
        "writes": writes_for(request.user, step.shared_text),
    }
    return render(request, "drafting/article.html", context)


@reads(everyone)
def amendment(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One amendment: what it changes, why, what each party says, what became of it."""
    step = step_of(request, slug, step_id)
    found = amendment_of(request, step, code)
    context = {
        "step": step,
        "text": step.shared_text,
        "amendment": found,
        "contribution": found.contribution,
        "fates": fates_of([found.contribution]).get(found.contribution.pk, []),
        "party": speaks_for(request.user, step.shared_text),
        "writes": writes_for(request.user, step.shared_text),
        "may_hide": may_hide(request.user, found.contribution),
    }
    return render(request, "drafting/amendment.html", context)


@reads(everyone)
def versions(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Every version: by whom, when, what changed, which amendments it took over."""
    step = step_of(request, slug, step_id)
    found = versions_of(step.shared_text)
    latest = {"after": found[0].number, "before": found[-1].number} if found else {}
    context = {
        "step": step,
        "text": step.shared_text,
        "versions": found,
        "form": CompareForm(initial=latest, versions=found),
    }
    return render(request, "drafting/versions.html", context)


@reads(everyone)
def compared(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Two versions as one text, with what went and what came."""
    step = step_of(request, slug, step_id)
    form = CompareForm(request.GET, versions=versions_of(step.shared_text))
    context = {"step": step, "text": step.shared_text, "form": form, "articles": []}
    if not form.is_valid():
        return render(request, "drafting/compare.html", context, status=422)
    before, after = form.cleaned_data["before"], form.cleaned_data["after"]
    context |= {"before": before, "after": after, "articles": compare(before, after)}
    return render(request, "drafting/compare.html", context)


@reads(everyone)
def word(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The latest version as a Word file."""
    step = step_of(request, slug, step_id)
    response = HttpResponse(word_file(step.shared_text), content_type=WORD)
    name = f"{step.consultation.slug}-v{step.shared_text.latest}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
