"""The app of background hands; in the demo it runs the sweeper in a thread."""

from django.apps import AppConfig


class WorkersConfig(AppConfig):
    name = "workers"
    label = "workers"
