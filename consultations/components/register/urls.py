"""The addresses of a register, below its step."""

from django.urls import path

from consultations.components.register.views import feeds, publishing, reading, writing

urlpatterns = [
    path("", reading.entries, name="start"),
    path("atom/", feeds.feed, name="feed"),
    path("a-lire/", publishing.waiting, name="waiting"),
    path("ecrire/", writing.write, name="write"),
    path("contributions/<str:code>/", reading.entry, name="entry"),
    path("contributions/<str:code>/repondre/", writing.write, name="answer"),
    path("contributions/<str:code>/<str:secret>/corriger/", writing.correct, name="correct"),
]
