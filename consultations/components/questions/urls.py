"""The addresses of questions, below their step."""

from django.urls import path

from consultations.components.questions.views import answering, asking, feeds, reading, supporting

urlpatterns = [
    path("", reading.questions, name="start"),
    path("atom/", feeds.feed, name="feed"),
    path("a-repondre/", answering.to_answer, name="to_answer"),
    path("poser/", asking.ask, name="ask"),
    path("questions/<str:code>/", reading.question, name="question"),
    path("questions/<str:code>/soutenir/", supporting.support, name="support"),
    path("questions/<str:code>/repondre/", answering.answer, name="answer"),
    path("questions/<str:code>/<str:secret>/corriger/", asking.correct, name="correct"),
]
