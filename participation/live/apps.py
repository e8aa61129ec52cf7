"""The app of what people see change."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "participation.live"
    label = "live"
