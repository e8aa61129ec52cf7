"""The addresses of a conversation, below its step."""

from django.urls import path

from consultations.components.statements.views import (
    publishing,
    reading,
    voting,
    writing,
)

urlpatterns = [
    path("", voting.start, name="start"),
    path("voter/", voting.vote, name="vote"),
    path("quitter/", voting.leave, name="leave"),
    path("groupes/", reading.groups, name="groups"),
    path("affirmations/", reading.statements, name="list"),
    path("affirmations/<int:number>/", reading.statement, name="statement"),
    path("proposer/", writing.write, name="write"),
    path("a-lire/", publishing.waiting, name="waiting"),
    path("<str:code>/<str:secret>/corriger/", writing.correct, name="correct"),
]
