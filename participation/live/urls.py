"""The address by which a page asks what changed when its socket fails."""

from django.urls import path

from participation.live import views

app_name = "live"
urlpatterns = [path("direct/<str:topic>/", views.changes, name="changes")]
