"""The resident's way through a questionnaire."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
