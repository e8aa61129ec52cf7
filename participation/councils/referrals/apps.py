"""The app of referrals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "participation.councils.referrals"
    label = "referrals"
    verbose_name = _("Saisines et interpellations")

    def ready(self) -> None:
        from participation.councils.referrals import (  # noqa: F401  they listen
            listeners,
            notifications,
        )
