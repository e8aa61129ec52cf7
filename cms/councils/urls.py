"""Addresses of the register of councils, under the admin."""

from django.urls import path

from cms.councils.views import (
    coordination,
    coverage,
    desk,
    frameworks,
    hosts,
    listing,
    orders,
    regional,
)

app_name = "keeping"
urlpatterns = [
    path("", listing.councils, name="councils"),
    path("nouveau/", desk.new, name="new"),
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/modifier/", desk.edit, name="edit"),
    path("<int:pk>/etat/", desk.activity, name="activity"),
    path("<int:pk>/quartiers/", coverage.add, name="cover"),
    path("<int:pk>/quartiers/<int:coverage_id>/", coverage.dates, name="coverage"),
    path("<int:pk>/quartiers/<int:coverage_id>/retirer/", coverage.remove, name="uncover"),
    path("<int:pk>/arretes/", orders.record, name="record_order"),
    path("<int:pk>/arretes/<int:order_id>/", orders.correct, name="order"),
    path("<int:pk>/arretes/<int:order_id>/annuler/", orders.annul, name="annul_order"),
    path("<int:pk>/coordination/", coordination.invite, name="invite"),
    path("<int:pk>/coordination/<int:invitation_id>/", coordination.revoke, name="revoke"),
    path("cadres/", frameworks.frameworks, name="frameworks"),
    path("cadres/nouveau/", frameworks.write, name="new_framework"),
    path("cadres/<int:pk>/", frameworks.framework, name="framework"),
    path("cadres/<int:pk>/reviser/", frameworks.revise, name="revise_framework"),
    path("cadres/<int:pk>/retirer/", frameworks.remove, name="remove_framework"),
    path("structures/", hosts.hosts, name="hosts"),
    path("structures/nouvelle/", hosts.new, name="new_host"),
    path("structures/<int:pk>/", hosts.edit, name="host"),
    path("interlocuteurs/", regional.coordinators, name="coordinators"),
    path("interlocuteurs/nouveau/", regional.new, name="new_coordinator"),
    path("interlocuteurs/<int:pk>/", regional.edit, name="coordinator"),
    path("interlocuteurs/<int:pk>/fin/", regional.end, name="end_coordinator"),
]
