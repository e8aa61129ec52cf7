"""The addresses of proposals, below their step."""

from django.urls import path

from consultations.components.proposals.views import (
    feeds,
    proposing,
    publishing,
    reading,
    supporting,
)

urlpatterns = [
    path("", reading.proposals, name="start"),
    path("atom/", feeds.feed, name="feed"),
    path("a-lire/", publishing.to_read, name="to_read"),
    path("proposer/", proposing.propose, name="propose"),
    path("propositions/<str:code>/", reading.proposal, name="proposal"),
    path("propositions/<str:code>/soutenir/", supporting.support, name="support"),
    path("propositions/<str:code>/feuilles/", supporting.sheets, name="sheets"),
    path("propositions/<str:code>/<str:secret>/corriger/", proposing.correct, name="correct"),
]
