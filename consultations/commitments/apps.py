"""The app of commitments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "consultations.commitments"
    label = "commitments"
    verbose_name = _("Engagements")

    def ready(self) -> None:
        from consultations.commitments import (  # noqa: F401  they listen, and tell
            notifications,
            queries,
            topics,
        )
