"""The addresses of a debate, below its step."""

from django.urls import path

from consultations.components.debate.views import (
    feeds,
    keeping,
    reading,
    summing,
    using,
    writing,
)

urlpatterns = [
    path("", reading.debate, name="start"),
    path("atom/", feeds.feed, name="feed"),
    path("ecrire/", writing.write, name="write"),
    path("utile/", using.useful, name="useful"),
    path("synthese/", summing.synthesis, name="synthesis"),
    path("synthese/ecrire/", summing.write_synthesis, name="write_synthesis"),
    path("animer/", keeping.order, name="order"),
    path("a-lire/", keeping.waiting, name="waiting"),
    path("messages/<str:code>/", reading.argument, name="argument"),
    path("messages/<str:code>/versions/", reading.versions, name="versions"),
    path("messages/<str:code>/repondre/", writing.write, name="answer"),
    path("messages/<str:code>/<str:secret>/corriger/", writing.correct, name="correct"),
]
