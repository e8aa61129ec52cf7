"""The style guide; `language_urls` is mounted without a namespace, as Django names it."""

from django.urls import path

from participation.ui import views

app_name = "ui"

urlpatterns = [path("style/", views.style_guide, name="style_guide")]
language_urls = [path("langue/", views.change_language, name="set_language")]
