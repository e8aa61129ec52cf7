"""Addresses of the editors' own pages, under the admin."""

from django.urls import path

from cms.editing.views import listing, outcome, people, promise, steps, workbench

app_name = "editing"
urlpatterns = [
    path("", listing.own_consultations, name="consultations"),
    path("nouvelle/", listing.choose_rung, name="choose_rung"),
    path("nouvelle/<slug:rung>/", promise.new, name="new"),
    path("<int:pk>/", workbench.workbench, name="workbench"),
    path("<int:pk>/promesse/", promise.edit, name="promise"),
    path("<int:pk>/publier/", workbench.publish_now, name="publish"),
    path("<int:pk>/repousser/", workbench.extend, name="extend"),
    path("<int:pk>/suspendre/", workbench.suspend, name="suspend"),
    path("<int:pk>/reprendre/", workbench.resume, name="resume"),
    path("<int:pk>/abandonner/", workbench.withdraw, name="withdraw"),
    path("<int:pk>/suivre/", workbench.follow_up, name="follow_up"),
    path("<int:pk>/archiver/", workbench.archive, name="archive"),
    path("<int:pk>/dupliquer/", workbench.duplicate, name="duplicate"),
    path("<int:pk>/apercu/", workbench.preview, name="preview"),
    path("<int:pk>/apercu/telephone/", workbench.phone, name="phone"),
    path("<int:pk>/synthese/", outcome.synthesis, name="synthesis"),
    path("<int:pk>/reponse/", outcome.answer, name="answer"),
    path("<int:pk>/erratum/", outcome.erratum, name="erratum"),
    path("<int:pk>/etapes/", steps.add, name="add_step"),
    path("<int:pk>/etapes/<int:step_id>/", steps.edit, name="step"),
    path("<int:pk>/etapes/<int:step_id>/retirer/", steps.remove, name="remove_step"),
    path("<int:pk>/etapes/<int:step_id>/resultats/", steps.publish_results, name="results"),
    path("organismes/", people.public_bodies, name="public_bodies"),
    path("organismes/nouveau/", people.new_public_body, name="new_public_body"),
    path("organismes/<int:pk>/", people.officers, name="officers"),
    path(
        "organismes/<int:pk>/agents/<int:officer_id>/retirer/",
        people.remove_officer,
        name="remove_officer",
    ),
]
