"""Convening the members, and the proof that each was told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.choices import How
from participation.councils.meetings.forms.convening import ConveneForm, NoticeForm
from participation.councils.meetings.models import Summons
from participation.councils.meetings.queries.notice import notice_of
from participation.councils.meetings.queries.pages import agenda_of, meeting_of, summoned
from participation.councils.meetings.queries.quorum import expected
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_animate, may_coordinate


@writes_space(may_animate)
def convene(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Read once more what leaves and to whom, then send it."""
    meeting = meeting_of(space, meeting_id)
    notice = notice_of(meeting)
    form = ConveneForm(request.POST if request.method == "POST" else None, is_short=notice.is_short)
    if request.method == "POST" and form.is_valid():
        try:
            actions.convene(meeting, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("La convocation part. Voici qui est prévenu."))
            return redirect("meetings:proof", space.council.slug, meeting.pk)
    context = {
        "space": space,
        "meeting": meeting,
        "agenda": agenda_of(meeting),
        "members": list(expected(meeting)),
        "notice": notice,
        "form": form,
    }
    return render(request, "meetings/convene.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def rule(request: HttpRequest, space: Space) -> HttpResponse:
    """How many days before a meeting the council convenes its members."""
    council = space.council
    data = request.POST if request.method == "POST" else None
    form = NoticeForm(data, initial={"days": council.own_notice_days})
    if data is not None and form.is_valid():
        actions.set_notice(council, days=form.cleaned_data["days"], actor=space.person)
        messages.success(request, _("La règle est enregistrée."))
        return redirect("meetings:meetings", council.slug)
    context = {"space": space, "form": form}
    return render(request, "meetings/rule.html", context, status=422 if form.errors else 200)


@reads_space(may_animate)
def proof(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Who was told of the last convocation: by which letter, when; who is still to tell."""
    meeting = meeting_of(space, meeting_id)
    versions = list(meeting.convocations.all())
    for version in versions:
        version.meeting = meeting
    rows = summoned(versions[0]) if versions else []
    context = {"space": space, "meeting": meeting, "versions": versions, "rows": rows}
    return render(request, "meetings/proof.html", {**context, "ways": How.choices})


@writes_space(may_animate)
def told(request: HttpRequest, space: Space, meeting_id: int, summons_id: int) -> HttpResponse:
    """Note that a member was told by telephone, by post, or in person."""
    meeting = meeting_of(space, meeting_id)
    rows = Summons.objects.visible_to(space.person).filter(convocation__meeting=meeting)
    summons = get_object_or_404(rows.select_related("convocation__meeting"), pk=summons_id)
    if request.POST.get("how") in How.values:
        actions.note_told(summons, how=How(request.POST["how"]), actor=space.person)
        messages.success(request, _("C’est noté."))
    return redirect("meetings:proof", space.council.slug, meeting.pk)
