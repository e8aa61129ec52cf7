"""The charter, its figures, reports, appeals; and the pages of moderators."""

from django.urls import path

from consultations.moderation.views import public, queue

urlpatterns = [
    path("charte/", public.rules, name="charter"),
    path("demarches/<slug:slug>/moderation/", public.figures, name="moderation_figures"),
    path("signaler/<code>/", public.report, name="report"),
    path("recu/<code>/<secret>/recours/", public.appeal, name="appeal"),
    path("moderation/", queue.queue, name="moderation"),
    path("moderation/decisions/", queue.decisions, name="moderation_decisions"),
    path("moderation/recours/<int:pk>/", queue.decide_appeal, name="decide_appeal"),
    path("moderation/<code>/", queue.judge, name="judge"),
]
