"""The addresses of councils: what everyone may read, and the door of each private space."""

from django.urls import path

from participation.councils.views import access, home, profile, search

app_name = "councils"
urlpatterns = [
    path("conseils/<slug:slug>/", profile.profile, name="profile"),
    path("conseils/<slug:slug>/acces-exceptionnel/", access.ask, name="ask_access"),
    path("conseils/<slug:slug>/espace/", home.home, name="space"),
    path("conseils/<slug:slug>/espace/vu/", home.seen, name="seen"),
    path("conseils/<slug:slug>/espace/parti/", home.left, name="left"),
    path("conseils/<slug:slug>/espace/chercher/", search.find, name="search"),
    path("conseils/<slug:slug>/espace/acces/", access.entries, name="entries"),
]
