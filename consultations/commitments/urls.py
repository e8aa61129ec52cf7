"""Addresses of plans and measures, under `/engagements/`."""

from django.urls import path

from consultations.commitments import feeds
from consultations.commitments.views import public

app_name = "commitments"
urlpatterns = [
    path("", public.plans, name="plans"),
    path("<slug:slug>/", public.plan, name="plan"),
    path("<slug:slug>/flux.atom", feeds.PlanFeed(), name="atom"),
    path("<slug:slug>/mesures.csv", public.export, {"form": "csv"}, name="csv"),
    path("<slug:slug>/mesures.json", public.export, {"form": "json"}, name="json"),
    path("<slug:slug>/mesures/<slug:number>/", public.measure, name="measure"),
]
