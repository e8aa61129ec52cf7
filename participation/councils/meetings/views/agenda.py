"""The agenda: what is proposed, taken, put in order, kept off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.convening import DeclineForm, ItemForm
from participation.councils.meetings.models import AgendaItem
from participation.councils.meetings.queries.pages import meeting_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate, may_speak

ACTS = {"accept": actions.accept_item, "up": actions.move_up}


def _item_of(space: Space, meeting_id: int, item_id: int) -> AgendaItem:
    meeting = meeting_of(space, meeting_id)
    rows = AgendaItem.objects.visible_to(space.person).filter(meeting=meeting)
    found: AgendaItem = get_object_or_404(rows, pk=item_id)
    found.meeting = meeting
    return found


@writes_space(may_speak)
def propose(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Any member proposes; what those who animate add is on the agenda at once."""
    meeting = meeting_of(space, meeting_id)
    form = ItemForm(request.POST or None, space=space)
    if request.method == "POST" and form.is_valid():
        is_accepted = space.may(may_animate)
        said = form.cleaned_data
        try:
            actions.propose_item(meeting, actor=space.person, is_accepted=is_accepted, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            told = _("C’est à l’ordre du jour.") if is_accepted else _("Merci. C’est proposé.")
            messages.success(request, told)
            return redirect(meeting.space_url)
    context = {"space": space, "form": form, "meeting": meeting, "item": None}
    return render(request, "meetings/item.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def item(request: HttpRequest, space: Space, meeting_id: int, item_id: int) -> HttpResponse:
    """Change what an item says."""
    found = _item_of(space, meeting_id, item_id)
    shown = _item_of(space, meeting_id, item_id)
    form = ItemForm(request.POST or None, space=space, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_item(shown, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le point est modifié."))
            return redirect(shown.meeting.space_url)
    context = {"space": space, "form": form, "meeting": shown.meeting, "item": shown}
    return render(request, "meetings/item.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def arrange(request: HttpRequest, space: Space, meeting_id: int, item_id: int) -> HttpResponse:
    """Take a proposal, or put an item before the one above."""
    found = _item_of(space, meeting_id, item_id)
    act = ACTS.get(request.POST.get("do", ""))
    if act is not None:
        try:
            act(found, actor=space.person)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(found.meeting.space_url)


@writes_space(may_animate)
def decline(request: HttpRequest, space: Space, meeting_id: int, item_id: int) -> HttpResponse:
    found = _item_of(space, meeting_id, item_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_item(found, actor=space.person, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("C’est noté. La personne lira pourquoi."))
            return redirect(found.meeting.space_url)
    context = {"space": space, "form": form, "meeting": found.meeting, "item": found}
    return render(request, "meetings/decline.html", context, status=422 if form.errors else 200)
