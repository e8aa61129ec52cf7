"""Addresses of the site that are not in Wagtail's tree."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from cms import clarity, feeds, views

# Before Wagtail's own: its two forms sign in by password, past the second factor and the limits.
one_door = [
    path("cms/login/", views.sign_in),
    path("_util/login/", views.sign_in),
]
urlpatterns = [
    path("demarches/<slug:slug>/", views.consultation_page, name="consultation"),
    path("demarches.atom", feeds.ConsultationsFeed(), name="consultations_atom"),
    path("actualites/flux.rss", feeds.NewsFeed(), name="news_rss"),
    path("actualites/flux.atom", feeds.NewsAtomFeed(), name="news_atom"),
    path("est-ce-clair/", clarity.judge, name="clarity"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("compte/deuxieme-facteur/", views.second_factor, name="second_factor"),
    path("sitemap.xml", sitemap, {"sitemaps": feeds.SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("media/images/<path:path>", views.rendition, name="rendition"),
]
