"""The addresses of draws: in the space while they are prepared, for everyone once announced."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.draws.views import following, preparing, public, reading

draw: list[URLPattern | URLResolver] = [
    path("", reading.draw, name="draw"),
    path("modifier/", preparing.edit, name="edit"),
    path("listes/", preparing.add_list, name="add_list"),
    path("listes/<int:list_id>/retirer/", preparing.remove_list, name="remove_list"),
    path("quotas/", preparing.quotas, name="quotas"),
    path("annoncer/", preparing.commit, name="commit"),
    path("graine/", following.seed, name="seed"),
    path("personnes/", following.people, name="people"),
    path("personnes/<int:drawn_id>/", following.person, name="person"),
    path("personnes/<int:drawn_id>/sieger/", following.seat, name="seat"),
    path("terminer/", following.finish, name="finish"),
    path("annuler/", following.cancel, name="cancel"),
    path("recommencer/", following.again, name="again"),
]
urlpatterns = [
    path("conseils/<slug:slug>/espace/tirages/", reading.draws, name="draws"),
    path("conseils/<slug:slug>/espace/tirages/nouveau/", preparing.prepare, name="prepare"),
    path("conseils/<slug:slug>/espace/tirages/<int:draw_id>/", include(draw)),
    path("conseils/<slug:slug>/tirages/<int:draw_id>/", public.public, name="public"),
    path("conseils/<slug:slug>/tirages/<int:draw_id>/tirage.json", public.public_file, name="file"),
    path("tirages/lot.py", public.method, name="method"),
]
