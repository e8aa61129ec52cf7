"""Trainings as a member of a council finds them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.space import Space, reads_space
from participation.councils.training.models import Enrolment, TrainingSession


@reads_space()
def trainings(request: HttpRequest, space: Space) -> HttpResponse:
    """One's own enrolments, and the sessions that take some."""
    mine = Enrolment.objects.filter(account=space.person.pk).select_related("session__programme")
    context = {
        "space": space,
        "mine": mine.order_by("-session__starts_at"),
        "sessions": TrainingSession.objects.all().taking().to_come().select_related("programme"),
    }
    return render(request, "training/space.html", context)
