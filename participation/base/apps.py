"""The app of tools: no models, some commands."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "participation.base"
    label = "base"
