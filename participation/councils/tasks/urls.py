"""The addresses of tasks, inside a council's space."""

from django.urls import include, path

from participation.councils.tasks.views import doing, reading, writing

task = [
    path("", reading.task, name="task"),
    path("modifier/", writing.change, name="change"),
    path("suite/", doing.act, name="act"),
]
urlpatterns = [
    path("conseils/<slug:slug>/espace/taches/", reading.tasks, name="tasks"),
    path("conseils/<slug:slug>/espace/taches/ajouter/", writing.add, name="add"),
    path("conseils/<slug:slug>/espace/taches/<int:task_id>/", include(task)),
]
