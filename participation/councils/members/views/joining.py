"""Asking to join, from the public page; answering, in the space."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import everyone, signed_in, writes
from participation.base.limits import Limit
from participation.councils import actions
from participation.councils.choices import Asked, Way
from participation.councils.errors import Refused
from participation.councils.members.forms.joining import AnswerForm, JoinForm
from participation.councils.members.views.acting import done, form_page, typed
from participation.councils.models import Council, JoinRequest
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_coordinate

REQUESTS = Limit("conseil-demandes", times=10, seconds=86_400)


@writes(everyone)
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to join a council; who is inside is shown in. Who has no account reads whom to ask."""
    council = get_object_or_404(Council.objects.select_related("framework"), slug=slug)
    if request.method == "GET" and _is_inside(council, request.user):
        return redirect(council.space_url)
    waiting = _waiting(council, request.user)
    form = JoinForm(typed(request))
    if done(form, lambda: _ask(council, request.user, form.cleaned_data)):
        messages.success(request, _("Votre demande est partie. La coordination vous répondra."))
        return redirect("members:join", slug)
    context = {"council": council, "form": form, "waiting": waiting}
    return render(request, "members/join.html", context, status=422 if form.errors else 200)


def _is_inside(council: Council, person: Any) -> bool:
    return bool(Council.objects.entered_by(person).filter(pk=council.pk).exists())


def _waiting(council: Council, person: Any) -> JoinRequest | None:
    """Give the person's own request that nobody has answered yet."""
    if not person.is_authenticated:
        return None
    return council.join_requests.filter(account=person.pk, state=Asked.OPEN).first()


def _ask(council: Council, person: Any, given: dict[str, Any]) -> JoinRequest:
    if not isinstance(person, Account):
        raise Refused(
            _(
                "Connectez-vous pour envoyer votre demande, dans un autre onglet. "
                "Votre texte reste ici : envoyez-le ensuite."
            )
        )
    if not REQUESTS.allows(str(person.pk)):
        raise Refused(_("Trop de demandes aujourd’hui. Réessayez demain."))
    return actions.ask_to_join(council, account=person, **given)


@writes(signed_in)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one's own request back."""
    council = get_object_or_404(Council, slug=slug)
    waiting = _waiting(council, request.user)
    if request.method == "POST" and waiting is not None:
        actions.withdraw_request(waiting, actor=request.user)
        messages.success(request, _("Votre demande est retirée."))
    return redirect("members:join", slug)


@reads_space(may_coordinate)
def requests(request: HttpRequest, space: Space) -> HttpResponse:
    """List the requests that wait for an answer."""
    waiting = space.council.join_requests.filter(state=Asked.OPEN)
    return render(request, "members/requests.html", {"space": space, "requests": waiting})


@writes_space(may_coordinate)
def answer(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Read one request, and answer it."""
    waiting = space.council.join_requests.filter(state=Asked.OPEN)
    asked = get_object_or_404(waiting.select_related("account", "council"), pk=pk)
    form = AnswerForm(typed(request), council=space.council, initial={"way": Way.VOLUNTEER})
    return form_page(
        request,
        form,
        lambda: _answer(space, asked, form.cleaned_data),
        to=reverse("members:requests", args=[space.council.slug]),
        said=_("Votre réponse est partie."),
        template="members/answer.html",
        space=space,
        asked=asked,
    )


def _answer(space: Space, asked: JoinRequest, given: dict[str, Any]) -> None:
    if given["decision"] == AnswerForm.NO:
        actions.decline_request(asked, answer=given["answer"], actor=space.person)
        return
    actions.invite_who_asked(
        asked,
        college=given["college"],
        way=Way(given["way"]),
        is_substitute=given["is_substitute"],
        answer=given["answer"],
        actor=space.person,
    )
