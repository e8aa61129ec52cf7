"""One statement after another: reading it, voting, leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.components.statements import actions, queries, results
from consultations.components.statements.forms import VoteForm
from consultations.components.statements.models import Statement, Value
from consultations.components.statements.views.person import (
    Person,
    ask_proof,
    forget,
    person_of,
)
from consultations.deadlines import stamp
from consultations.errors import Refused, TooLate
from consultations.models import Step
from consultations.receipts import receipt_path
from consultations.rules import is_officer
from participation.base.clock import arrival
from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of

# High, because a town hall's visitors share one address, and each vote is one request.
NEW_SHEETS = Limit("affirmations-feuilles", times=300, seconds=3600)
VOTES = Limit("affirmations-votes", times=6000, seconds=3600)


@reads(everyone)
def start(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What it is about, the next statement, and where one stands."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    person = person_of(request, step)
    told, picture = queries.asking(step, person.key), queries.picture_for(step)
    may_see = queries.may_see_groups(request.user, step)
    context = {
        "step": step,
        "told": told,
        "statement": queries.next_statement(
            step, told, picture, seed=person.key, wanted=_wanted(request)
        ),
        "values": Value,
        "opened": stamp(step, arrival(request)),
        "who": person.token if person.is_new else "",
        "may_see": may_see,
        "has_groups": bool(may_see and picture.summary.get("groups")),
        "place": results.place_of(picture, told.votes) if may_see else None,
        "receipt": receipt_path(told.sheet.contribution) if told.sheet else "",
        "is_officer": is_officer(request.user, step.consultation),
    }
    statement = context["statement"]
    if isinstance(statement, Statement):
        context["own"] = told.votes.get(statement.pk)
    return render(request, "statements/start.html", context)


def _wanted(request: HttpRequest) -> int:
    typed = request.GET.get("n", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


@writes(everyone)
def vote(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Take one vote in, and lead to the next statement."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    if request.method != "POST":
        return redirect(step)
    form = VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ce vote n’est pas compris. Choisissez un des trois boutons."))
        return _onward(step)
    kept = [(name, str(request.POST.get(name, ""))) for name in form.fields]
    label = Value(form.cleaned_data["value"]).label
    asks = ask_proof(request, step, kept=kept, words=_("Votre vote : %(vote)s") % {"vote": label})
    return asks if asks is not None else _take(request, step, form)


def _take(request: HttpRequest, step: Step, form: VoteForm) -> HttpResponse:
    person = person_of(request, step)
    if not _within_limits(request, step, person):
        return render(request, "429.html", status=429)
    number, value = form.cleaned_data["statement"], form.cleaned_data["value"]
    ballot = actions.Ballot(number, value, person.key)
    try:
        actions.vote(step, ballot, form.submission(request, step))
    except TooLate as late:
        return _late(request, step, number, value, late)
    except Refused as refused:
        messages.warning(request, str(refused.message))
        return _onward(step)
    return person.remember(request, _onward(step), step)


def _within_limits(request: HttpRequest, step: Step, person: Person) -> bool:
    """Sheets are counted apart: an address cannot fill a ballot box with new browsers."""
    address = address_of(request)
    if person.is_new and not NEW_SHEETS.allows(address):
        return False
    return VOTES.allows(address)


def _onward(step: Step) -> HttpResponse:
    return HttpResponseRedirect(f"{step.get_absolute_url()}#affirmation", status=303)


def _late(request: HttpRequest, step: Step, number: int, value: int, late: Refused) -> HttpResponse:
    statement = Statement.objects.of(step).shown().filter(number=number).first()
    context: dict[str, Any] = {
        "step": step,
        "late": late.message,
        "kept": statement.text if statement else "",
        "vote": Value(value).label,
    }
    return render(request, "statements/late.html", context, status=409)


@writes(everyone)
def leave(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Let this browser forget who voted; the votes stay, and the receipt still leads to them."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    if request.method != "POST":
        return redirect(step)
    messages.success(request, _("Ce navigateur a oublié vos votes. Ils restent comptés."))
    place = [step.consultation.slug, step.pk]
    return forget(request, redirect(reverse("statements:start", args=place)), step)
