"""The seed, the people drawn and their answers, the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.draws import actions
from participation.councils.draws.choices import Answer
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.forms import AnswerForm, ReasonForm, SeedForm
from participation.councils.draws.models import DrawnPerson
from participation.councils.draws.queries import follow_up
from participation.councils.draws.views.finding import draw_of
from participation.councils.errors import Refused
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def seed(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_seed(draw, form.cleaned_data["seed"], actor=space.person)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Le sort est tombé. Voici les personnes à contacter."))
            return redirect("draws:people", space.council.slug, draw.pk)
    context = {"space": space, "form": form, "draw": draw}
    return render(request, "draws/seed.html", context, status=422 if form.errors else 200)


@reads_space(may_coordinate)
def people(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    """Names and contacts: coordinators alone, for as long as the draw needs them."""
    draw = draw_of(space, draw_id)
    context = {"space": space, "draw": draw, "people": follow_up(draw)}
    return render(request, "draws/people.html", context)


@writes_space(may_coordinate)
def person(request: HttpRequest, space: Space, draw_id: int, drawn_id: int) -> HttpResponse:
    """Note an answer; a refusal calls the next substitute of the same stratum."""
    draw = draw_of(space, draw_id)
    rows = DrawnPerson.objects.filter(draw=draw).called().select_related("candidate")
    drawn = get_object_or_404(rows, pk=drawn_id)
    form = AnswerForm(request.POST or None, initial={"answer": drawn.answer})
    if request.method == "POST" and form.is_valid():
        try:
            called = actions.note_answer(
                drawn, Answer(form.cleaned_data["answer"]), actor=space.person
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            told = _("Une personne suppléante du même groupe est appelée.") if called else ""
            messages.success(request, f"{_('La réponse est notée.')} {told}".strip())
            return redirect("draws:people", space.council.slug, draw.pk)
    context = {"space": space, "form": form, "draw": draw, "drawn": drawn}
    return render(request, "draws/person.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def seat(request: HttpRequest, space: Space, draw_id: int, drawn_id: int) -> HttpResponse:
    """Give somebody who accepted their place in the council."""
    draw = draw_of(space, draw_id)
    drawn = get_object_or_404(DrawnPerson.objects.filter(draw=draw).called(), pk=drawn_id)
    if request.method == "POST":
        try:
            actions.seat_drawn(drawn, actor=space.person)
        except (NotPossible, Refused) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Cette personne siège maintenant au conseil."))
    return redirect("draws:people", space.council.slug, draw.pk)


@writes_space(may_coordinate)
def finish(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    draw = draw_of(space, draw_id)
    if request.method == "POST":
        try:
            actions.finish_draw(draw, actor=space.person)
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Le tirage est terminé. Ses chiffres restent publics."))
    return redirect(draw.space_url)


@writes_space(may_coordinate)
def cancel(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    return _with_reason(request, space, draw_id, is_new=False)


@writes_space(may_coordinate)
def again(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    return _with_reason(request, space, draw_id, is_new=True)


def _with_reason(request: HttpRequest, space: Space, draw_id: int, *, is_new: bool) -> HttpResponse:
    draw = draw_of(space, draw_id)
    form = ReasonForm(request.POST or None)
    act = actions.start_again if is_new else actions.cancel_draw
    if request.method == "POST" and form.is_valid():
        try:
            changed = act(draw, actor=space.person, reason=form.cleaned_data["reason"])
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect(changed.space_url)
    context = {"space": space, "form": form, "draw": draw, "is_new": is_new}
    return render(request, "draws/reason.html", context, status=422 if form.errors else 200)
