"""The workbench: themes proposed by the machine, corrected by people, read again by another."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.errors import Refused
from consultations.summaries import actions
from consultations.summaries.models import Coding, SecondReading, Summary, Topic
from consultations.summaries.queries import desk_page, matching, readings_page, topic_page
from consultations.summaries.views.access import own_consultation, own_summary
from participation.base.http import everyone, reads, writes


@reads(everyone)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the work stands, and each theme."""
    return render(request, "summaries/desk.html", desk_page(own_consultation(request, slug)))


@reads(everyone)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the computation is: the part of the page that is asked for again and again.

    Once it is over, the whole page is to be loaded anew.
    """
    consultation = own_consultation(request, slug)
    last = Summary.objects.filter(consultation=consultation).order_by("-pk").first()
    context = {"consultation": consultation, "last": last}
    response = render(request, "summaries/_progress.html", context)
    if last is None or not last.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@writes(everyone)
def topic(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The contributions of one theme: read them, move them, make a theme of some of them."""
    summary = own_summary(request, slug)
    if request.method == "POST":
        return _act(request, summary, key)
    return _show_topic(request, summary, key)


def _show_topic(
    request: HttpRequest, summary: Summary, key: str, problem: str = ""
) -> HttpResponse:
    asked = request.GET
    context = topic_page(summary, key, asked.get("page"), asked.get("mots", "").strip())
    if context is None:
        raise Http404
    typed = {
        "problem": problem,
        "typed_name": request.POST.get("name", ""),
        "typed_codings": _ticked(request),
        "typed_target": request.POST.get("to", ""),
    }
    return render(
        request,
        "summaries/topic.html",
        {"summary": summary, "consultation": summary.consultation, **context, **typed},
        status=422 if problem else 200,
    )


def _act(request: HttpRequest, summary: Summary, key: str) -> HttpResponse:
    topic = Topic.objects.filter(summary=summary, key=key, is_gone=False).first()
    if topic is None and key != "aside":
        raise Http404
    act = request.POST.get("act", "")
    try:
        done = _do(request, act, summary, topic)
    except Refused as refusal:
        return _show_topic(request, summary, key, str(refusal.message))
    messages.success(request, done)
    return redirect(request.get_full_path())


def _do(request: HttpRequest, act: str, summary: Summary, topic: Topic | None) -> str:
    """Do what the pressed button says; give the sentence that tells it is done."""
    name = request.POST.get("name", "")
    if act == "rename" and topic is not None:
        actions.rename(topic, name=request.POST.get("title", ""), actor=request.user)
        return _("Thème renommé.")
    codings = list(_chosen(request, summary, topic))
    if act == "split":
        actions.split(codings, name=name, actor=request.user)
        return _("Nouveau thème créé : %(name)s.") % {"name": name}
    if act == "move":
        moved = actions.move(codings, to=_target(request, summary), actor=request.user)
        return ngettext("%(n)d contribution déplacée.", "%(n)d contributions déplacées.", moved) % {
            "n": moved
        }
    marked = actions.mark_read(codings, actor=request.user)
    return ngettext(
        "%(n)d contribution marquée comme lue.", "%(n)d contributions marquées comme lues.", marked
    ) % {"n": marked}


def _chosen(request: HttpRequest, summary: Summary, topic: Topic | None) -> QuerySet[Coding]:
    """Give the contributions that are ticked, or all those of the theme when asked for all."""
    mine = Coding.objects.filter(summary=summary, topic=topic).shown().order_by("pk")
    if request.POST.get("all"):
        words = request.GET.get("mots", "").strip()
        return mine.filter(contribution__in=matching(mine, words)) if words else mine
    return mine.filter(pk__in=_ticked(request))


def _ticked(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("coding") if pk.isdecimal()]


def _target(request: HttpRequest, summary: Summary) -> Topic | None:
    key = request.POST.get("to", "")
    if key == "aside":
        return None
    found = Topic.objects.filter(summary=summary, key=key, is_gone=False).first()
    if found is None:
        raise Refused(_("Choisissez le thème de destination."))
    return found


@writes(everyone)
def read_again(request: HttpRequest, slug: str) -> HttpResponse:
    """One contribution of the sample at a time, without the theme that it was given."""
    summary = own_summary(request, slug)
    problem = ""
    if request.method == "POST":
        problem = _read_again(request, summary)
        if not problem:
            return redirect(request.path)
    context: dict[str, Any] = {"summary": summary, "consultation": summary.consultation}
    context |= {"problem": problem, **readings_page(summary)}
    return render(request, "summaries/read_again.html", context, status=422 if problem else 200)


def _read_again(request: HttpRequest, summary: Summary) -> str:
    pk = request.POST.get("reading", "")
    mine = SecondReading.objects.filter(coding__summary=summary).select_related("coding__summary")
    reading = get_object_or_404(mine, pk=pk if pk.isdecimal() else 0)
    topics = Topic.objects.filter(summary=summary, is_gone=False)
    topic = topics.filter(key=request.POST.get("topic", "")).first()
    if topic is None:
        return _("Choisissez un thème de la liste.")
    try:
        actions.read_again(reading, topic=topic, actor=request.user)
    except Refused as refusal:
        return str(refusal.message)
    return ""
