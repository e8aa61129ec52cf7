"""What a meeting decided, written in the register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.forms.deciding import NotedForm
from participation.councils.meetings.queries.decisions import decided
from participation.councils.meetings.queries.pages import agenda_of, meeting_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate

OTHER = "autre"  # something that no line and no item says


@writes_space(may_animate)
def decide(request: HttpRequest, space: Space, meeting_id: int, part: str) -> HttpResponse:
    """Put one decision in the words of the register; each noted one is written once."""
    meeting = meeting_of(space, meeting_id)
    found = decided(meeting, agenda_of(meeting), meeting.minutes_versions.first())
    if made := next((row for row in found.written if row.holds(part)), None):
        return redirect(made)
    noted = next((one for one in found.noted if one.part == part), None)
    if not meeting.has_begun or (noted is None and part != OTHER):
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"title": noted.title, "text": noted.text} if noted else {}
    form = NotedForm(data, council=space.council, initial=initial)
    context = {"space": space, "meeting": meeting, "form": form}
    if data is not None and form.is_valid():
        try:
            decision = actions.note_decision(
                meeting, actor=space.person, part=noted.part if noted else "", **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(decision)
    return render(request, "meetings/decide.html", context, status=422 if form.errors else 200)
