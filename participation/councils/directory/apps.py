"""The app of the directory."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "participation.councils.directory"
    label = "directory"
    verbose_name = _("Annuaire des conseils")
