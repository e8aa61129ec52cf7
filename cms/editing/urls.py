"""Addresses of the editors' own pages, under the admin."""

from django.urls import path

from cms.editing import views

app_name = "editing"
urlpatterns = [
    path("", views.own_consultations, name="consultations"),
    path("<int:pk>/", views.workbench, name="workbench"),
]
