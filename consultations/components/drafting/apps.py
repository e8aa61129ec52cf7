"""The app of shared texts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftingConfig(AppConfig):
    name = "consultations.components.drafting"
    label = "drafting"
    verbose_name = _("Textes communs")
