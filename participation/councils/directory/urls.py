"""The addresses of the directory: all are for everyone."""

from django.urls import path

from participation.councils.directory.views import finding, following, register

urlpatterns = [
    path("conseils/", finding.finder, name="finder"),
    path("conseils/carte.geojson", finding.map_of_councils, name="map"),
    path("conseils/registre.json", register.register, name="register"),
    path("conseils/nouvelles.rss", following.news, name="news"),
    path("conseils/nouvelles/<slug:kind>/<slug:code>.rss", following.news, name="news_around"),
    path("conseils/<slug:slug>/nouvelles.rss", following.news, name="news_of_council"),
    path("conseils/reunions.ics", following.meetings, name="meetings"),
    path(
        "conseils/reunions/<slug:kind>/<slug:code>.ics", following.meetings, name="meetings_around"
    ),
    path(".well-known/participation-register.json", register.well_known, name="well_known"),
]
