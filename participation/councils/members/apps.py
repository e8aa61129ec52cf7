"""The app of the people of a council: pages and letters; its rows are the core's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "participation.councils.members"
    label = "members"
    verbose_name = _("Membres des conseils")

    def ready(self) -> None:
        from participation.councils.members import notifications  # noqa: F401  it listens
