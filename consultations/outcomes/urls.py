"""The public answer of a consultation, and leaving the list of those who are told of it."""

from django.urls import path

from consultations.outcomes import views

urlpatterns = [
    path("demarches/<slug:slug>/reponse/", views.outcome, name="outcome"),
    path(
        "demarches/<slug:slug>/decisions.csv",
        views.decisions,
        {"form": "csv"},
        name="decisions_csv",
    ),
    path(
        "demarches/<slug:slug>/decisions.json",
        views.decisions,
        {"form": "json"},
        name="decisions_json",
    ),
    path("ne-plus-suivre/<token>/", views.unsubscribe, name="unsubscribe"),
]
