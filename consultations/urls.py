"""The heart's own pages; the page of a consultation itself is written in the CMS."""

from django.urls import path

app_name = "consultations"
urlpatterns: list = []
