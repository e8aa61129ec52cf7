"""What a member answers, and who was there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.choices import Choice
from participation.councils.meetings.forms.convening import AnswerForm, AttendanceForm
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.pages import meeting_of
from participation.councils.meetings.queries.quorum import expected
from participation.councils.models import Membership
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate, may_vote


@writes_space(may_vote)
def answer(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """I come, I do not, somebody votes for me; it may change until the start."""
    me = space.standing.membership
    assert me is not None  # the right to vote is a mandate
    return _answer(request, space, meeting_of(space, meeting_id), me)


@writes_space(may_animate)
def answer_for(
    request: HttpRequest, space: Space, meeting_id: int, membership_id: int
) -> HttpResponse:
    """What a member without an account answered, by telephone or on paper."""
    meeting = meeting_of(space, meeting_id)
    member = get_object_or_404(expected(meeting), pk=membership_id, account=None)
    return _answer(request, space, meeting, member)


def _answer(
    request: HttpRequest, space: Space, meeting: Meeting, member: Membership
) -> HttpResponse:
    mine = meeting.answers.filter(membership=member).first()
    said = {"choice": mine.choice, "proxy_to": mine.proxy_to_id} if mine else {}
    form = AnswerForm(request.POST or None, meeting=meeting, me=member, initial=said)
    is_mine = member == space.standing.membership
    if request.method == "POST" and form.is_valid():
        choice, carrier = Choice(form.cleaned_data["choice"]), form.cleaned_data["proxy_to"]
        try:
            actions.answer(meeting, member, choice=choice, proxy_to=carrier, actor=space.person)
        except Refused as refused:
            form.add_error("proxy_to" if choice == Choice.PROXY else None, str(refused))
        else:
            told = _("Merci, votre réponse est notée.") if is_mine else _("La réponse est notée.")
            messages.success(request, told)
            return redirect(meeting.space_url)
    context = {
        "space": space,
        "form": form,
        "meeting": meeting,
        "member": member,
        "is_mine": is_mine,
    }
    return render(request, "meetings/answer.html", context, status=422 if form.errors else 200)


@writes_space(may_animate)
def attendance(request: HttpRequest, space: Space, meeting_id: int) -> HttpResponse:
    """Note who is there; another note takes the place of the one before."""
    meeting = meeting_of(space, meeting_id)
    there = [str(pk) for pk in meeting.attendances.values_list("membership", flat=True)]
    said = {"present": there, "guests": meeting.guest_count or 0}
    form = AttendanceForm(request.POST or None, meeting=meeting, initial=said)
    if request.method == "POST" and form.is_valid():
        present, guests = map(int, form.cleaned_data["present"]), form.cleaned_data["guests"]
        try:
            actions.take_attendance(meeting, present=present, guests=guests, actor=space.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Les présences sont notées."))
            return redirect(meeting.space_url)
    context = {"space": space, "form": form, "meeting": meeting}
    return render(request, "meetings/attendance.html", context, status=422 if form.errors else 200)
