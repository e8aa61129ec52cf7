"""Opening a vote, and changing its words before the first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.forms.opening import OpeningForm
from participation.councils.ballots.forms.wording import WordingForm, worded
from participation.councils.ballots.views.finding import ballot_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate


@writes_space(may_animate)
def kinds(request: HttpRequest, space: Space) -> HttpResponse:
    """Which sort of vote answers which question."""
    context = {"space": space, "kinds": [(kind, kind.label, explained(kind)) for kind in Kind]}
    return render(request, "ballots/kinds.html", context)


def explained(kind: Kind) -> str:
    """Say what a kind of vote is good for."""
    return {
        Kind.CONSENT: _("Une proposition passe si personne ne la bloque. Pour avancer ensemble."),
        Kind.YES_NO: _("Pour ou contre une proposition, à la majorité que vous choisissez."),
        Kind.CHOOSE: _("Une ou plusieurs réponses dans une liste. La plus choisie l’emporte."),
        Kind.RANKING: _(
            "Chacun classe les réponses. Celle que le plus grand nombre préfère gagne."
        ),
        Kind.MEETING_DATE: _("Plusieurs dates : chacun dit s’il peut venir, ou s’il le faut."),
    }[kind]


@writes_space(may_animate)
def open_one(request: HttpRequest, space: Space, kind: str) -> HttpResponse:
    """The form of a new vote of one kind."""
    if kind not in Kind.values:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = OpeningForm(data, kind=Kind(kind), council=space.council)
    context = {"space": space, "form": form, "kind": Kind(kind), "about": explained(Kind(kind))}
    if data is None:
        return render(request, "ballots/open.html", context)
    if not form.is_valid():
        return render(request, "ballots/open.html", context, status=422)
    try:
        ballot = actions.open_ballot(space.council, actor=space.person, **form.given())
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/open.html", context, status=409)
    return redirect(ballot)


@writes_space(may_animate)
def reword(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """The words of a vote in which nobody has voted."""
    ballot = ballot_of(space, ballot_id)
    if not ballot.may_be_reworded:
        raise Http404
    data = request.POST if request.method == "POST" else None
    kind = Kind(ballot.kind)
    form = WordingForm(data, initial=worded(ballot), kind=kind, council=space.council)
    context = {"space": space, "form": form, "ballot": ballot}
    if data is None:
        return render(request, "ballots/reword.html", context)
    if not form.is_valid():
        return render(request, "ballots/reword.html", context, status=422)
    try:
        actions.reword(ballot, actor=space.person, **form.words())
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/reword.html", context, status=409)
    return redirect(ballot)
