"""Addresses about people: the space's, the way in, and the page where one asks to join."""

from django.urls import path

from participation.councils.members.views import (
    accepting,
    charter,
    coordination,
    inviting,
    joining,
    mandates,
    mine,
    people,
    seats,
)

SPACE = "conseils/<slug:slug>/espace/membres/"

app_name = "members"
urlpatterns = [
    path("invitation/", accepting.accept, name="accept"),
    path("invitation/<str:token>/", accepting.open_link, name="invitation"),
    path("conseils/<slug:slug>/rejoindre/", joining.join, name="join"),
    path("conseils/<slug:slug>/rejoindre/retirer/", joining.withdraw, name="withdraw"),
    path(SPACE, people.members, name="list"),
    path(f"{SPACE}anciens/", people.past, name="past"),
    path(f"{SPACE}sieges/", seats.seats, name="seats"),
    path(f"{SPACE}charte/", charter.write, name="charter"),
    path(f"{SPACE}inviter/", inviting.invite, name="invite"),
    path(f"{SPACE}inviter/animation/", inviting.invite_animator, name="invite_animator"),
    path(f"{SPACE}invitations/", inviting.pending, name="invitations"),
    path(f"{SPACE}invitations/<int:pk>/retirer/", inviting.revoke, name="revoke"),
    path(f"{SPACE}demandes/", joining.requests, name="requests"),
    path(f"{SPACE}demandes/<int:pk>/", joining.answer, name="answer"),
    path(f"{SPACE}mon-mandat/", mine.mandate, name="mine"),
    path(f"{SPACE}mon-mandat/charte/", charter.agree, name="agree"),
    path(f"{SPACE}mon-mandat/quitter/", mine.leave, name="leave"),
    path(f"{SPACE}mon-mandat/coordination/", coordination.take, name="take_coordination"),
    path(f"{SPACE}animation/<int:pk>/fin/", mandates.end_animation, name="end_animation"),
    path(f"{SPACE}<int:pk>/", people.member, name="member"),
    path(f"{SPACE}<int:pk>/fin/", mandates.end, name="end"),
    path(f"{SPACE}<int:pk>/duree/", mandates.term, name="term"),
    path(f"{SPACE}<int:pk>/siege/", seats.give, name="give_seat"),
    path(f"{SPACE}<int:pk>/titulaire/", seats.promote, name="promote"),
    path(f"{SPACE}<int:pk>/coordination/", coordination.change, name="coordination"),
]
