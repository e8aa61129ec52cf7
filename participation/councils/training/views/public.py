"""What everyone reads: the programmes, the sessions, the rule, the costs covered."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.accounts.rules import is_administrator
from participation.base.http import everyone, reads
from participation.councils.training.forms import EnrolForm
from participation.councils.training.models import Programme, TrainingSession
from participation.councils.training.queries import memberships_of, numbers_of, standing_of


@reads(everyone)
def trainings(request: HttpRequest) -> HttpResponse:
    """The sessions to come, then the programmes."""
    sessions = TrainingSession.objects.all().to_come().select_related("programme")
    context = {
        "page": Paginator(sessions, 20).get_page(request.GET.get("page")),
        "programmes": Programme.objects.all(),
        "runs": is_administrator(request.user),
    }
    return render(request, "training/trainings.html", context)


@reads(everyone)
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    found = get_object_or_404(Programme, pk=programme_id)
    context = {
        "programme": found,
        "modules": found.modules.all(),
        "sessions": TrainingSession.objects.filter(programme=found).to_come(),
        "runs": is_administrator(request.user),
    }
    return render(request, "training/programme.html", context)


@reads(everyone)
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """One session: its dates, its rule, and for a member, where they stand."""
    found = session_or_404(session_id)
    memberships = memberships_of(request.user)
    context = {
        "session": found,
        "programme": found.programme,
        "numbers": numbers_of(found),
        "standing": standing_of(found, request.user),
        "form": EnrolForm(memberships=memberships) if memberships else None,
        "runs": is_administrator(request.user),
    }
    return render(request, "training/session.html", context)


def session_or_404(session_id: int) -> TrainingSession:
    rows = TrainingSession.objects.select_related("programme")
    found: TrainingSession = get_object_or_404(rows, pk=session_id)
    return found
