"""The addresses of the library: public ones, and a council's own in its space."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.library.views import (
    calendar,
    guides,
    keeping_guides,
    links,
    practices,
    resources,
    reviewing,
    space,
    space_guides,
)

practice: list[URLPattern | URLResolver] = [
    path("", practices.practice, name="practice"),
    path("photo/", practices.photo, name="photo"),
    path("decider/", reviewing.decide, name="decide"),
    path("crediter/", reviewing.credit, name="credit"),
    path("retirer/", reviewing.withdraw, name="withdraw_any"),
]
guide: list[URLPattern | URLResolver] = [
    path("", guides.guide, name="guide"),
    path("<int:number>/fichier/", guides.file, name="guide_file"),
    path("decider/", keeping_guides.decide, name="decide_guide"),
    path("modifier/", keeping_guides.edit, name="edit_any_guide"),
    path("version/", keeping_guides.add_version, name="add_any_guide_version"),
    path("retirer/", keeping_guides.withdraw, name="withdraw_any_guide"),
]
own_guide: list[URLPattern | URLResolver] = [
    path("modifier/", space_guides.edit, name="edit_guide"),
    path("version/", space_guides.add_version, name="add_guide_version"),
    path("proposer/", space_guides.propose, name="propose_guide"),
    path("retirer/", space_guides.withdraw, name="withdraw_guide"),
]
SPACE_GUIDES = "conseils/<slug:slug>/espace/guides/"
GUIDES = "ressources/guides/"
SPACE = "conseils/<slug:slug>/espace/bonnes-pratiques/"
LINKS = "ressources/liens/"
DATES = "ressources/calendrier/"
urlpatterns = [
    path("ressources/", resources.resources, name="resources"),
    path("ressources/bonnes-pratiques/", practices.practices, name="practices"),
    path("ressources/bonnes-pratiques/<int:practice_id>/", include(practice)),
    path("ressources/a-relire/", reviewing.to_review, name="to_review"),
    path(GUIDES, guides.guides, name="guides"),
    path("ressources/guides.atom", guides.feed, name="guides_feed"),
    path(f"{GUIDES}ajouter/", keeping_guides.write, name="write_any_guide"),
    path(f"{GUIDES}<int:guide_id>/", include(guide)),
    path(LINKS, links.links, name="links"),
    path(f"{LINKS}ajouter/", links.write, name="write_link"),
    path(f"{LINKS}<int:link_id>/modifier/", links.write, name="rewrite_link"),
    path(f"{LINKS}<int:link_id>/retirer/", links.remove, name="remove_link"),
    path(DATES, calendar.calendar, name="calendar"),
    path(f"{DATES}calendrier.ics", calendar.feed, name="feed"),
    path(f"{DATES}annoncer/", calendar.announce, name="announce"),
    path(f"{DATES}<int:date_id>/", calendar.date, name="date"),
    path(f"{DATES}<int:date_id>/corriger/", calendar.correct, name="correct"),
    path(f"{DATES}<int:date_id>/reporter/", calendar.postpone, name="postpone"),
    path(f"{DATES}<int:date_id>/annuler/", calendar.cancel, name="cancel"),
    path(SPACE, space.practices, name="space"),
    path(f"{SPACE}ecrire/", space.write, name="write"),
    path(f"{SPACE}<int:practice_id>/modifier/", space.edit, name="edit"),
    path(f"{SPACE}<int:practice_id>/proposer/", space.propose, name="propose"),
    path(f"{SPACE}<int:practice_id>/retirer/", space.withdraw, name="withdraw"),
    path(SPACE_GUIDES, space_guides.guides, name="space_guides"),
    path(f"{SPACE_GUIDES}ecrire/", space_guides.write, name="write_guide"),
    path(f"{SPACE_GUIDES}<int:guide_id>/", include(own_guide)),
]
