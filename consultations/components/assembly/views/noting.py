"""The minutes: notes typed while the meeting goes on, then read again and published."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.assembly import actions
from consultations.components.assembly.forms import NotesForm, TranscriptForm
from consultations.components.assembly.models import Assembly, Item
from consultations.components.assembly.queries import (
    Section,
    moments_of,
    personal_words,
    shares,
    transcript,
)
from consultations.components.assembly.views.finding import assembly_run_by
from consultations.errors import EditedElsewhere, Refused
from participation.base.http import everyone, with_query, writes


@writes(everyone)
def notes(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What happened, and notes on the point on the screen or on the one asked for."""
    assembly = assembly_run_by(request, slug, step_id)
    items = list(assembly.items.all())
    item = _chosen(assembly, items, request.GET.get("point", ""))
    start = {"text": item.notes, "revision": item.notes_revision, "writer": str(uuid4())}
    form = NotesForm(initial=start)
    theirs, status = "", 200
    if request.method == "POST":
        form = NotesForm(request.POST)
        if form.is_valid():
            try:
                actions.write_notes(item, **form.cleaned_data)
            except EditedElsewhere as elsewhere:
                item.refresh_from_db()
                theirs, status = item.notes, 409
                form = NotesForm({**form.cleaned_data, "revision": item.notes_revision})
                form.is_valid()
                form.add_error(None, str(elsewhere.message))
            except Refused as refused:
                form.add_error(None, str(refused.message))
                status = 422
            else:
                messages.success(request, _("Notes enregistrées."))
                return redirect(with_query(request.path, point=item.pk))
    context = {
        "assembly": assembly,
        "step": assembly.step,
        "zone": assembly.zone,
        "items": items,
        "item": item,
        "form": form,
        "theirs": theirs,
        "moments": moments_of(assembly),
    }
    return render(request, "assembly/notes.html", context, status=status)


def _chosen(assembly: Assembly, items: list[Item], typed: str) -> Item:
    """Give the point asked for; else the one on the screen, else the first."""
    by_pk = {str(item.pk): item for item in items}
    return by_pk.get(typed) or by_pk.get(str(assembly.item_id)) or items[0]


@writes(everyone)
def autosave(request: HttpRequest, slug: str, step_id: int, item_id: int) -> HttpResponse:
    """Keep what is being typed: 204 kept, 409 written elsewhere, 422 refused."""
    assembly = assembly_run_by(request, slug, step_id)
    item = get_object_or_404(Item, pk=item_id, assembly=assembly)
    form = NotesForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return HttpResponse(status=422)
    try:
        actions.write_notes(item, **form.cleaned_data)
    except EditedElsewhere:
        return HttpResponse(status=409)
    except Refused:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@writes(everyone)
def review(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Read the transcript again, with what may name somebody pointed out; then publish it."""
    assembly = assembly_run_by(request, slug, step_id)
    form = TranscriptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_transcript(assembly, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused.message))
            return redirect(request.path)
        messages.success(request, _("La transcription est publiée."))
        return redirect("assembly:transcript", slug, step_id)
    sections = transcript(assembly)
    context = {
        "assembly": assembly,
        "step": assembly.step,
        "zone": assembly.zone,
        "sections": sections,
        "shares": shares(assembly),
        "warnings": _warnings(assembly, sections),
        "form": form,
    }
    return render(request, "assembly/review.html", context)


def _warnings(assembly: Assembly, sections: list[Section]) -> list[dict[str, object]]:
    """Give each text in which something may lead to a person, with the words found."""
    spoke = assembly.turns.exclude(speaker="").order_by("pk")
    names = list(dict.fromkeys(spoke.values_list("speaker", flat=True)))
    texts: list[tuple[str, str, str]] = []
    for section in sections:
        if section.item is not None and section.item.notes:
            texts.append((section.title, section.item.notes, "notes"))
        for question in section.questions:
            alike = [question, *question.those_alike]  # type: ignore[attr-defined]
            texts.extend((one.heading, one.text, "question") for one in alike)
            texts.append((question.heading, f"{question.answer}\n{question.reason}", "answer"))
    return [
        {"where": where, "kind": kind, "words": words}
        for where, text, kind in texts
        if (words := personal_words(text, names=names))
    ]
