"""The app of accounts and roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "participation.accounts"
    label = "accounts"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        from participation.accounts import retention  # noqa: F401  it says how long they are kept
