"""The addresses of votes and of the register of decisions."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.ballots.views import (
    deciding,
    keeping,
    opening,
    proxies,
    public,
    publishing,
    reading,
    register,
    voting,
)

ballot: list[URLPattern | URLResolver] = [
    path("", reading.ballot, name="ballot"),
    path("voter/", voting.vote, name="vote"),
    path("voter/<int:giver_id>/", voting.vote, name="vote_for"),
    path("procuration/", proxies.give, name="proxy"),
    path("procuration/reprendre/", proxies.take_back, name="take_back"),
    path("procuration/papier/", proxies.give_on_paper, name="paper_proxy"),
    path("modifier/", opening.reword, name="reword"),
    path("annuler/", keeping.cancel, name="cancel"),
    path("cloturer/", keeping.close, name="close"),
    path("decision/", deciding.from_ballot, name="decide"),
]
decision: list[URLPattern | URLResolver] = [
    path("", register.decision, name="decision"),
    path("publier/", publishing.publish, name="publish"),
    path("retirer/", publishing.unpublish, name="unpublish"),
    path("abandonner/", publishing.withdraw, name="withdraw"),
    path("revoir/", deciding.review, name="review"),
]
space = "conseils/<slug:slug>/espace"
urlpatterns = [
    path(f"{space}/votes/", reading.ballots, name="ballots"),
    path(f"{space}/votes/nouveau/", opening.kinds, name="kinds"),
    path(f"{space}/votes/nouveau/<str:kind>/", opening.open_one, name="open"),
    path(f"{space}/votes/<int:ballot_id>/", include(ballot)),
    path(f"{space}/decisions/", register.register, name="register"),
    path(f"{space}/decisions/inscrire/", deciding.write, name="write"),
    path(f"{space}/decisions/<int:year>/<int:number>/", include(decision)),
    path("conseils/<slug:slug>/decisions/", public.decisions, name="public_decisions"),
    path(
        "conseils/<slug:slug>/decisions/<int:year>/<int:number>/",
        public.decision,
        name="public_decision",
    ),
]
