"""The app of draws by lot."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DrawsConfig(AppConfig):
    name = "participation.councils.draws"
    label = "draws"
    verbose_name = _("Tirages au sort")
