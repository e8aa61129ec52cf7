"""The app of proposals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "consultations.components.proposals"
    label = "proposals"
    verbose_name = _("Propositions")
