"""Writing an article, under a lock everybody sees; who comes too late keeps every word."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.drafting import actions
from consultations.components.drafting.forms import ArticleForm
from consultations.components.drafting.models import Amendment, Wording
from consultations.components.drafting.queries.texts import readable
from consultations.components.drafting.rules import writes_for
from consultations.components.drafting.views.finding import step_of, wording_of
from consultations.errors import Refused
from consultations.models import Step
from participation.base.http import everyone, writes


@writes(everyone)
def write(request: HttpRequest, slug: str, step_id: int, number: int) -> HttpResponse:
    """Take the article, write it, free it. It is absent but for those who write the text."""
    step = step_of(request, slug, step_id)
    party = writes_for(request.user, step.shared_text)
    if not party:
        raise Http404
    wording = wording_of(step, number)
    asked = request.POST.get("do", "")
    if asked == "hold":
        return _hold(request, wording, party)
    if asked == "let_go":
        actions.let_go(wording.article, actor=request.user)
        return redirect("drafting:article", slug, step_id, number)
    if request.method == "POST":
        return _save(request, step, wording, party)
    taken = _taken(step, request.GET.get("amendement", ""))
    start = {
        "title": wording.title,
        "body": taken.body if taken else wording.body,
        "revision": wording.article.revision,
        "takes": taken.code if taken else "",
    }
    context = _context(request, step, wording, ArticleForm(initial=start), taken)
    return render(request, "drafting/write.html", context)


def _context(
    request: HttpRequest,
    step: Step,
    wording: Wording,
    form: ArticleForm,
    taken: Amendment | None = None,
) -> dict[str, Any]:
    return {
        "step": step,
        "text": step.shared_text,
        "wording": wording,
        "article": wording.article,
        "form": form,
        "taken": taken,
        "holds": wording.article.is_held_by(request.user),
    }


def _taken(step: Step, code: str) -> Amendment | None:
    """Give the amendment whose words are taken over, if one is named."""
    if not code:
        return None
    rows = readable(step).with_envelope()
    found: Amendment = get_object_or_404(rows, contribution__tracking_code=code)
    return found


def _hold(request: HttpRequest, wording: Wording, party: str) -> HttpResponse:
    try:
        actions.hold(wording.article, party=party, actor=request.user)
    except Refused as refused:
        messages.warning(request, str(refused.message))
    return redirect(request.get_full_path())


def _save(request: HttpRequest, step: Step, wording: Wording, party: str) -> HttpResponse:
    form = ArticleForm(request.POST)
    if not form.is_valid():
        context = _context(request, step, wording, form)
        return render(request, "drafting/write.html", {**context, "holds": True}, status=422)
    words = {name: form.cleaned_data[name] for name in ("title", "body", "note", "revision")}
    taken = _taken(step, form.cleaned_data["takes"])
    try:
        actions.write_article(
            wording.article, **words, party=party, actor=request.user, takes=taken
        )
    except actions.Overtaken as late:
        return _both(request, step, wording.article.number, late)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        context = _context(request, step, wording, form)
        return render(request, "drafting/write.html", {**context, "holds": True}, status=409)
    messages.success(request, _("L’article est enregistré dans une nouvelle version."))
    return redirect("drafting:article", step.consultation.slug, step.pk, wording.article.number)


def _both(request: HttpRequest, step: Step, number: int, late: Refused) -> HttpResponse:
    """Show what the article says now beside what was typed, which may be sent again."""
    wording = wording_of(step, number)
    data = request.POST.copy()
    data["revision"] = str(wording.article.revision)
    context = _context(request, step, wording, ArticleForm(data))
    shown = {**context, "holds": True, "late": late.message, "typed": request.POST["body"]}
    return render(request, "drafting/write.html", shown, status=409)
