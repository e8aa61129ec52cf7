"""Preparing a draw: its rule, its lists, its quotas, then its public announcement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.draws import actions
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.forms import ListForm, QuotasForm, RuleForm
from participation.councils.draws.queries import answer_counts
from participation.councils.draws.views.finding import draw_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def prepare(request: HttpRequest, space: Space) -> HttpResponse:
    form = RuleForm(request.POST or None, council=space.council)
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_draw(space.council, actor=space.person, **form.cleaned_data)
        messages.success(request, _("La règle est enregistrée. Ajoutez maintenant une liste."))
        return redirect(made.space_url)
    context = {"space": space, "form": form}
    return render(request, "draws/rule.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def edit(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    form = RuleForm(request.POST or None, council=space.council, instance=draw)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_draw(draw, actor=space.person, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La règle est enregistrée."))
            return redirect(draw.space_url)
    context = {"space": space, "form": form, "draw": draw}
    return render(request, "draws/rule.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def add_list(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "origin")}
        try:
            source = actions.add_list(draw, form.cleaned_data["file"], actor=space.person, **told)
        except NotPossible as problem:
            form.add_error("file", str(problem))
        else:
            text = _("%(kept)d personnes ajoutées, %(double)d déjà sur une liste.")
            numbers = {"kept": source.kept, "double": source.lines - source.kept}
            messages.success(request, text % numbers)
            return redirect("draws:quotas", space.council.slug, draw.pk)
    context = {"space": space, "form": form, "draw": draw}
    return render(request, "draws/list.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def remove_list(request: HttpRequest, space: Space, draw_id: int, list_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    source = get_object_or_404(draw.source_lists, pk=list_id)
    if request.method != "POST":
        context = {"space": space, "draw": draw, "source": source}
        return render(request, "draws/remove_list.html", context)
    try:
        actions.remove_list(source, actor=space.person)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("La liste est retirée, avec ses personnes."))
    return redirect(draw.space_url)


@writes_space(may_coordinate)
def quotas(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    form = QuotasForm(request.POST or None, draw=draw, counts=answer_counts(draw))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_quotas(draw, form.quotas(), actor=space.person)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Les nombres sont enregistrés."))
            return redirect(draw.space_url)
    context = {"space": space, "form": form, "draw": draw}
    return render(request, "draws/quotas.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def commit(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    """Show once more what will be public and fixed, then announce it."""
    draw = draw_of(space, draw_id)
    context = {"space": space, "draw": draw, "sources": draw.source_lists.all(), "problem": ""}
    if request.method != "POST":
        return render(request, "draws/commit.html", context)
    try:
        actions.commit_draw(draw, actor=space.person)
    except NotPossible as problem:
        context["problem"] = str(problem)
        return render(request, "draws/commit.html", context, status=422)
    messages.success(request, _("Le tirage est annoncé. Chacun peut le lire et le vérifier."))
    return redirect(draw.space_url)
