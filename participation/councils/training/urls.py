"""The addresses of trainings: public ones, and a member's own in the space of a council."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.training.views import enrolling, public, running, space

session: list[URLPattern | URLResolver] = [
    path("", public.session, name="session"),
    path("demander/", enrolling.enrol, name="enrol"),
    path("renoncer/", enrolling.give_up, name="give_up"),
    path("attestation/", enrolling.certificate, name="certificate"),
    path("modifier/", running.edit, name="edit"),
    path("inscriptions/", running.people, name="people"),
    path("presences/", running.attendance, name="attendance"),
    path("annuler/", running.cancel, name="cancel"),
]
urlpatterns = [
    path("formations/", public.trainings, name="trainings"),
    path("formations/nouvelle/", running.programme, name="write"),
    path("formations/<int:programme_id>/", public.programme, name="programme"),
    path("formations/<int:programme_id>/modifier/", running.programme, name="rewrite"),
    path("formations/<int:programme_id>/prevoir/", running.plan, name="plan"),
    path("formations/sessions/<int:session_id>/", include(session)),
    path("conseils/<slug:slug>/espace/formations/", space.trainings, name="space"),
]
