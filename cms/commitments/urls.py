"""Addresses where officers keep their plans, under the admin."""

from django.urls import path

from cms.commitments.views import contracts, importing, measures, plans

app_name = "plans"
urlpatterns = [
    path("", plans.own_plans, name="plans"),
    path("nouveau/", plans.new, name="new"),
    path("<int:pk>/", plans.desk, name="desk"),
    path("<int:pk>/modifier/", plans.edit, name="edit"),
    path("<int:pk>/publier/", plans.publish, name="publish"),
    path("<int:pk>/branches/", plans.branch, name="add_branch"),
    path("<int:pk>/branches/<int:branch_id>/", plans.branch, name="branch"),
    path("<int:pk>/mesures/", measures.add, name="add_measure"),
    path("<int:pk>/mesures/<int:measure_id>/", measures.measure, name="measure"),
    path("<int:pk>/mesures/<int:measure_id>/modifier/", measures.edit, name="edit_measure"),
    path("<int:pk>/importer/", importing.take, name="import"),
    path("<int:pk>/signataires/", contracts.signatory, name="add_signatory"),
    path("<int:pk>/signataires/<int:signatory_id>/", contracts.signatory, name="signatory"),
    path("<int:pk>/avenants/", contracts.amend, name="amend"),
    path("<int:pk>/reviser/", contracts.revise, name="revise"),
]
