"""How things look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "participation.ui"
    label = "ui"
