"""The app of the site: its pages, and the editors' face."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        from cms import listeners, second_factor  # noqa: F401  they listen, once models are there
